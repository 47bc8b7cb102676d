// Questions that nobody asks in good faith: each is answered in time, and never by a fault of the server’s own.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../server/graphql/schema.ts';
import { nodeTypes } from '../../../server/platform/api/node.ts';
import type { Operation, Values } from '../random-operations.ts';
import { operations } from '../random-operations.ts';
import { realValues } from '../real-values.ts';
import type { Target } from './asking.ts';
import { openTarget } from './asking.ts';
import { STRANGE } from './strange.ts';

const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 60);

let target: Target;
let values: Values;

beforeAll(async () => {
  target = await openTarget();
  values = await realValues(target.api.database);
}, 180_000);

afterAll(() => target.api.close());

const told = ({ query, variables }: { readonly query: string; readonly variables?: unknown }): string =>
  `${query}\n${JSON.stringify(variables)}`.slice(0, 5000);

async function survives(operation: {
  readonly query: string;
  readonly variables?: unknown;
}): Promise<boolean> {
  try {
    const { data } = await target.ask(operation.query, operation.variables);
    return data !== undefined && data !== null;
  } catch (error) {
    throw new Error(`${told(operation)}\n${(error as Error).message}`, { cause: error });
  }
}

async function allSurvive<T extends Operation>(drawn: fc.Arbitrary<T>, runs = RUNS): Promise<number> {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async (operation) => {
      if (await survives(operation)) answered++;
    }),
    { numRuns: runs },
  );
  return answered;
}

describe('operations over the schema', () => {
  it('with strange values in good places', async () => {
    const manner = { of: 'query', strange: { percent: 25, values: STRANGE } } as const;
    const answered = await allSurvive(operations(await schema(), values, manner), 2 * RUNS);
    expect(answered, 'a generator whose questions are all refused would prove little').toBeGreaterThan(0);
  });

  it('that act, with strange values and odd evidence', async () => {
    const manner = { of: 'mutation', strange: { percent: 12, values: STRANGE } } as const;
    const answered = await allSurvive(operations(await schema(), values, manner), 2 * RUNS);
    expect(answered).toBeGreaterThan(0);
  });

  it('whose text was damaged', async () => {
    const drawn = fc
      .tuple(operations(await schema(), values), fc.array(damage(), { minLength: 1, maxLength: 4 }))
      .map(([{ query, variables }, damages]) => ({
        query: damages.reduce((text, change) => change(text), query),
        variables,
      }));
    await allSurvive(drawn);
  });

  it('whose variables were damaged', async () => {
    const drawn = fc
      .tuple(
        operations(await schema(), values),
        fc.constantFrom(...STRANGE.others, ...STRANGE.texts),
        fc.boolean(),
      )
      .map(([{ query, variables }, strange, isWhole]) => ({
        query,
        variables: (isWhole
          ? strange
          : Object.fromEntries(
              Object.keys(variables).map((name) => [name, strange]),
            )) as Operation['variables'],
      }));
    await allSurvive(drawn);
  });
});

const SCRAPS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  '"',
  '"""',
  '...',
  '@',
  '$',
  ':',
  '!',
  '#',
  '\u0000',
  '\uFEFF',
  ' null ',
  ' fragment ',
  ' on ',
  '9'.repeat(400),
  '-',
  '\\u{FFFFFFFF}',
  '&',
  '|',
];

/** One change of a text: a part lost, told twice, or something stuck in. */
function damage(): fc.Arbitrary<(text: string) => string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  return fc
    .tuple(place, fc.integer({ min: 1, max: 40 }), fc.constantFrom('LOSE', 'REPEAT', ...SCRAPS))
    .map(([where, length, what]) => (text: string) => {
      const at = Math.floor(where * text.length);
      const part = text.slice(at, at + length);
      if (what === 'LOSE') return text.slice(0, at) + text.slice(at + length);
      return text.slice(0, at) + (what === 'REPEAT' ? part : what) + text.slice(at);
    });
}

describe('a text that the database cannot take', () => {
  const CANCEL = `mutation ($input: CancelConfigurationSimulationInput!) {
    cancelConfigurationSimulation(input: $input) { problems { code } } }`;
  const RECORD = `mutation ($input: AcceptReportsInput!) { acceptReports(input: $input) { problems { code } } }`;

  it.each([
    ['what is no act', CANCEL, { simulation: '\u0000' }, '$input.simulation'],
    [
      'a row of an act',
      RECORD,
      { rows: [{ code: 'A' }, { code: 'B', name: { vi: '\ud800' } }] },
      '$input.rows.1.name.vi',
    ],
    ['a name', RECORD, { '\u0000': 1 }, '$input'],
  ])('in %s is refused at the door, with its place', async (_of, query, input, place) => {
    const { errors } = await target.ask(query, { input });
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`${place} `) as string,
        extensions: { code: 'BAD_USER_INPUT', problems: [{ code: 'UNREADABLE_TEXT' }] },
      },
    ]);
  });
});

describe('what names things', () => {
  it('ids of every type with strange codes', async () => {
    const ids = (type: string): fc.Arbitrary<string> =>
      fc
        .tuple(
          fc.constantFrom('HC', '', 'NOWHERE', '\u0000', '__proto__'),
          fc.array(
            fc.constantFrom(
              ...STRANGE.texts,
              ...STRANGE.days,
              'LEADER',
              'civil-servant-2026',
              '2026-Q2',
              '5',
            ),
            {
              maxLength: 7,
            },
          ),
          fc.constantFrom('/', ':', '|', ''),
        )
        .map(([authority, parts, joint]) =>
          Buffer.from(`${type}:${authority}:${parts.join(joint)}`, 'utf8').toString('base64url'),
        );
    const types = [...nodeTypes(), 'Nonsense', 'ScoreCard', 'ScoreCard', 'ScoreCard'];
    const drawn = fc
      .array(
        fc.oneof(fc.constantFrom(...types).chain(ids), fc.base64String(), fc.constantFrom(...STRANGE.texts)),
        { minLength: 1, maxLength: 8 },
      )
      .map((some) => ({
        query: `query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } ${some
          .map((_, index) => `n${index}: node(id: $i${index}) { id }`)
          .join(' ')} }`.replace(
          '$ids: [ID!]!',
          `$ids: [ID!]!, ${some.map((_, index) => `$i${index}: ID!`).join(', ')}`,
        ),
        variables: { ids: some, ...Object.fromEntries(some.map((id, index) => [`i${index}`, id])) },
      }));
    await allSurvive(drawn);
  });

  it('cursors with their insides changed', async () => {
    const PAGES = [
      'units(authority: "HC", first: 1, after: $after) { pageInfo { endCursor } nodes { id } }',
      'tasks(authority: "HC", first: 1, after: $after, orderBy: { field: DUE_DAY, direction: ASC }) { pageInfo { endCursor } nodes { id } }',
      'leaders(authority: "HC", first: 1, after: $after) { pageInfo { endCursor } nodes { id } }',
      'ranking(authority: "HC", first: 1, after: $after, scheme: "civil-servant-2026", period: "2026-Q2") { pageInfo { endCursor } nodes { rank } }',
      'scoreCards(authority: "HC", first: 1, after: $after, scheme: "civil-servant-2026", period: "2026-Q2") { pageInfo { endCursor } nodes { id } }',
      'reports(authority: "HC", first: 1, after: $after) { pageInfo { endCursor } nodes { dueOn } }',
      'discrepancies(authority: "HC", first: 1, after: $after) { pageInfo { endCursor } nodes { code } }',
      'readings(authority: "HC", first: 1, after: $after) { pageInfo { endCursor } nodes { id } }',
    ];
    const questions = PAGES.map((page) => `query ($after: String) { page: ${page} }`);
    const cursors: object[] = [];
    for (const query of questions) {
      const { data, errors } = await target.ask(query);
      expect(errors, query).toBeUndefined();
      const { endCursor } = (data as { page: { pageInfo: { endCursor: string | null } } }).page.pageInfo;
      cursors.push(
        endCursor === null
          ? {}
          : (JSON.parse(Buffer.from(endCursor, 'base64url').toString('utf8')) as object),
      );
    }
    const strange = fc.constantFrom<unknown>(
      ...STRANGE.others,
      ...STRANGE.texts.map((text) => [text]),
      ...STRANGE.texts.map((text) => [text, text]),
      ...STRANGE.days.map((day) => [day, 'x']),
      ...STRANGE.numbers.map((number) => [String(number)]),
    );
    const drawn = fc
      .tuple(
        fc.nat({ max: PAGES.length - 1 }),
        fc.dictionary(fc.constantFrom('l', 'a', 'p', 'd', 'k', 'k', 'k'), strange, {
          minKeys: 1,
          maxKeys: 2,
        }),
      )
      .map(([which, changes]) => ({
        query: questions[which]!,
        variables: {
          after: Buffer.from(JSON.stringify({ ...cursors[which], ...changes }), 'utf8').toString('base64url'),
        },
      }));
    await allSurvive(drawn, 2 * RUNS);
  });
});

it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('days at the ends of the calendar: %s', async (day) => {
  const at = `authority: "HC", asOf: "${day}"`;
  const of = 'scheme: "civil-servant-2026", period: "2026-Q2"';
  for (const query of [
    `{ units(${at}, first: 5, filter: { openOn: "${day}" }) { totalCount nodes { heads(on: "${day}") { post } children { totalCount } } } }`,
    `{ tasks(${at}, first: 100, filter: { timeliness: [OPEN_OVERDUE] }) { totalCount nodes { state { workingDaysLate } } } }`,
    `{ reports(${at}, first: 100) { totalCount nodes { dueOn workingDaysLate } } }`,
    `{ scoreCards(${at}, ${of}, first: 5) { nodes { points open gaps { since } } } }`,
    `{ scoreCard(${at}, ${of}, leader: "HC-SO-XD-L1") { points standing { rank } } }`,
    `{ ranking(${at}, ${of}, first: 5) { nodes { rank } } }`,
    `{ obstacles(${at}, first: 100) { nodes { daysOverdue } } }`,
    `{ taskTracking(${at}) { assigned } }`,
    `{ discrepancies(${at}) { totalCount } }`,
    `{ scoreEvents(authority: "HC", first: 5) { nodes { eventId } } }`,
  ])
    await survives({ query });
});

it('is still there, and still answers', async () => {
  const { data } = await target.ask('{ authorities { code } }');
  expect(data).toMatchObject({ authorities: [{ code: 'HC' }] });
  expect((await fetch(`${target.address}/health/ready`)).status).toBe(200);
});
