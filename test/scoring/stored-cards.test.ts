// Cards that were computed before: taken from storage with one statement while nothing recorded touches what they read.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { AffectedCards } from '../../server/scoring/dependencies/affected.ts';
import { codesText } from '../../server/facts/scope.ts';
import { fingerprintOf } from '../../server/scoring/fingerprint.ts';
import type { ScoreCard } from '../../server/scoring/score-cards.ts';
import type { CardQuery } from '../../server/scoring/compute/score-run.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import { FIND_VALID, StoredCards } from '../../server/scoring/stored/stored-cards.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { HEADER, Province, head, task } from '../support/province.ts';

const SCHEME = 'project-06-leader-2024';
const LATER = '2024-12-31';
let database: TestDatabase;
let contexts = 0;
let province: Province;
let position: number;
let errors: string[];

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  province = new Province(database, `K${contexts++}`);
  errors = [];
  await province.append(HEADER);
  position = await province.append({
    leader: ['L1', 'L2'].map((code) => ({ code })),
    appointment: [head('L1', 'A'), head('L2', 'B')],
    task: [task('T1', 'A'), task('T2', 'B'), task('T3', 'A')],
  });
});

function stored(computedBy = 'code', store: Pick<TestDatabase, 'query'> = database): ScoreCards {
  const tell = (error: unknown) => void errors.push((error as Error).message);
  const cards = new StoredCards(store as TestDatabase, () => computedBy, tell);
  return new ScoreCards(new ScoreService(database, CATALOGUE), cards);
}

function query(at = position, period = '2024-Q2', asOf = LATER): CardQuery {
  return province.query(at, SCHEME, period, asOf);
}

/** The leaders’ digests, with what they cost; the snapshot of the position is read beforehand. */
async function ask(cards: ScoreCards, requested = query(), leaders = ['L1', 'L2']) {
  await cards.service.plan(requested);
  const { statements, result } = await database.countStatements(() => cards.ofLeaders(requested, leaders));
  await cards.idle();
  return { statements, digests: [...result.values()].map((card) => card!.digest), cards: result };
}

async function fresh(requested = query()): Promise<string[]> {
  return (await ask(province.cards, requested)).digests;
}

async function rows(): Promise<number> {
  const [row] = await database.query<{ rows: number }>(
    'select count(*)::int as rows from score_card where authority = $1',
    [province.authority],
  );
  return row!.rows;
}

describe('a card that was computed before', () => {
  it('costs one statement, however many are asked for, and is the one that would be computed', async () => {
    const cards = stored();
    const first = await ask(cards);
    expect(first.statements).toBeGreaterThan(1);
    expect((await ask(stored('other'), query(), ['L1'])).statements).toBe(first.statements);
    const again = await ask(stored());
    expect(again.statements).toBe(1);
    expect((await ask(stored(), query(), ['L1'])).statements).toBe(1);
    expect(again.digests).toEqual(await fresh());
    expect(again.cards).toEqual(first.cards);
  });

  it('is valid at later positions and earlier ones that record nothing it reads', async () => {
    await ask(stored());
    const later = await province.append({
      period: [{ code: '2025', kind: 'YEAR', from: '2025-01-01', to: '2026-01-01', cutOff: '2025-12-31' }],
    });
    const far = await province.append({
      directingAct: [
        { code: 'X', leader: 'L1', unit: 'A', kind: 'MEETING_CHAIRED', on: '2024-08-01', inPerson: true },
      ],
    });
    for (const at of [later, far]) expect((await ask(stored(), query(at))).statements).toBe(1);
    await database.query('delete from score_card where authority = $1', [province.authority]);
    await ask(stored(), query(far));
    expect((await ask(stored(), query(position))).statements).toBe(1);
    // Before the tasks were recorded it was another card.
    expect((await ask(stored(), query(position - 1), ['L1']).catch(() => null))?.statements).not.toBe(1);
  });

  it('is computed anew where an act touches what it reads, alone', async () => {
    await ask(stored());
    const next = await province.append({
      extension: [{ task: 'T1', number: 1, documentDay: '2024-05-01', newDueDay: '2024-06-10', unit: 'B' }],
    });
    expect((await ask(stored(), query(next), ['L2'])).statements).toBe(1);
    const one = await ask(stored(), query(next), ['L1']);
    expect(one.statements).toBeGreaterThan(1);
    expect((await ask(stored(), query(next))).digests).toEqual(await fresh(query(next)));
    // The card of the earlier position is still there.
    expect((await ask(stored())).statements).toBe(1);
  });

  it('of whoever took a task over, by what is done to the task', async () => {
    const handed = await province.append({
      handover: [{ task: 'T1', on: '2024-05-02', fromUnit: 'A', toUnit: 'B' }],
    });
    await ask(stored(), query(handed));
    const next = await province.append({ task: [task('T1', 'A', { submittedOn: '2024-05-10' })] });
    expect((await ask(stored(), query(next), ['L2'])).statements).toBeGreaterThan(1);
  });

  it('stays the same on every day after the cut-off, and is another one on a day before', async () => {
    await ask(stored());
    expect((await ask(stored(), query(position, '2024-Q2', '2026-01-01'))).statements).toBe(1);
    expect((await ask(stored(), query(position, '2024-Q2', '2024-05-25'))).statements).toBeGreaterThan(1);
    expect((await ask(stored(), query(position, '2024-Q2', '2024-05-25'))).statements).toBe(1);
  });

  it('is not found by other code', async () => {
    await ask(stored('before'));
    expect((await ask(stored('after'))).statements).toBeGreaterThan(1);
    expect(fingerprintOf(CATALOGUE)).toBe(fingerprintOf(CATALOGUE));
    const plugins = new Map([...CATALOGUE.plugins].slice(1));
    expect(fingerprintOf({ ...CATALOGUE, plugins })).not.toBe(fingerprintOf(CATALOGUE));
  });

  it('is told, dropped and computed where its bytes do not match the digest', async () => {
    await ask(stored(), query(), ['L1']);
    await database.transaction(async (tx) => {
      await tx.query(`set local session_replication_role = 'replica'`);
      await tx.query(
        `update score_card set body = replace(body, '"points"', '"pointz"') where authority = $1`,
        [province.authority],
      );
    });
    expect((await ask(stored(), query(), ['L1'])).digests).toEqual(
      (await ask(province.cards, query(), ['L1'])).digests,
    );
    expect(errors).toEqual([expect.stringContaining('does not match its digest')]);
    expect((await ask(stored(), query(), ['L1'])).statements).toBe(1);
    expect(errors).toHaveLength(1);
  });

  it('cannot be altered', async () => {
    await ask(stored());
    await expect(database.query(`update score_card set digest = 'x'`)).rejects.toMatchObject({
      code: '23001',
    });
  });

  it('takes the place of an older one: a few of each subject and period are kept', async () => {
    const days = ['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04', '2024-05-05', '2024-05-06'];
    for (const day of days) await ask(stored(), query(position, '2024-Q2', day), ['L1']);
    expect(await rows()).toBe(4);
    expect((await ask(stored(), query(position, '2024-Q2', days.at(-1)), ['L1'])).statements).toBe(1);
    expect((await ask(stored(), query(position, '2024-Q2', days[0]), ['L1'])).statements).toBeGreaterThan(1);
  });

  it('that cannot be kept is told, and answered all the same', async () => {
    const refusing = {
      query: (sql: string, parameters?: readonly unknown[]) =>
        sql.includes('insert into')
          ? Promise.reject(new Error('disk full'))
          : database.query(sql, parameters),
    };
    const cards = stored('code', refusing as Pick<TestDatabase, 'query'>);
    expect((await ask(cards)).digests).toEqual(await fresh());
    expect(errors).toEqual(['disk full']);
    expect(await rows()).toBe(0);
  });
});

it('a leader of two posts is put together from the stored cards of both', async () => {
  const two = await province.append({
    appointment: [
      { ...head('L1', 'A'), to: '2024-05-15' },
      { ...head('L1', 'P'), from: '2024-05-15' },
    ],
  });
  const [computed] = (await ask(stored(), query(two), ['L1'])).cards.values();
  const again = await ask(stored(), query(two), ['L1']);
  expect(again.statements).toBe(1);
  expect(again.cards.get('L1')).toEqual(computed satisfies ScoreCard | null | undefined);
  expect(computed!.subjects).toHaveLength(2);
  expect(computed!.body.subject.kind).toBe('LEADER');
});

it('an act names the cards that it may have changed, and those of nobody else', async () => {
  const tell = async (story: Story) => {
    const before = position;
    position = await province.append(story);
    const service = new ScoreService(database, CATALOGUE);
    const acts = { authority: province.authority, after: before, upTo: position };
    return new AffectedCards(service, database).by(acts, parseDay(LATER));
  };
  const done = { submittedOn: '2024-05-10', acceptedSubmissionOn: '2024-05-10', acceptedOn: '2024-05-11' };
  const inPeriods = (periods: readonly string[], ...subjects: readonly string[]) =>
    periods.flatMap((period) => subjects.map((subject) => ({ scheme: SCHEME, period, subject })));
  expect(
    await tell({
      directingAct: [
        { code: 'X', leader: 'L2', unit: 'B', kind: 'MEETING_CHAIRED', on: '2024-02-01', inPerson: true },
      ],
    }),
  ).toEqual(inPeriods(['2024', '2024-Q1'], 'appointment:L2@B'));
  // Open until then, the task concerned the later periods too.
  expect(await tell({ task: [task('T1', 'A', done)] })).toEqual(
    inPeriods(['2024', '2024-Q1', '2024-Q2', '2024-Q3'], 'appointment:L1@A'),
  );
  expect(await tell({ task: [task('T1', 'A', { ...done, beyondRequired: '7' })] })).toEqual(
    inPeriods(['2024', '2024-Q1', '2024-Q2'], 'appointment:L1@A'),
  );
  expect(await tell({ appointment: [head('L1', 'P')], leader: [{ code: 'L3' }] })).toEqual(
    inPeriods(['2024', '2024-Q1', '2024-Q2', '2024-Q3'], 'appointment:L1@P'),
  );
  expect(await tell({ document: [{ code: 'D1', kind: 'LAW' }] })).toEqual([]);
});

describe('with tens of thousands of stamps', () => {
  it('validity is looked up by index, read by read', async () => {
    await ask(stored());
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into stamp (authority, position, number, fact, about, from_day, to_day)
         select $1, $2::bigint, 1000 + n, (array['reading', 'task', 'target'])[1 + n % 3], 'U' || n % 500, date '2024-04-01', null
         from generate_series(1, 60000) n`,
        [province.authority, position],
      );
      await tx.query('analyze stamp');
      await tx.query('analyze score_card');
      const explained = await tx.query(`explain (format json) ${FIND_VALID}`, [
        province.authority,
        SCHEME,
        '2024-Q2',
        codesText(['appointment:L1@A', 'appointment:L2@B']),
        parseDay('2024-07-01'),
        'code',
        position - 1,
      ]);
      const scans = nodesOf(explained[0]!['QUERY PLAN']).filter((node) => node['Relation Name'] === 'stamp');
      expect(scans.map((node) => [node['Node Type'], node['Index Name']])).toEqual([
        [expect.stringMatching(/^Index (Only )?Scan$/), 'stamp_of_fact'],
      ]);
      expect(String(scans[0]!['Index Cond'])).toMatch(/fact.*about.*position/s);
    });
  });
});

type PlanNode = Readonly<Record<string, unknown>>;

/** All nodes of an explained plan. */
function nodesOf(plan: unknown): PlanNode[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  const node = plan as PlanNode;
  return 'Plan' in node ? nodesOf(node['Plan']) : [node, ...nodesOf(node['Plans'] ?? [])];
}
