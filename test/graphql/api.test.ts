import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READY_QUESTIONS } from '../../server/graphql/ready-questions.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import { nodeTypes } from '../../server/platform/api/node.ts';
import type { TestApi } from '../support/api.ts';
import { openApi, operations } from '../support/api.ts';
import { SCORES } from '../../server/cards/viewer-cards.ts';

let api: TestApi;

beforeAll(async () => {
  api = await openApi(['nghe-an-2024', 'phu-tho-2026-q3', 'tinh-mau']);
}, 180_000);

afterAll(() => api.close());

describe('named documents', () => {
  it('are answered the same from stored cards as by computing', async () => {
    for (const { text, variables, name } of operations()) {
      const computed = await api.answer(text, variables);
      await api.app.context().get(SCORES).idle();
      expect(await api.answer(text, variables), name).toEqual(computed);
    }
    const [row] = await api.database.query<{ cards: number }>(
      'select count(*)::int as cards from score_card',
    );
    expect(row!.cards).toBeGreaterThan(0);
  });

  it.each(operations())('$name runs on the sample data and finds something', async ({ text, variables }) => {
    const data = await api.ask<Record<string, unknown>>(text, variables);
    for (const value of Object.values(data)) {
      expect(value).not.toBeNull();
      const { totalCount } = value as { totalCount?: number };
      if (totalCount !== undefined) expect(totalCount).toBeGreaterThan(0);
    }
  });

  it('ready questions run too', async () => {
    for (const question of READY_QUESTIONS) {
      const data = await api.ask<Record<string, unknown>>(question);
      for (const value of Object.values(data)) expect(value, question).not.toBeNull();
    }
  });
});

interface CardAnswer {
  scoreCard: {
    id: string;
    points: string;
    digest: string;
    position: number;
    asOf: string;
    pointsLost: { points: string }[];
    standing: { rank: number; rating: string; capText: string };
  };
}

const CARD = `query ($asOf: Date, $knownAt: KnownAt, $period: String! = "2026-Q2") {
  scoreCard(authority: "HC", leader: "HC-SO-XD-L1", period: $period, scheme: "civil-servant-2026", asOf: $asOf, knownAt: $knownAt) {
    id points digest position asOf pointsLost { points } standing { rank rating capText }
  }
}`;

describe('a score card', () => {
  it('says why the class is lower than the points', async () => {
    const { scoreCard } = await api.ask<CardAnswer>(CARD);
    expect(scoreCard.points).toBe('98');
    expect(scoreCard.standing).toEqual({
      rank: 4,
      rating: 'GOOD',
      capText: '98 điểm, nhưng hạng 4 trên 2 chỗ (20% của 12)',
    });
    const lost = scoreCard.pointsLost.map(({ points }) => Number(points));
    expect(lost).toEqual(lost.toSorted((a, b) => b - a));
  });

  it('is the same whichever way it is asked for, and by its id', async () => {
    const { scoreCard } = await api.ask<CardAnswer>(CARD);
    const other = await api.ask<{ leader: { scoreCard: { digest: string } }; node: { digest: string } }>(
      `query ($id: ID!) {
        leader(authority: "HC", code: "HC-SO-XD-L1") { scoreCard(period: "2026-Q2", scheme: "civil-servant-2026") { digest } }
        node(id: $id) { ... on ScoreCard { digest } }
      }`,
      { id: scoreCard.id },
    );
    expect(other.leader.scoreCard.digest).toBe(scoreCard.digest);
    expect(other.node.digest).toBe(scoreCard.digest);
  });

  it('reads an earlier state of knowledge, and an earlier day', async () => {
    const known = await api
      .ask<CardAnswer>(CARD, { knownAt: { position: 1 }, period: '2025-Q4' })
      .catch(() => null);
    if (known?.scoreCard) expect(known.scoreCard.position).toBe(1);
    const { scoreCard } = await api.ask<CardAnswer>(CARD, { asOf: '2026-05-15' });
    expect(scoreCard.asOf).toBe('2026-05-15');
    const late = await api.ask<CardAnswer>(CARD, { asOf: '2030-01-01' });
    expect(late.scoreCard.digest).toBe((await api.ask<CardAnswer>(CARD)).scoreCard.digest);
  });

  it('names the schemes where several apply, and takes the only one', async () => {
    const requested = `query ($leader: String, $unit: String, $authority: String) {
      scoreCard(authority: $authority, leader: $leader, unit: $unit, period: "2026-Q3") { points }
    }`;
    const several = await api.answer(requested, { authority: 'HC', leader: 'HC-SO-TP-L1' });
    expect(several.errors?.[0]?.extensions.problems?.[0]).toMatchObject({ code: 'SCHEME_REQUIRED' });
    expect(several.errors?.[0]?.message).toContain('civil-servant-2026');
    const one = await api.ask<{ scoreCard: { points: string } }>(requested, {
      authority: 'PHU-THO',
      unit: 'H44.03',
    });
    expect(one.scoreCard.points).toMatch(/^\d+(\.\d+)?$/);
  });

  it('sets published points beside the computed ones', async () => {
    const { scoreCard } = await api.ask<{ scoreCard: { published: { difference: string | null }[] } }>(
      `{ scoreCard(authority: "PHU-THO", unit: "H44.03", period: "2026-Q3") { published { line published computed difference } } }`,
    );
    expect(scoreCard.published.length).toBeGreaterThan(0);
    for (const { difference } of scoreCard.published) expect(difference).toBe('0');
  });
});

describe('language', () => {
  const query = `query ($language: Language) { unit(authority: "HC", code: "HC-SO-NV") { name(language: $language) nameText { vi en } } }`;
  interface Named {
    unit: { name: string; nameText: { vi: string; en: string } };
  }

  it('is that of the argument, else of the request', async () => {
    const { unit } = await api.ask<Named>(query);
    expect(unit.name).toBe(unit.nameText.vi);
    expect((await api.ask<Named>(query, {}, 'en')).unit.name).toBe(unit.nameText.en);
    expect((await api.ask<Named>(query, { language: 'EN' })).unit.name).toBe(unit.nameText.en);
    expect((await api.ask<Named>(query, { language: 'VI' }, 'en')).unit.name).toBe(unit.nameText.vi);
  });
});

describe('bad input', () => {
  const cases: [string, string, object, string][] = [
    ['unknown period', CARD, { period: '1999-Q9' }, 'UNKNOWN_PERIOD'],
    [
      'unknown scheme',
      '{ scoreCards(authority: "HC", scheme: "none", period: "2026-Q2") { totalCount } }',
      {},
      'UNKNOWN_SCHEME',
    ],
    [
      'unknown leader',
      '{ scoreCard(authority: "HC", leader: "NOBODY", period: "2026-Q2") { points } }',
      {},
      'UNKNOWN_SUBJECT',
    ],
    [
      'two subjects',
      '{ scoreCard(authority: "HC", leader: "A", unit: "B", period: "2026-Q2") { points } }',
      {},
      'SUBJECT_REQUIRED',
    ],
    ['unknown authority', '{ units(authority: "XX") { totalCount } }', {}, 'UNKNOWN_AUTHORITY'],
    ['no authority', '{ units { totalCount } }', {}, 'AUTHORITY_REQUIRED'],
    ['bad cursor', '{ units(authority: "HC", after: "nonsense") { totalCount } }', {}, 'BAD_CURSOR'],
    ['bad page size', '{ units(authority: "HC", first: 101) { totalCount } }', {}, 'BAD_PAGE_SIZE'],
    [
      'position ahead',
      '{ units(authority: "HC", knownAt: { position: 9999 }) { totalCount } }',
      {},
      'UNKNOWN_POSITION',
    ],
    [
      'knownAt twice',
      '{ units(authority: "HC", knownAt: { position: 1, instant: "2026-01-01T00:00:00Z" }) { totalCount } }',
      {},
      'KNOWN_AT_NEEDS_ONE',
    ],
    ['bad id', '{ node(id: "nonsense") { id } }', {}, 'BAD_ID'],
    [
      'an instant before the calendar begins',
      '{ units(authority: "HC", knownAt: { instant: "0000-06-30T00:00:00Z" }) { totalCount } }',
      {},
      'UNREADABLE_VALUE',
    ],
    [
      'an instant after it ends',
      '{ units(authority: "HC", knownAt: { instant: "9999-12-31T23:59:59-14:00" }) { totalCount } }',
      {},
      'UNREADABLE_VALUE',
    ],
    [
      'an empty code of a unit',
      '{ taskTracking(authority: "HC", unit: "", rounding: HALF_UP) { asOf } }',
      {},
      'UNKNOWN_REFERENCE',
    ],
    [
      'an empty code of a plan',
      '{ taskTracking(authority: "HC", plan: "", rounding: HALF_UP) { asOf } }',
      {},
      'UNKNOWN_REFERENCE',
    ],
    [
      'an empty code of a period',
      '{ taskTracking(authority: "HC", period: "", rounding: HALF_UP) { asOf } }',
      {},
      'UNKNOWN_PERIOD',
    ],
    [
      'an empty ranking group',
      '{ ranking(authority: "HC", scheme: "civil-servant-2026", period: "2026-Q2", group: "") { totalCount } }',
      {},
      'UNKNOWN_GROUP',
    ],
    [
      'unknown ranking group',
      '{ ranking(authority: "HC", scheme: "civil-servant-2026", period: "2026-Q2", group: "XX") { totalCount } }',
      {},
      'UNKNOWN_GROUP',
    ],
  ];
  it.each(cases)('%s', async (_name, query, variables, problem) => {
    for (const language of ['vi', 'en'] as const) {
      const { errors } = await api.answer(query, variables, language);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.extensions.problems?.[0]?.code).toBe(problem);
    }
  });

  it('a day that does not exist is told before anything runs', async () => {
    const { errors } = await api.answer(CARD, { asOf: '2026-02-30' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const inline = await api.answer('{ units(authority: "HC", asOf: "2026-02-30") { totalCount } }');
    expect(inline.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('an empty code in a filter is that of nothing, not of everything', async () => {
    const data = await api.ask<Record<string, { totalCount: number }>>(
      `{ leaders(authority: "HC", filter: { unit: "" }) { totalCount }
         units(authority: "HC", filter: { parent: "" }) { totalCount } }`,
    );
    expect(data).toEqual({ leaders: { totalCount: 0 }, units: { totalCount: 0 } });
    const { scoreEvents } = await api.ask<{ scoreEvents: { edges: object[] } }>(
      '{ scoreEvents(authority: "HC", filter: { unit: "" }) { edges { cursor } } }',
    );
    expect(scoreEvents.edges).toEqual([]);
  });

  it('what is not there is null, not an error', async () => {
    const data = await api.ask<Record<string, unknown>>(
      '{ unit(authority: "HC", code: "X") { id } leader(authority: "HC", code: "X") { id } authority(code: "X") { id } }',
    );
    expect(data).toEqual({ unit: null, leader: null, authority: null });
  });
});

describe('nodes', () => {
  it('everything of the ledger is found again by its id', async () => {
    // One thing of every kind that the sample holds.
    const found: string[] = [];
    for (const type of nodeTypes()) {
      const id = await someId(type);
      if (id === null) continue;
      const { node } = await api.ask<{ node: { id: string; __typename: string } | null }>(
        'query ($id: ID!) { node(id: $id) { id __typename } }',
        { id },
      );
      expect(node, type).toEqual({ id, __typename: type });
      found.push(type);
    }
    expect(found.length).toBeGreaterThan(30);
  });

  it('come in the order asked, null for what is not there', async () => {
    const { units } = await api.ask<{ units: { nodes: { id: string }[] } }>(
      '{ units(authority: "HC", first: 3) { nodes { id } } }',
    );
    const missing = Buffer.from('Unit:HC:NOWHERE').toString('base64url');
    const ids = [units.nodes[2]!.id, missing, units.nodes[0]!.id];
    const { nodes } = await api.ask<{ nodes: ({ id: string } | null)[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
    );
    expect(nodes.map((node) => node?.id ?? null)).toEqual([ids[0], null, ids[2]]);
  });
});

describe('an id that nothing can have', () => {
  const idOf = (name: string) => Buffer.from(name).toString('base64url');
  const known = idOf('Unit:HC:HC-SO-XD');
  const many = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  it.each([
    'Report:HC:a/b',
    'Report:HC:HC-BC-01/0000-01-01',
    'Report:HC:2026-06-30',
    'ScoreCard:HC:civil-servant-2026/2026-Q2/2026-02-30/1/LEADER/HC-SO-XD-L1',
    'ScoreCard:HC:civil-servant-2026/2026-Q2/2026-06-30/-1/LEADER/HC-SO-XD-L1',
    'ScoreCard:HC:civil-servant-2026/2026-Q2/2026-06-30/1e3/LEADER/HC-SO-XD-L1',
    'ScoreCard:HC:civil-servant-2026',
  ])('is that of nothing: %s', async (name) => {
    expect(await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id: idOf(name) })).toEqual({
      node: null,
    });
    const { nodes } = await api.ask<{ nodes: unknown }>(many, { ids: [known, idOf(name)] });
    expect(nodes).toEqual([{ id: known }, null]);
  });

  it.each([
    ['which is no id', 'nonsense', 'BAD_ID'],
    ['of an authority that is not there', idOf('Unit:XX:A'), 'UNKNOWN_AUTHORITY'],
    [
      'of a position ahead',
      idOf('ScoreCard:HC:civil-servant-2026/2026-Q2/2026-06-30/99999/LEADER/HC-SO-XD-L1'),
      'UNKNOWN_POSITION',
    ],
  ])('%s, has an error of its own, and the others come', async (_name, id, problem) => {
    const { data, errors } = await api.answer(many, { ids: [id, known, id] });
    expect(data).toEqual({ nodes: [null, { id: known }, null] });
    expect(errors?.map(({ path, extensions }) => [path, extensions.problems?.[0]?.code])).toEqual([
      [['nodes', 0], problem],
      [['nodes', 2], problem],
    ]);
  });
});

/** The id of some thing of a type, from the ledger itself. */
async function someId(type: string): Promise<string | null> {
  const id = (code: string, authority = 'HC') =>
    Buffer.from(`${type}:${authority}:${code}`).toString('base64url');
  if (type === 'RulePlugin') return id('deadline', '');
  if (type === 'Scheme') return id('civil-servant-2026');
  if (type === 'Authority') return id('HC');
  if (type === 'ScoreCard') return (await api.ask<CardAnswer>(CARD)).scoreCard.id;
  if (type === 'Report') {
    const { reports } = await api.ask<{ reports: { nodes: { id: string }[] } }>(
      '{ reports(authority: "HC", first: 1) { nodes { id } } }',
    );
    return reports.nodes[0]!.id;
  }
  const table = `${type.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}_version`;
  const [row] = await api.database.query<{ authority: string; code: string }>(
    `select authority, code from "${table}" where superseded_position is null order by authority, code limit 1`,
  );
  return row ? id(row.code, row.authority) : null;
}

it('one request reads one position, whatever is written meanwhile; a later one reads on', async () => {
  const positionOf = '{ authority(code: "NA") { position } }';
  const before = await api.ask<{ authority: { position: number } }>(positionOf);
  const [unit] = await api.database.query<{ name_en: string }>(
    `select name_en from unit_version where authority = 'NA' and code = 'NA-SO-NV' and superseded_position is null`,
  );
  const context = api.app.context('vi', api.auditor);
  const pinned = await context.at({ authority: 'NA' });
  await record(
    api.database,
    { authority: 'NA', kind: 'IMPORT', actor: 'test', recordedAt: '2026-11-22T08:00:00+07:00' },
    [
      {
        entity: 'leader',
        row: { code: 'NA-TEST', label: { vi: 'Chức vụ thử', en: 'Test post' } },
      },
    ],
  );
  expect((await context.at({ authority: 'NA' })).position).toBe(pinned.position);
  const after = await api.ask<{ authority: { position: number }; then: object | null; now: object | null }>(
    `query ($position: Int!) {
      authority(code: "NA") { position }
      then: leader(authority: "NA", code: "NA-TEST", knownAt: { position: $position }) { code }
      now: leader(authority: "NA", code: "NA-TEST") { code }
    }`,
    { position: before.authority.position },
  );
  expect(after.authority.position).toBe(before.authority.position + 1);
  expect(after.then).toBeNull();
  expect(after.now).toEqual({ code: 'NA-TEST' });
  expect(unit).toBeDefined();
});
