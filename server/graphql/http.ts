import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import express from 'express';
import type { Request } from 'express';
import type { Language } from '../../rules/kit/text.ts';
import type { RequestContext } from '../platform/api/context.ts';
import type { Tokens } from '../platform/access/tokens.ts';
import { TokenFault, bearerOf } from '../platform/access/tokens.ts';
import type { Viewer } from '../platform/model/viewer.ts';

/** Bytes of a request body that are read at most: room for as many rows as a bulk act may have. */
export const LARGEST_BODY = 4 * 1024 * 1024;

const PLAIN_JSON = /^application\/json(\s*;\s*charset="?utf-8"?)?$/i;

/** Who asks, by the request’s bearer token. @throws TokenFault. */
export async function viewerOf(tokens: Tokens, { headers }: IncomingMessage): Promise<Viewer> {
  const token = bearerOf(headers.authorization);
  if (token === null) throw new TokenFault('NO_TOKEN');
  return tokens.viewerOf(token);
}

/** A request that never became a question. */
export class BodyFault extends Error {
  readonly status: 400 | 413;

  constructor(status: 400 | 413, detail: string) {
    super(detail);
    this.status = status;
  }
}

/**
 * Whether a request is a query in plain JSON, posted to /graphql.
 * Nearly all are, and they need none of what express does. Compressed bodies, other charsets, GET and everything else go
 * through express.
 */
export function isPlainQuestion({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === '/graphql' &&
    headers['content-encoding'] === undefined &&
    PLAIN_JSON.test(headers['content-type'] ?? '')
  );
}

/** Whether a request is for a stream of server-sent events. */
export function isStreamQuestion({ url = '' }: IncomingMessage): boolean {
  return /^\/graphql\/stream(\?|$)/.test(url);
}

/** Answers a plain question. @throws BodyFault when the body cannot be read. */
export async function answerPlainQuestion(
  apollo: ApolloServer<RequestContext>,
  newContext: (language: Language, viewer: Viewer) => RequestContext,
  tokens: Tokens,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const viewer = await viewerOf(tokens, request).catch((fault: unknown) => {
    // What a stranger sends is read to its end, but not kept: else the answer would meet a connection that is still sending.
    request.resume();
    throw fault;
  });
  const body = parsed(await readBody(request));
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => Promise.resolve(newContext(languageOf(request), viewer)),
  });
  await send(response, answer);
}

async function send(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): Promise<void> {
  response.statusCode = status ?? 200;
  for (const [name, value] of headers) response.setHeader(name, value);
  if (body.kind === 'complete') {
    response.setHeader('content-length', Buffer.byteLength(body.string));
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BodyFault(400, (error as Error).message);
  }
}

/** The body of a request as text. @throws BodyFault where it is too large or breaks off. */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length']) > LARGEST_BODY) {
    // Read to its end, unkept: a client that is still sending would otherwise meet a closed connection, not the answer.
    request.resume();
    throw new BodyFault(413, 'request entity too large');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
    }
  } catch {
    throw new BodyFault(400, 'the request was broken off');
  }
  if (size > LARGEST_BODY) throw new BodyFault(413, 'request entity too large');
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
}

const languages = new Map<string, Language>();
const MOST_LANGUAGES = 500;

/** The language of a request, by its Accept-Language; Vietnamese where it names neither. */
export function languageOf(request: Pick<IncomingMessage, 'headers'>): Language {
  const wish = request.headers['accept-language'];
  if (wish === undefined) return 'vi';
  let language = languages.get(wish);
  if (language === undefined) {
    const accepted = express.request.acceptsLanguages.call(request as Request, 'vi', 'en');
    language = accepted === 'en' ? 'en' : 'vi';
    if (languages.size >= MOST_LANGUAGES) languages.clear();
    languages.set(wish, language);
  }
  return language;
}

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d+){3})$/;
const LOCAL_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from the machine that the server runs on.
 * By a name that only means this machine, and past no proxy.
 */
export function isOnThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    LOCAL_NAME.test(headers.host ?? '') &&
    headers['x-forwarded-for'] === undefined &&
    headers.forwarded === undefined
  );
}
