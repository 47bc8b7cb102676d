import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApi } from '../support/api.ts';
import { openApi } from '../support/api.ts';
import { SCORES } from '../../server/cards/viewer-cards.ts';

let api: TestApi;

beforeAll(async () => {
  api = await openApi(['tinh-mau']);
}, 180_000);

afterAll(() => api.close());

interface Paged {
  readonly list: {
    readonly totalCount: number;
    readonly nodes: readonly unknown[];
    readonly edges: readonly { readonly node: unknown; readonly cursor: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly endCursor: string | null;
    };
  };
}

/** Root lists with what names one entry, at a size that takes several pages. */
const LISTS: readonly (readonly [name: string, field: string, args: string, entry: string])[] = [
  ['units', 'units', '', 'id'],
  ['units, sorted by a day, descending', 'units', 'orderBy: { field: OPENED_ON, direction: DESC }', 'id'],
  ['leaders', 'leaders', '', 'id'],
  ['leaders with a post', 'leaders', 'filter: { roles: [HEAD], inPostOn: "2026-05-01" }', 'id'],
  [
    'tasks by due day',
    'tasks',
    'filter: { due: { from: "2026-08-01", to: "2026-09-30" } }, orderBy: { field: DUE_DAY }',
    'id',
  ],
  [
    'tasks by a computed state',
    'tasks',
    'asOf: "2026-09-30", filter: { timeliness: [OPEN_OVERDUE, DONE_LATE] }, orderBy: { field: DUE_DAY, direction: DESC }',
    'id',
  ],
  [
    'readings',
    'readings',
    'filter: { coversTo: { from: "2026-09-01" }, metrics: ["HC-CT-01"] }, orderBy: { field: COVERS_TO, direction: DESC }',
    'id',
  ],
  ['metrics', 'metrics', '', 'id'],
  ['targets', 'targets', 'filter: { metrics: ["HC-CT-01"] }', 'id'],
  ['obstacles', 'obstacles', '', 'id'],
  ['periods', 'periods', '', 'id'],
  [
    'reports',
    'reports',
    'asOf: "2026-09-30", filter: { due: { from: "2026-09-01", to: "2026-09-30" } }',
    'id',
  ],
  ['score cards', 'scoreCards', 'scheme: "civil-servant-2026", period: "2026-Q2"', 'id'],
  [
    'score cards by points',
    'scoreCards',
    'scheme: "civil-servant-2026", period: "2026-Q2", orderBy: POINTS_DESC, filter: { ratings: [GOOD, EXCELLENT] }',
    'id',
  ],
  [
    'ranking',
    'ranking',
    'scheme: "civil-servant-2026", period: "2026-Q2"',
    'leader { code } appointment { code }',
  ],
  ['discrepancies', 'discrepancies', '', 'code problem'],
];

async function page(
  [, field, args, entry]: (typeof LISTS)[number],
  first: number,
  after: string | null,
): Promise<Paged['list']> {
  const { list } = await api.ask<Paged>(
    `query ($after: String) { list: ${field}(authority: "HC", first: ${first}, after: $after, ${args}) {
      totalCount nodes { ${entry} } edges { node { ${entry} } cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    { after },
  );
  return list;
}

async function allPages(list: (typeof LISTS)[number], first: number): Promise<unknown[]> {
  const nodes: unknown[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes: some, edges, pageInfo, totalCount } = await page(list, first, after);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(edges.map(({ node }) => node)).toEqual(some);
    nodes.push(...some);
    if (!pageInfo.hasNextPage) {
      expect(nodes).toHaveLength(totalCount);
      return nodes;
    }
    expect(some).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

describe('pages one after the other are the whole list', () => {
  it.each(LISTS)('%s', async (...list) => {
    const large = await allPages(list, 100);
    const small = await allPages(list, large.length > 60 ? 23 : 3);
    expect(small).toEqual(large);
    expect(large.length).toBeGreaterThan(0);
    expect(new Set(large.map((node) => JSON.stringify(node))).size).toBe(large.length);
  });

  it('below several things too, each in its own order', async () => {
    const { unit } = await api.ask<{ unit: { all: Paged['list']; some: Paged['list'] } }>(`{
      unit(authority: "HC", code: "HC-SO-NV") {
        all: tasks(first: 100, orderBy: { field: DUE_DAY }) { totalCount nodes { id } }
        some: tasks(first: 5, orderBy: { field: DUE_DAY }) { totalCount nodes { id } pageInfo { endCursor hasNextPage } }
      }
    }`);
    expect(unit.some.nodes).toEqual(unit.all.nodes.slice(0, 5));
    const { next } = await api.ask<{ next: { tasks: Paged['list'] } }>(
      `query ($after: String) { next: unit(authority: "HC", code: "HC-SO-NV") { tasks(first: 5, after: $after, orderBy: { field: DUE_DAY }) { nodes { id } } } }`,
      { after: unit.some.pageInfo.endCursor },
    );
    expect(next.tasks.nodes).toEqual(unit.all.nodes.slice(5, 10));
  });
});

it('a cursor brings its own position and day, and refuses other arguments', async () => {
  const list = LISTS[0]!;
  const { pageInfo } = await page(list, 3, null);
  const after = pageInfo.endCursor;
  const requested = (rest: string) =>
    api.answer(
      `query ($after: String) { units(authority: "HC", first: 3, after: $after, ${rest}) { totalCount } }`,
      { after },
    );
  for (const rest of [
    'filter: { kinds: [COMMUNE] }',
    'asOf: "2020-01-01"',
    'knownAt: { position: 1 }',
    'orderBy: { field: OPENED_ON }',
  ]) {
    const { errors } = await requested(rest);
    expect(errors?.[0]?.extensions.problems?.[0]?.code, rest).toBe('BAD_CURSOR');
  }
  const other = await api.answer(
    'query ($after: String) { leaders(authority: "HC", after: $after) { totalCount } }',
    { after },
  );
  expect(other.errors?.[0]?.extensions.problems?.[0]?.code).toBe('BAD_CURSOR');
});

describe('statements do not grow with the page', () => {
  const LINKS = 'obstacles { code } findings { evidence { node { id } } }';
  const CARD = `points rating standing { rank } pointsLost { ${LINKS} } published { line } unit { name } leader { label } appointments { code } period { code }`;
  // Which kinds of thing lost points link to depends on whose cards they are; the list of cards below asks for the links, on a
  // page that meets every kind among its first ten. No two branches ask for the same kind of thing at the same depth of waiting:
  // whether they meet in one statement would be chance.
  const nested: readonly (readonly [name: string, query: string])[] = [
    [
      'leaders with score card and standing',
      `leaders(authority: "HC", first: $first) { totalCount nodes { label appointments { post document { title } } absences { kind } directingActs(first: 2) { totalCount nodes { on } } scoreCard(period: "2026-Q3", scheme: "project-06-leader-2024") { ${CARD.replace(LINKS, 'lineTitle')} } } }`,
    ],
    [
      'leaders with cards of their posts',
      'leaders(authority: "HC", first: $first) { nodes { scoreCard(period: "2026-Q2", scheme: "civil-servant-2026") { standing { rank rating } appointmentCards { points } } } }',
    ],
    [
      'units with everything below',
      'units(authority: "HC", first: $first, orderBy: { field: OPENED_ON, direction: DESC }) { totalCount nodes { parent { name } heads { leader { label } } appointments { post } lineage { predecessors { predecessor { name } } successors { on } } children(first: 2) { totalCount nodes { name } } tasks(first: 2) { totalCount nodes { title } } overdue: tasks(first: 2, filter: { timeliness: [OPEN_OVERDUE] }) { totalCount nodes { title } } readings(first: 2) { totalCount nodes { value } } obstacles { totalCount nodes { title } } } }',
    ],
    [
      'tasks with all that happened to them',
      'tasks(authority: "HC", first: $first) { totalCount nodes { timeliness progress state { dueOn } leadUnit { name } plan { title } coordinatingUnits { name } extensions { document { title } grantedBy { name } } causes { text } reviews { passed } obstacles { owedBy { name } } handovers { toUnit { name } } dependsOn { code } } }',
    ],
    [
      'readings',
      'readings(authority: "HC", first: $first) { totalCount nodes { value publishedDifference metric { title } unit { name } document { title } } }',
    ],
    [
      'metrics',
      'metrics(authority: "HC", first: $first) { totalCount nodes { reportedBy { name } readings(first: 2) { totalCount nodes { value } } } }',
    ],
    [
      'reports',
      'reports(authority: "HC", asOf: "2026-09-30", first: $first) { totalCount nodes { state duty { title unit { name } recipient { name } } submissions { submittedOn } } }',
    ],
    [
      'score cards',
      `scoreCards(authority: "HC", scheme: "project-06-leader-2024", period: "2026-Q3", first: $first) { totalCount nodes { ${CARD} } }`,
    ],
    [
      'ranking',
      'ranking(authority: "HC", scheme: "civil-servant-2026", period: "2026-Q2", first: $first) { totalCount nodes { rank change unit { name } leader { label } appointment { post } scoreCard { points } standing { text } } }',
    ],
    ['discrepancies', 'discrepancies(authority: "HC", first: $first) { totalCount nodes { object { id } } }'],
  ];

  it.each(nested)('%s', async (_name, selection) => {
    const query = `query ($first: Int!) { ${selection} }`;
    // Once before, so that the snapshot that all requests share is there, and every card is kept: keeping them costs statements
    // of its own.
    await api.ask(query, { first: 100 });
    await api.app.context().get(SCORES).idle();
    expect(await api.statements(query, { first: 100 })).toBe(await api.statements(query, { first: 10 }));
  });
});
