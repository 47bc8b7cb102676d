import type { IncomingMessage, ServerResponse } from 'node:http';

/** Seconds for which a browser keeps the answer to a preflight; none keeps it longer. */
const KEPT_SECONDS = 7200;

/** Headers of answers that a page may read, beside those that every page may. */
const READABLE_HEADERS = 'ETag, WWW-Authenticate, Allow';

/** Says on an answer whose pages may read it. @returns whether the request was a preflight, and is answered. */
export type CrossOrigin = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Lets pages of these origins ask, and of no other.
 * A preflight carries no token, so it is answered before one is looked for. Tokens go into a header that pages set
 * themselves; there are no cookies, and nothing is allowed about them.
 */
export function crossOrigin(origins: readonly string[]): CrossOrigin {
  if (origins.length === 0) return () => false;
  const allowed = new Set(origins);
  return ({ method, headers }, response) => {
    const { origin } = headers;
    response.setHeader('vary', 'Origin');
    if (origin === undefined || !allowed.has(origin)) return false;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', READABLE_HEADERS);
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
    response.setHeader('access-control-allow-methods', 'GET, POST');
    const wished = headers['access-control-request-headers'];
    if (wished !== undefined) response.setHeader('access-control-allow-headers', wished);
    response.setHeader('access-control-max-age', KEPT_SECONDS);
    response.setHeader('vary', 'Origin, Access-Control-Request-Headers');
    response.writeHead(204).end();
    return true;
  };
}
