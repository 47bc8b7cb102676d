import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { Request } from 'express';
import type { Language } from '../../rules/kit/text.ts';
import type { Tokens } from '../platform/access/tokens.ts';
import { TokenFault, bearerOf } from '../platform/access/tokens.ts';
import type { Viewer } from '../platform/model/viewer.ts';

/** Bytes of a request body that are read at most: room for as many rows as a bulk act may have. */
export const LARGEST_BODY = 4 * 1024 * 1024;

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
 * Whether a request can only be for a stream of server-sent events.
 * By its address, or as a link that names them. What is posted to /graphql may be either: its operation decides.
 */
export function isStreamQuestion(request: IncomingMessage): boolean {
  const { method, url = '' } = request;
  if (/^\/graphql\/stream(\?|$)/.test(url)) return true;
  return method === 'GET' && url.startsWith('/graphql?') && namesEvents(request);
}

/** Whether server-sent events are named among what the client takes: one that takes anything gets JSON. */
export function namesEvents(request: IncomingMessage): boolean {
  const { accept } = request.headers;
  return accept !== undefined && /text\/event-stream/i.test(accept) && takes(request, EVENTS);
}

const EVENTS = 'text/event-stream';

/** Whether the client takes answers of this type, by its Accept with its lists, weights and wildcards. */
export function takes(request: IncomingMessage, type: string): boolean {
  return express.request.accepts.call(request as Request, type) !== false;
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
