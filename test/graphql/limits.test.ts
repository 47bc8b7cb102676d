// What is refused before anything of it is carried out, and what every answer says of its cost.
import * as fc from 'fast-check';
import { getIntrospectionQuery, getOperationAST, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CostOf } from '../../server/graphql/cost.ts';
import { MOST_COST, costsOf } from '../../server/graphql/cost.ts';
import { MOST } from '../../server/graphql/limits.ts';
import { READY_QUESTIONS } from '../../server/graphql/ready-questions.ts';
import { schema } from '../../server/graphql/schema.ts';
import type { Answer, TestApi } from '../support/api.ts';
import { openApi, operations } from '../support/api.ts';

let api: TestApi;
let costOf: CostOf;

beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'phu-tho-2026-q3', 'national-766-2026-10-10', 'tinh-mau']);
  costOf = costsOf(await schema());
}, 120_000);

afterAll(() => api.close());

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

function cost(query: string, variables = {}): number {
  const document = parse(query);
  return costOf(document, getOperationAST(document)!, variables);
}

interface WithCost extends Answer<unknown> {
  readonly extensions?: { readonly cost: { readonly cost: number; readonly most: number } };
}

const ask = (query: string, variables = {}, language: 'vi' | 'en' = 'vi') =>
  api.answer<unknown>(query, variables, language) as Promise<WithCost>;

describe('documents that are larger than anybody needs', () => {
  const spreads = `query { ...A } ${times(12, (index) => `fragment ${'ABCDEFGHIJKLM'[index]} on Query { ...${'ABCDEFGHIJKLM'[index + 1]} ...${'ABCDEFGHIJKLM'[index + 1]} }`)}
    fragment M on Query { __typename }`;
  const large: Readonly<Record<string, readonly [query: string, words: string]>> = {
    'a text of many tokens': [`{ authorities { ${'code '.repeat(MOST.tokens)} } }`, 'từ tố'],
    'a text that only opens brackets': [`{ nodes(ids: ${'['.repeat(100_000)}`, 'từ tố'],
    'deep ones': [`{ unit(code: "A") { ${'parent { '.repeat(20)} id ${'}'.repeat(21)} }`, '22 tầng'],
    'many roots': [`{ ${times(40, (index) => `a${index}: authorities { code }`)} }`, '40 trường gốc'],
    'many roots in a fragment': [
      `{ ...Roots } fragment Roots on Query { ${times(40, (index) => `a${index}: authorities { code }`)} }`,
      '40 trường gốc',
    ],
    'aliases without end': [`{ authorities { ${times(400, (index) => `a${index}: code`)} } }`, '400 bí danh'],
    'fragments that double one another': [spreads, 'trường'],
    'floods of directives': [`{ authorities { ${'name @include(if: true) '.repeat(200)} } }`, '200 chỉ thị'],
    'the schema again and again': [
      `{ ${times(31, (index) => `a${index}: __schema { types { name } }`)} }`,
      '31 trường gốc',
    ],
  };

  it.each(Object.entries(large))('are refused in words: %s', async (_name, [query, words]) => {
    const before = api.database.countStatements(() => ask(query));
    const { result, statements } = await before;
    expect(result.data ?? null).toBeNull();
    const { message, extensions } = result.errors![0]!;
    expect(extensions.code).toBe('BAD_USER_INPUT');
    expect(extensions.problems?.[0]?.code).toBe('QUERY_TOO_LARGE');
    expect(message).toContain(words);
    expect(statements).toBe(0);
    expect((await ask(query, {}, 'en')).errors![0]!.message).toMatch(/^The query .* are answered\.$/);
  });

  it('are not those that tools and the product itself ask with', async () => {
    const built = await schema();
    for (const text of [getIntrospectionQuery(), ...READY_QUESTIONS]) {
      expect(validate(built, parse(text))).toEqual([]);
      expect((await ask(text)).errors).toBeUndefined();
    }
  });

  it('a fragment in a circle is refused, not followed', async () => {
    const { errors } = await ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    expect(errors!.map(({ extensions: { code } }) => code)).toContain('BAD_USER_INPUT');
  });
});

describe('what an operation costs', () => {
  it('is told with every answer, and refused above the most, before anything is read', async () => {
    const fine = await ask('{ units(authority: "HC", first: 2) { nodes { code } } }');
    expect(fine.extensions).toEqual({ cost: { cost: expect.any(Number), most: MOST_COST } });
    const dear =
      'query Dear($first: Int = 100) { units(authority: "HC", first: $first) { nodes { children(first: 100) { nodes { tasks(first: 100) { nodes { code } } } } } } }';
    const { result, statements } = await api.database.countStatements(() => ask(dear));
    expect(statements).toBe(0);
    expect(result.errors![0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ code: 'QUERY_TOO_DEAR', path: null }],
    });
    expect(result.errors![0]!.message).toContain(String(result.extensions!.cost.cost));
    expect((await ask(dear, { first: 1 })).errors).toBeUndefined();
  });

  it('is within the limits for every document that comes with the product, also with the largest pages', () => {
    const all = ['.', 'staff', 'period', 'integrator'].flatMap((folder) => operations(folder));
    expect(all.length).toBeGreaterThan(20);
    for (const { name, text, variables } of all) {
      expect(cost(text, variables), name).toBeGreaterThan(0);
      expect(cost(text, { ...variables, first: 100 }), name).toBeLessThan(MOST_COST / 2);
    }
  });

  it('counts the rows asked for, wherever their number stands', () => {
    const page = (first: string, head = '') =>
      `query ${head} { units${first} { totalCount nodes { code name } } }`;
    const two = cost(page('(first: 2)'));
    expect(cost(page('(first: 4)'))).toBe(2 * two - 3);
    expect(cost(page('(first: $n)', '($n: Int)'), { n: 4 })).toBe(cost(page('(first: 4)')));
    expect(cost(page('(first: $n)', '($n: Int = 4)'))).toBe(cost(page('(first: 4)')));
    expect(cost(page('(first: $n)', '($n: Int)'), { n: 'no number' })).toBe(cost(page('')));
    expect(cost(page(''))).toBe(cost(page('(first: 20)')));
    expect(cost(page('(first: 2147483647)')), 'which the list refuses').toBe(cost(page('(first: 100)')));
    const edges = '{ units(first: 10) { edges { cursor node { code } } } }';
    const inFragments =
      '{ ...U } fragment U on Query { units(first: 10) { ...P } } fragment P on UnitConnection { ... on UnitConnection { edges { cursor node { code } } } }';
    expect(cost(inFragments)).toBe(cost(edges));
    const byId = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(cost(byId, { ids: Array.from({ length: 50 }, String) })).toBe(1 + 50 * 1);
    expect(cost(byId, { ids: { no: 'list' } })).toBe(2);
  });

  it('counts what is computed for each row as dearer, and what is computed for all of them once', () => {
    const cards = (inner: string) =>
      `{ leaders(first: 50) { nodes { code scoreCard(period: "P") { points ${inner} } } } }`;
    expect(cost(cards(''))).toBeGreaterThan(50 * 100);
    const once = cost(cards('standing { rank }')) - cost(cards(''));
    expect(once).toBeGreaterThan(1000);
    expect(once).toBeLessThan(5000);
    const twice = cost(cards('standing { rank } other: standing { rank }')) - cost(cards(''));
    expect(twice).toBe(2 * once);
  });

  it('knows every way to a card: what computes one costs as one', async () => {
    const ways = Object.values((await schema()).getTypeMap()).flatMap((type) =>
      'getFields' in type && !type.name.startsWith('__')
        ? Object.values(type.getFields()).filter((field) => /^\[?ScoreCard!?\]?!?$/.test(String(field.type)))
        : [],
    );
    expect(ways.length).toBeGreaterThan(5);
    for (const query of [
      '{ scoreCard(leader: "A", period: "P") { points } }',
      '{ node(id: "A") { ... on ScoreCard { points } } }',
      '{ ranking(scheme: "S", period: "P", first: 1) { nodes { scoreCard { points } } } }',
      '{ scoreCards(scheme: "S", period: "P", first: 1) { edges { node { points } } } }',
      '{ unit(code: "A") { scoreCard(period: "P") { appointmentCards { points } } } }',
    ])
      expect(cost(query), query).toBeGreaterThan(100);
  });

  it('never falls when more is asked', () => {
    const numbers = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.boolean(), (units, tasks, more, deep) => {
        const of = (first: number) =>
          cost(
            `{ units(first: ${first}) { nodes { code ${deep ? `tasks(first: ${tasks}) { nodes { code } }` : ''} } } }`,
          );
        return of(Math.min(units, more)) <= of(Math.max(units, more)) && of(units) >= units;
      }),
    );
  });
});
