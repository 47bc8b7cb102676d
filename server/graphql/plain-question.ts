import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { OperationTypeNode, getOperationAST, parse } from 'graphql';
import type { Language } from '../../rules/kit/text.ts';
import type { RequestContext } from '../platform/api/context.ts';
import type { Tokens } from '../platform/access/tokens.ts';
import type { Viewer } from '../platform/model/viewer.ts';
import { BodyFault, languageOf, namesEvents, readBody, takes, viewerOf } from './http.ts';
import { PARSE_OPTIONS } from './limits.ts';
import type { StreamQuestion } from './streams/documents.ts';
import type { Streams } from './streams/streams.ts';

const PLAIN_JSON = /^application\/json(\s*;\s*charset="?utf-8"?)?$/i;

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

/** Whether the operation is a subscription; false where it cannot be read, which is refused later. */
function isSubscription({ query, operationName }: Partial<StreamQuestion>): boolean {
  if (typeof query !== 'string' || !query.includes('subscription')) return false;
  try {
    const operation = getOperationAST(parse(query, PARSE_OPTIONS), operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

/** What plain questions are answered with. */
export interface QuestionTools {
  readonly apollo: ApolloServer<RequestContext>;
  readonly newContext: (language: Language, viewer: Viewer) => RequestContext;
  readonly tokens: Tokens;
  readonly streams: Pick<Streams, 'answer'>;
}

/** Answers a plain question. @throws BodyFault when the body cannot be read. */
export async function answerPlainQuestion(
  { apollo, newContext, tokens, streams }: QuestionTools,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const viewer = await viewerOf(tokens, request).catch((fault: unknown) => {
    // What a stranger sends is read to its end, but not kept: else the answer would meet a connection that is still sending.
    request.resume();
    throw fault;
  });
  const text = await readBody(request);
  const body = parsed(text);
  if (namesEvents(request)) {
    const isForStream = isSubscription(body ?? {});
    if (isForStream || !takes(request, 'application/json')) {
      await streams.answer(request, response, text);
      return;
    }
  }
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
