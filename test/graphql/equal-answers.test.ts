// Whichever way a question is answered, the answer is the same: compiled or interpreted, from one statement or from loaders.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../server/graphql/schema.ts';
import type { ApiError, TestApi } from '../support/api.ts';
import { openApi, operations as named } from '../support/api.ts';
import type { Operation } from './random-operations.ts';
import { operations } from './random-operations.ts';
import { realValues } from './real-values.ts';

const RUNS = Number(process.env['OPERATION_RUNS'] ?? 120);

let api: TestApi;

beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'tinh-mau']);
}, 180_000);

afterAll(() => api.close());

interface Way {
  readonly compiles: 'ALL' | 'NONE';
  readonly wholeSelections: boolean;
}

interface Answer {
  /** The data as a client gets them. */
  readonly data: string;
  /**
   * Every null that an error left, by its place. Where several errors meet in one null, graphql-js reports those that came first.
   */
  readonly nulls: readonly string[];
  /** Errors that left a null just where they arose. */
  readonly errors: readonly string[];
}

async function answer({ compiles, wholeSelections }: Way, operation: Operation): Promise<Answer> {
  const contextValue = api.app.context('vi', api.auditor);
  Object.assign(contextValue, { compiles, readsWholeSelections: wholeSelections });
  const { body } = await api.app.apollo.executeOperation(
    { query: operation.query, variables: { ...operation.variables } },
    { contextValue },
  );
  if (body.kind !== 'single') throw new Error('an incremental answer');
  const { data = null, errors = [] } = JSON.parse(JSON.stringify(body.singleResult)) as {
    data?: unknown;
    errors?: (ApiError & { readonly path?: readonly (string | number)[] })[];
  };
  for (const error of errors) expect(error.extensions.code, JSON.stringify(error)).not.toBe('INTERNAL');
  const places = errors.map(({ path = [] }) => placeOfNull(data, path));
  const here = errors.filter(({ path = [] }, index) => places[index]!.length === path.length);
  return {
    data: JSON.stringify(data),
    nulls: [...new Set(places.map((place) => JSON.stringify(place)))].toSorted(),
    errors: here.map((error) => JSON.stringify(error)).toSorted(),
  };
}

/** How far of a path the data go before they are null. */
function placeOfNull(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (let length = 0; length < path.length; length++) {
    if (value === null) return path.slice(0, length);
    value = (value as Record<string | number, unknown>)[path[length]!];
  }
  return path;
}

async function answersAreEqual(operation: Operation): Promise<Answer> {
  const plain = await answer({ compiles: 'NONE', wholeSelections: false }, operation);
  expect(await answer({ compiles: 'NONE', wholeSelections: true }, operation), 'one statement').toEqual(
    plain,
  );
  expect(await answer({ compiles: 'ALL', wholeSelections: true }, operation), 'compiled').toEqual(plain);
  return plain;
}

it.each(named().filter(({ text }) => !text.includes('"PHU-THO"') && !text.includes('"VN"')))(
  '$name is answered the same',
  async ({ text, variables }) => {
    await answersAreEqual({ query: text, variables: variables as Operation['variables'] });
  },
);

const HEAD = 'fragment Head on Authority { code name }';
const CARD = 'scoreCard(period: "2026-Q2", scheme: "civil-servant-2026")';

it.each([
  [
    'a fragment spread twice, once on a condition',
    `query Q($detail: Boolean!) { authority(code: "HC") { ...Head @include(if: $detail) ...Head } } ${HEAD}`,
    { authority: { code: 'HC', name: expect.any(String) } },
  ],
  [
    'a fragment with its condition at one of two places',
    `query Q($detail: Boolean!) {
       one: authority(code: "HC") { ...Head @include(if: $detail) } two: authority(code: "HC") { ...Head } } ${HEAD}`,
    { one: {}, two: { code: 'HC', name: expect.any(String) } },
  ],
  [
    'a field on a condition, and again without',
    `query Q($detail: Boolean!) {
       authority(code: "HC") { code @include(if: $detail) ... @skip(if: $detail) { code } } }`,
    { authority: { code: 'HC' } },
  ],
  [
    'a card that is switched off',
    `query Q($detail: Boolean!) {
       leader(authority: "HC", code: "HC-SO-XD-L1") {
         code ...Card @include(if: $detail) ... @include(if: $detail) { ${CARD} { points } } } }
     fragment Card on Leader { ${CARD} { max } }`,
    { leader: { code: 'HC-SO-XD-L1' } },
  ],
])('%s: switched off is not there, and everything else is', async (_what, query, expected) => {
  const { data } = await answersAreEqual({ query, variables: { detail: false } });
  expect(JSON.parse(data)).toEqual(expected);
});

it('a card that is switched off is not computed', async () => {
  const leader = (below: string) =>
    `query Q($detail: Boolean!) { leader(authority: "HC", code: "HC-SO-XD-L1") { code ${below} } }
     fragment Card on Leader { ${CARD} { points } }`;
  const detail = leader('...Card @include(if: $detail)');
  const [on, off] = [
    await api.statements(detail, { detail: true }),
    await api.statements(detail, { detail: false }),
  ];
  const plain = await api.statements('{ leader(authority: "HC", code: "HC-SO-XD-L1") { code } }');
  expect(off).toBe(plain);
  expect(on).toBeGreaterThan(plain);
});

it('random operations are answered the same', async () => {
  const values = await realValues(api.database);
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(operations(await schema(), values), async (operation) => {
      const { data } = await answersAreEqual(operation).catch((error: unknown) => {
        const { message } = error as Error;
        throw new Error(`${operation.query}\n${JSON.stringify(operation.variables)}\n${message}`);
      });
      if (data !== 'null') answered++;
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: false },
  );
  // A generator whose questions are all refused would prove nothing; about a third are answered.
  expect(answered).toBeGreaterThan(RUNS / 6);
}, 300_000);
