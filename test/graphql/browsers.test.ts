// What browsers and gateways ask of HTTP itself: pages of other origins, compressed answers, files to keep, the schema as text.
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { once } from 'node:events';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppOptions } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { readEnvironment } from '../../server/env.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';

const OURS = 'https://bang-diem.vi-du.vn';
const json = { 'content-type': 'application/json' };
const LONG = JSON.stringify({ query: '{ __schema { types { name description } } }' });

let api: TestApi;
let bearer: { readonly authorization: string };

beforeAll(async () => {
  api = await openApi(['phu-tho-2026-q3']);
  bearer = { authorization: `Bearer ${await api.token()}` };
}, 120_000);

afterAll(() => api.close());

/** Runs with the address of a server that has these settings. */
async function over<T>(settings: Partial<AppOptions>, work: (address: string) => Promise<T>): Promise<T> {
  const believed = { viewer: api.auditor, expires: Infinity };
  const unknown = async (token: string) => {
    if (`Bearer ${token}` === bearer.authorization) return believed;
    throw new (await import('../../server/platform/access/tokens.ts')).TokenFault('UNTRUSTED_TOKEN');
  };
  const app = await createApp({
    database: api.database,
    clock: systemClock,
    catalogue: CATALOGUE,
    tokens: { believe: unknown, viewerOf: async (token) => (await unknown(token)).viewer },
    ...settings,
  });
  try {
    return await work(await app.start(0));
  } finally {
    await app.stop();
  }
}

describe('pages of other origins', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: OURS,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,apollo-require-preflight',
    },
  };
  const ADDRESSES = ['/graphql', '/graphql/stream', '/schema.graphql'];
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

  it('may ask where the operator names their origin: preflights are answered without a token', () =>
    over({ origins: ['https://khac.vi-du.vn', OURS] }, async (address) => {
      for (const path of ADDRESSES) {
        const { status, headers } = await fetch(address + path, preflight);
        expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 204, OURS]);
        expect(headers.get('access-control-allow-headers')).toContain('authorization');
        expect(headers.get('access-control-allow-methods')).toContain('POST');
        expect(headers.get('vary')).toContain('Origin');
      }
    }));

  it('may read every answer then: right ones, refusals and errors', () =>
    over({ origins: [OURS] }, async (address) => {
      const ask = (path: string, headers: Record<string, string>, body: string) =>
        fetch(address + path, { method: 'POST', headers: { origin: OURS, ...json, ...headers }, body });
      const answers = [
        [await ask('/graphql', bearer, LONG), 200],
        [await ask('/graphql', bearer, '{'), 400],
        [await ask('/graphql', {}, LONG), 401],
        [await ask('/graphql', { ...bearer, 'content-type': 'text/plain' }, LONG), 400],
        [await ask('/graphql/stream', { accept: 'text/event-stream' }, LONG), 401],
        [await ask('/graphql/stream', { ...bearer, accept: 'text/event-stream' }, LONG), 200],
        [await ask('/graphql/stream', { ...bearer, accept: 'text/plain' }, LONG), 406],
        [await ask('/nowhere', {}, LONG), 404],
      ] as const;
      for (const [answer, status] of answers) {
        expect([answer.url, answer.status, allowed(answer)]).toEqual([answer.url, status, OURS]);
        expect(answer.headers.get('vary')).toContain('Origin');
      }
    }));

  it('may not where nobody names them: another origin, or none named at all', async () => {
    for (const origins of [['https://khac.vi-du.vn'], []])
      await over({ origins }, async (address) => {
        for (const path of ADDRESSES) expect(allowed(await fetch(address + path, preflight))).toBeNull();
        const headers = { ...json, ...bearer, origin: OURS };
        expect(
          allowed(await fetch(`${address}/graphql`, { method: 'POST', headers, body: LONG })),
        ).toBeNull();
      });
  });

  it('are named as browsers name them; anything else ends the start', () => {
    expect(readEnvironment({ ALLOWED_ORIGINS: `${OURS}, http://localhost:5173` }).ALLOWED_ORIGINS).toEqual([
      OURS,
      'http://localhost:5173',
    ]);
    expect(readEnvironment({}).ALLOWED_ORIGINS).toBeUndefined();
    for (const wrong of ['*', `${OURS}/`, 'bang-diem.vi-du.vn', `${OURS},`, 'https://A.vn', 'null'])
      expect(() => readEnvironment({ ALLOWED_ORIGINS: wrong }), wrong).toThrow(/ALLOWED_ORIGINS/);
  });
});

/** An answer as it comes over the line: `fetch` would undo what was compressed. */
async function raw(url: string, headers: Record<string, string>, body?: string) {
  const asked = request(url, { method: body === undefined ? 'GET' : 'POST', headers });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const bytes = Buffer.concat(await response.toArray());
  return { headers: response.headers, status: response.statusCode, bytes };
}

describe('answers', () => {
  const undo = { br: brotliDecompressSync, gzip: gunzipSync };

  it('are compressed as the client likes, and whole where it takes nothing compressed', () =>
    over({}, async (address) => {
      const ways: readonly [url: string, headers: Record<string, string>, body?: string][] = [
        [`${address}/graphql`, { ...json, ...bearer }, LONG],
        [
          `${address}/graphql`,
          { ...bearer, 'content-type': 'application/json; charset=utf-16' },
          '{'.repeat(9),
        ],
        [
          `${address}/graphql?query=${encodeURIComponent('{ __schema { types { name description } } }')}`,
          { ...bearer, 'apollo-require-preflight': 'yes' },
        ],
        [address, {}],
        [`${address}/schema.graphql`, bearer],
      ];
      for (const [url, headers, body] of ways) {
        const plain = await raw(url, headers, body);
        expect(plain.headers['content-encoding']).toBeUndefined();
        if (plain.bytes.length < 1024) continue;
        expect(plain.headers.vary).toContain('Accept-Encoding');
        for (const [accepted, way] of [
          ['gzip, deflate, br', 'br'],
          ['br;q=0, *', 'gzip'],
          ['gzip', 'gzip'],
        ] as const) {
          const small = await raw(url, { ...headers, 'accept-encoding': accepted }, body);
          expect([url, small.headers['content-encoding'], small.status]).toEqual([url, way, plain.status]);
          expect(undo[way](small.bytes).equals(plain.bytes)).toBe(true);
          expect(Number(small.headers['content-length'])).toBe(small.bytes.length);
          expect(small.bytes.length).toBeLessThan(plain.bytes.length / 2);
        }
        const none = await raw(url, { ...headers, 'accept-encoding': 'br;q=0, identity' }, body);
        expect(none.headers['content-encoding']).toBeUndefined();
      }
    }));

  it('that are short, or have no body, stay as they are', () =>
    over({}, async (address) => {
      const takes = { 'accept-encoding': 'br, gzip' };
      const short = await raw(`${address}/health/live`, takes);
      expect([short.headers['content-encoding'], String(short.bytes)]).toEqual([
        undefined,
        '{"status":"ok"}',
      ]);
      const head = await fetch(address, { method: 'HEAD', headers: takes });
      expect([head.status, await head.text()]).toEqual([200, '']);
    }));
});

describe('the page', () => {
  it('is small and not kept; the files it names are large and kept for ever', () =>
    over({ demoToken: () => Promise.resolve('demo') }, async (address) => {
      const page = await fetch(address);
      const text = await page.text();
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(text.length).toBeLessThan(200_000);
      expect(text).toContain('Bearer demo');
      const files = [...text.matchAll(/(?:src|href)="(\/graphiql\/[^"]*)"/g)].map(([, path]) => path!);
      expect(files).toHaveLength(2);
      for (const path of files) {
        const file = await fetch(address + path);
        expect([file.status, file.headers.get('cache-control')]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        expect(await file.text()).not.toContain('Bearer demo');
      }
    }));
});

describe('the schema as text', () => {
  it('is served to whoever has a token, and not again while it is the same', () =>
    over({}, async (address) => {
      const url = `${address}/schema.graphql`;
      const served = await fetch(url, { headers: bearer });
      expect(served.headers.get('content-type')).toContain('text/plain');
      expect(
        buildSchema(await served.text())
          .getQueryType()!
          .getFields(),
      ).toHaveProperty('scoreCard');
      const etag = served.headers.get('etag')!;
      expect((await raw(url, { ...bearer, 'if-none-match': etag })).status).toBe(304);
      expect((await raw(url, { ...bearer, 'if-none-match': 'W/"other"' })).status).toBe(200);
      expect((await fetch(url)).status).toBe(401);
    }));

  it('is refused in words where the operator does not let it be asked', () =>
    over({ introspection: false }, async (address) => {
      const refused = await fetch(`${address}/schema.graphql`, { headers: bearer });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN', problems: [{ code: 'INTROSPECTION_OFF' }] } }],
      });
    }));
});
