import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import express from 'express';
import type { Request } from 'express';

/** Bytes below which compressing gains nothing. */
const SMALLEST = 1024;

const TEXT = /^(text\/|image\/svg|application\/(.*\+)?(json|javascript))/;

const asGzip = promisify(gzip);
const asBrotli = promisify(brotliCompress);

/** Between speed and size: the highest quality takes a hundred times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const WAYS = {
  br: (body: Buffer): Promise<Buffer> => asBrotli(body, BROTLI),
  gzip: (body: Buffer): Promise<Buffer> => asGzip(body),
} as const;

/**
 * Compresses an answer that is sent whole, where the client takes it compressed.
 * A stream is sent piece by piece, by `write`, and is left alone: each event must arrive when it is sent.
 */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
  const end = response.end.bind(response) as (...given: readonly unknown[]) => ServerResponse;
  response.end = ((...given: readonly unknown[]): ServerResponse => {
    const [body, encoding] = given;
    if (response.headersSent || (typeof body !== 'string' && !Buffer.isBuffer(body))) return end(...given);
    const charset = typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
    const bytes = typeof body === 'string' ? Buffer.from(body, charset) : body;
    if (!isCompressible(response, bytes)) return end(...given);
    response.appendHeader('vary', 'Accept-Encoding');
    const way = wayFor(request);
    if (way === null) return end(...given);
    // A second call finds nothing left to do.
    response.end = (() => response) as typeof response.end;
    const then = given.slice(1).find((one) => typeof one === 'function');
    const send = async (): Promise<void> => {
      const compressed = await WAYS[way](bytes);
      response.setHeader('content-encoding', way);
      response.setHeader('content-length', compressed.length);
      end(compressed, then);
    };
    send().catch((error: unknown) => response.destroy(error as Error));
    return response;
  }) as typeof response.end;
}

function isCompressible(response: ServerResponse, body: Buffer): boolean {
  return (
    body.length >= SMALLEST &&
    response.getHeader('content-encoding') === undefined &&
    TEXT.test(String(response.getHeader('content-type') ?? ''))
  );
}

function wayFor(request: IncomingMessage): keyof typeof WAYS | null {
  // Without the header any encoding would do, in theory; in practice a client that says nothing understands none.
  if (request.headers['accept-encoding'] === undefined) return null;
  const takes = (way: keyof typeof WAYS): boolean =>
    express.request.acceptsEncodings.call(request as Request, way) === way;
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}
