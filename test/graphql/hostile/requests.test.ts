// Requests that are no questions: odd bytes as bodies, and tokens that nobody issued. Each is refused in words, in time, and
// kindly.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { SignJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from './asking.ts';
import { openTarget } from './asking.ts';
import { STRANGE } from './strange.ts';

const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 60);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, 180_000);
afterAll(() => target.api.close());

const FINE = JSON.stringify({ query: '{ authorities { code } }' });
const MEGABYTE = 1024 * 1024;

/** Everything that JSON can say, and what it can hold where a request holds something. */
const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc
    .record(
      {
        query: fc.oneof(fc.constantFrom<unknown>(...STRANGE.others), fc.constant('{ __typename }')),
        variables: fc.constantFrom<unknown>(...STRANGE.others),
        operationName: fc.constantFrom<unknown>(...STRANGE.others),
        extensions: fc.constantFrom<unknown>(
          ...STRANGE.others,
          { persistedQuery: 1 },
          { persistedQuery: { version: 2, sha256Hash: 'x' } },
          { persistedQuery: { version: 1, sha256Hash: ['x'] } },
          { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } },
        ),
        documentId: fc.constantFrom<unknown>(...STRANGE.others),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
);

describe('bodies', () => {
  const odd: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
    nothing: '',
    'a list of questions': `[${FINE},${FINE}]`,
    'no JSON': 'query=%7B__typename%7D',
    'JSON cut off': FINE.slice(0, -5),
    'JSON of a million brackets': '['.repeat(MEGABYTE - 10),
    'JSON nested in its variables': `{"query":"{ __typename }","variables":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    'a name given a thousand times': `{${'"query":"{ __typename }",'.repeat(1000)}"variables":{}}`,
    'its prototype changed':
      '{"query":"{ authorities { code } }","__proto__":{"variables":1},"constructor":{"prototype":{"x":1}}}',
    'bytes that are no text': new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80]),
    zeros: new Uint8Array(1000),
    'a number of a million digits': `{"query":"{ __typename }","variables":{"a":${'9'.repeat(MEGABYTE / 2)}}}`,
    'a text of half a megabyte': JSON.stringify({
      query: '{ __typename }',
      variables: { a: 'x'.repeat(MEGABYTE / 2) },
    }),
    'a comment of half a megabyte': JSON.stringify({ query: `#${'x'.repeat(MEGABYTE / 2)}\n{ __typename }` }),
    'a list of half a megabyte': JSON.stringify({
      query: 'query ($codes: [ID!]!) { nodes(ids: $codes) { id } }',
      variables: { codes: Array.from({ length: 40_000 }, () => 'VW5pdDpIQzpB') },
    }),
  };

  it.each(Object.entries(odd))('of %s', async (_name, body) => {
    await target.send(body);
    await target.send(body, { 'content-type': 'application/json; charset=utf-16' });
    await target.send(body, { 'content-type': 'text/plain' });
  });

  const digits = '7'.repeat(60_000);
  const tracked = (threshold: string) =>
    `{ metricTracking(authority: "HC", metric: "HC-CT-01", period: "2026-Q2", threshold: ${threshold}) { reached } }`;
  const asVariable = tracked('$t').replace('{', 'query ($t: Decimal!) {');

  it.each([
    ['a number of sixty thousand digits', asVariable, { t: `0.${digits}` }, 'UNREADABLE_VALUE'],
    ['the same in the document', tracked(`0.${digits}`), {}, 'UNREADABLE_VALUE'],
    ['the same as text in the document', tracked(`"${digits}"`), {}, 'UNREADABLE_VALUE'],
    ['a number that JSON has rounded', asVariable, { t: Number('9007199254740993') }, 'UNREADABLE_VALUE'],
    ['a number in a list', asVariable, { t: [80] }, 'UNREADABLE_VALUE'],
    ['a number with decimals that JSON may have rounded', asVariable, { t: 80.5 }, 'UNREADABLE_VALUE'],
    ['true as a number', asVariable, { t: true }, 'UNREADABLE_VALUE'],
    [
      'a text of a hundred and one thousand characters',
      'query ($s: String!) { units(authority: "HC", filter: { search: $s }) { totalCount } }',
      { s: 'x'.repeat(101_000) },
      'QUERY_TOO_LARGE',
    ],
    [
      'the same in the document',
      `{ units(authority: "HC", filter: { search: "${'x'.repeat(101_000)}" }) { totalCount } }`,
      {},
      'QUERY_TOO_LARGE',
    ],
    [
      'a list of ten thousand and one codes',
      'query ($c: [String!]) { units(authority: "HC", filter: { codes: $c }) { totalCount } }',
      { c: Array.from({ length: 10_001 }, () => 'A') },
      'QUERY_TOO_LARGE',
    ],
  ])('with %s are refused in words, at once', async (_name, query, variables, problem) => {
    const begun = performance.now();
    const { errors } = await target.ask(query, variables);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors).length).toBeLessThan(2000);
    expect(errors![0]!.extensions.problems?.map(({ code }) => code) ?? []).toEqual([problem]);
  });

  const due = (from: string, to: string) =>
    target.ask(
      'query ($due: DateRange!) { reports(authority: "HC", first: 1, filter: { due: $due }) { totalCount } }',
      { due: { from, to } },
    );

  it('for reports of all years are refused in words, at once, and cost what is made for a span', async () => {
    for (const [from, to] of [
      ['0001-01-01', '9999-12-31'],
      ['2026-01-01', '2029-12-31'],
    ] as const) {
      const begun = performance.now();
      const { errors } = await due(from, to);
      expect(performance.now() - begun).toBeLessThan(1000);
      expect(errors![0]!.extensions.problems!.map(({ code }) => code)).toEqual(['SPAN_TOO_LONG']);
    }
    const { data, extensions } = await due('2024-01-01', '2026-12-31');
    expect((data as { reports: { totalCount: number } }).reports.totalCount).toBeGreaterThan(100);
    expect(extensions!.cost.cost).toBeGreaterThan(20_000);
  });

  it('keep the digits of numbers that are written in the document, or as text', async () => {
    const exact = '9007199254740993.000000000000000001';
    for (const [query, variables] of [
      [tracked(exact), {}],
      [tracked(`"${exact}"`), {}],
      [asVariable, { t: exact }],
    ] as const)
      expect((await target.ask(query.replace('{ reached }', '{ threshold }'), variables)).data).toEqual({
        metricTracking: { threshold: exact },
      });
    expect((await target.ask(asVariable, { t: 80 })).errors).toBeUndefined();
  });

  it('that are too large, also once they are unpacked', async () => {
    const large = JSON.stringify({ query: '{ __typename }', variables: { a: 'x'.repeat(4 * MEGABYTE) } });
    expect((await target.send(large)).status).toBe(413);
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * MEGABYTE, 0x20)));
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect((await target.send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('packed in ways that they are not', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'zip', 'gzip, gzip', '\u00e9'])
      expect((await target.send(FINE, { 'content-encoding': encoding })).status, encoding).toBeGreaterThan(
        399,
      );
  });

  it('of every kind that JSON has', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (body) => {
        await target.send(body);
      }),
      { numRuns: 3 * RUNS },
    );
  });

  it('of any bytes, under any type', async () => {
    const types = fc.constantFrom(
      'application/json',
      'application/graphql',
      'application/json; charset=x',
      'application/json;',
      'text/html',
      'multipart/form-data',
      '*/*',
      'application/graphql-response+json; charset=utf-8; q=1',
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), types, async (bytes, type) => {
        await target.send(new Uint8Array(bytes), { 'content-type': type });
      }),
      { numRuns: RUNS },
    );
  });

  it('that end before they are whole: the next question is answered all the same', async () => {
    const { hostname, port } = new URL(target.address);
    for (const head of [
      'POST /graphql HTTP/1.1',
      'POST /graphql HTTP/9.9',
      'nonsense',
      `GET /${'x'.repeat(20_000)} HTTP/1.1`,
    ])
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(
            `${head}\r\nhost: x\r\nauthorization: Bearer ${target.token}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"query":`,
          );
          socket.end();
        });
        socket.on('error', () => resolve()).on('close', () => resolve());
        socket.resume();
      });
    expect((await target.send(FINE)).data).toMatchObject({ authorities: [{ code: 'HC' }] });
  });
});

describe('tokens', () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

  const refused = async (token: string, code?: string): Promise<void> => {
    const { status, errors } = await target.send(FINE, { authorization: `Bearer ${token}` });
    expect(status, token.slice(0, 200)).toBe(401);
    expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    if (code !== undefined) expect(errors![0]!.extensions.problems![0]!.code, token.slice(0, 200)).toBe(code);
  };

  it('that nobody signed, that another key signed, that are for others, too old, or enormous', async () => {
    const [, payload, signature] = target.token.split('.') as [string, string, string];
    const [header] = target.token.split('.') as [string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
    await refused(`${part({ alg: 'none', typ: 'JWT' })}.${payload}.`, 'UNTRUSTED_TOKEN');
    await refused(`${part({ alg: 'none' })}.${payload}.${signature}`);
    await refused(`${part({ alg: 'HS256' })}.${payload}.${signature}`);
    await refused(
      `${header}.${part({ ...claims, scorecard_grants: ['VN:AUDITOR'] })}.${signature}`,
      'UNTRUSTED_TOKEN',
    );
    const { privateKey } = await generateKeyPair('ES256');
    const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as {
      alg: string;
      kid?: string;
    };
    const signedByOthers = await new SignJWT(claims)
      .setProtectedHeader({ alg: alg === 'ES256' ? alg : 'ES256', ...(kid !== undefined && { kid }) })
      .sign(privateKey);
    await refused(signedByOthers, 'UNTRUSTED_TOKEN');
    await refused(`${header}.${payload}.${'A'.repeat(12_000)}`, 'MALFORMED_TOKEN');
    // Beyond what an HTTP header may be, Node itself refuses the request.
    const authorization = `Bearer ${'A'.repeat(20_000)}`;
    expect((await fetch(`${target.address}/graphql`, { headers: { authorization } })).status).toBe(431);
    for (const critical of [['b64'], 'x', [1]])
      await refused(`${part({ alg, kid, crit: critical })}.${payload}.${signature}`);
  });

  it('made of anything', async () => {
    const [header, payload, signature] = target.token.split('.') as [string, string, string];
    const text = fc.oneof(
      fc.base64String({ maxLength: 60 }),
      fc.json({ maxDepth: 2 }).map((value) => Buffer.from(value, 'utf8').toString('base64url')),
      fc.constantFrom(header, payload, signature, '', '=', '..', '\u00e9', '%00'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 6 }), async (parts) => {
        const token = parts.join('.');
        fc.pre(token !== target.token && token.length < 8000);
        await refused(token);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  it('in a header that is none', async () => {
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'bearer  a b',
      'Basic YTpi',
      'Digest x',
      target.token,
      `Bearer ${target.token} x`,
    ])
      expect((await target.send(FINE, { authorization })).status, authorization.slice(0, 30)).toBe(401);
  });
});
