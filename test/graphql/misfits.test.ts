// Requests that miss the schema: what they are told, where it is shown and where it is hidden.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../server/graphql/app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { TestApi } from '../support/api.ts';
import { believing, openApi } from '../support/api.ts';

let api: TestApi;
let address: string;
let bearer: { readonly authorization: string };

beforeAll(async () => {
  api = await openApi(['phu-tho-2026-q3']);
  address = await api.app.start(0);
  bearer = { authorization: `Bearer ${await api.token()}` };
}, 120_000);

afterAll(() => api.close());

function post(headers: Readonly<Record<string, string>>, body: string): Promise<Response> {
  return fetch(`${address}/graphql`, { method: 'POST', headers: { ...bearer, ...headers }, body });
}

/** Every way in which a request may miss the schema by a letter: in the document, and in the values of its variables. */
const NEARLY: readonly (readonly [query: string, variables?: object])[] = [
  ['{ authoritie { code } }'],
  ['{ units(autority: "H44") { totalCount } }'],
  ['query ($a: UnitFiltr) { units(filter: $a) { totalCount } }'],
  ['{ units(filter: { kinde: [PROVINCE] }) { totalCount } }'],
  ['{ units(filter: { kind: [PROVINC] }) { totalCount } }'],
  ['query ($f: UnitFilter) { units(filter: $f) { totalCount } }', { f: { kinde: ['PROVINCE'] } }],
  ['query ($f: UnitFilter) { units(filter: $f) { totalCount } }', { f: { kind: ['PROVINC'] } }],
  ['query ($k: KnownAt) { units(knownAt: $k) { totalCount } }', { k: { positio: 1 } }],
  ['{ units { totalCount ... on Uni { code } } }'],
];

it('where the schema is hidden, nothing that misses it by a letter is told the right one, on any transport', async () => {
  const app = await createApp({
    database: api.database,
    clock: systemClock,
    catalogue: CATALOGUE,
    tokens: believing(api.auditor),
    introspection: false,
  });
  const own = await app.start(0);
  try {
    const ask = async (path: string, accept: string, body: object): Promise<string> => {
      const headers = { ...bearer, accept, 'content-type': 'application/json', 'accept-language': 'en' };
      return (await fetch(`${own}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).text();
    };
    for (const [query, variables = {}] of NEARLY) {
      const open = await (
        await post(
          { 'content-type': 'application/json', 'accept-language': 'en' },
          JSON.stringify({ query, variables }),
        )
      ).text();
      expect(open, query).toContain('Did you mean');
      const closed = await ask('/graphql', 'application/json', { query, variables });
      expect(closed, query).toContain('"errors"');
      expect(closed, query).not.toContain('Did you mean');
    }
    for (const [query, variables] of [
      ['subscription { scoreChange { place } }', {}],
      ['subscription ($f: ScoreEventFilter) { scoreChanged(filter: $f) { place } }', { f: { leade: 'L1' } }],
    ]) {
      const streamed = await ask('/graphql/stream', 'text/event-stream', { query, variables });
      expect(streamed).toContain('"errors"');
      expect(streamed).not.toContain('Did you mean');
    }
  } finally {
    await app.stop();
  }
});

it('says in Vietnamese what of a request misses the schema', async () => {
  for (const [query, variables = {}] of [
    ...NEARLY,
    ['query ($n: Int!) { units(first: $n) { totalCount } }', {}],
    ['query ($n: Int!) { units(first: $n) { totalCount } }', { n: null }],
    ['query ($n: Int!) { units(first: $n) { totalCount } }', { n: 'năm' }],
    ['query ($n: Int!) { units(first: $n) { totalCount } }', { n: 1e12 }],
    ['query ($f: UnitFilter) { units(filter: $f) { totalCount } }', { f: 'x' }],
    ['query ($a: String) { units(authority: $a) { totalCount } }', { a: 5 }],
    ['query ($i: ID!) { node(id: $i) { id } }', { i: true }],
    ['query ($f: ScoreEventFilter) { scoreEvents(filter: $f) { totalCount } }', { f: { ratingChanged: 1 } }],
    ['{ units }'],
    ['{ units { totalCount { x } } }'],
    ['{ node { id } }'],
    ['{ units(first: $x) { totalCount } }'],
    ['query ($x: Int) { authorities { code } }'],
    ['{ units(first: "x") { totalCount } }'],
    ['{ units { totalCount }'],
  ] as typeof NEARLY) {
    const response = await post({ 'content-type': 'application/json' }, JSON.stringify({ query, variables }));
    const { errors } = (await response.json()) as { errors: readonly { message: string }[] };
    for (const { message } of errors)
      expect(message, query).toMatch(/^[^ ]*(Biến|Kiểu|Trường|Không|Thiếu|Tham|Cần|Câu|Sai|Số|"|Fragment)/u);
    expect(JSON.stringify(errors), query).not.toMatch(/cannot|Unknown|Expected|Did you|is not|was not|must /);
  }
});
