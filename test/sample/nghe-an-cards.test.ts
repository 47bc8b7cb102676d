import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { add, equal, parseFraction } from '../../rules/kit/fraction.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import type { ScoreCard } from '../../server/scoring/score-cards.ts';
import type { CardQuery } from '../../server/scoring/compute/score-run.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folders.ts';

const FOLDER = join(import.meta.dirname, '../../server/sample/nghe-an-2024');

interface Opened {
  readonly database: TestDatabase;
  readonly cards: ScoreCards;
  readonly query: (period: string) => CardQuery;
}

async function open(folder = FOLDER): Promise<Opened> {
  const database = await openTestDatabase();
  const { position } = await importFolder(database, folder);
  const query = (period: string): CardQuery => ({
    authority: 'NA',
    position,
    scheme: 'project-06-leader-2024',
    period,
    asOf: parseDay('2025-12-31'),
  });
  return { database, cards: new ScoreCards(new ScoreService(database, CATALOGUE)), query };
}

let first: Opened;
let second: Opened;
const cardsOf = new Map<string, ScoreCard[]>();
const all = (period: string): ScoreCard[] => cardsOf.get(period)!;
const unitOf = ({ body }: ScoreCard): string => ('unit' in body.subject ? body.subject.unit : '');

beforeAll(async () => {
  first = await open();
  second = await open();
  for (const period of ['2024-Q2', '2024']) cardsOf.set(period, await first.cards.ofAll(first.query(period)));
}, 120_000);
afterAll(async () => {
  await first.database.close();
  await second.database.close();
});

describe.each(['2024-Q2', '2024'])('the cards of real posts in %s', (period) => {
  test('there is one for each of the 24 heads', () => expect(all(period)).toHaveLength(24));

  test('lose no point, since no source published how anything turned out', () => {
    for (const card of all(period)) expect(card.body.losses, card.subjects[0]).toEqual([]);
  });

  test('propose no class and say why', () => {
    for (const { body, subjects } of all(period)) {
      expect(body.rating, subjects[0]).toBeNull();
      expect(['OPEN_POINTS', 'TOO_LITTLE_APPLIES']).toContain(body.withheld?.kind);
    }
  });

  test('name for every gap a unit that owes it, another than the one judged, and since when', () => {
    for (const card of all(period)) {
      expect(card.body.gaps.length, card.subjects[0]).toBeGreaterThan(0);
      for (const gap of card.body.gaps) {
        expect(gap).toMatchObject({ kind: 'MISSING_DATA', charged: false });
        expect(['NA-CONG-AN', 'NA-VP-UBND']).toContain(gap.owedBy);
        expect(gap.owedBy).not.toBe(unitOf(card));
        expect(gap.since).toMatch(/^202[45]-\d{2}-\d{2}$/);
      }
    }
  });

  test('keep every point that applies known or open', () => {
    for (const { body } of all(period))
      expect(equal(add(parseFraction(body.points), parseFraction(body.open)), parseFraction(body.max!))).toBe(
        true,
      );
  });

  test('are the cards of their leaders', async () => {
    const leaders = ['NA-CT-H-DO-LUONG', 'NA-GD-CONG-AN', 'NA-GD-LDTBXH'];
    const requested = await first.cards.ofLeaders(first.query(period), leaders);
    for (const card of requested.values())
      expect(all(period).map(({ digest }) => digest)).toContain(card!.digest);
  });

  test('are the same bytes from another database', async () => {
    const again = await second.cards.ofAll(second.query(period));
    const digests = (cards: readonly ScoreCard[]) =>
      cards.map(({ subjects, digest }) => [...subjects, digest]);
    expect(digests(again)).toEqual(digests(all(period)));
  });
});

test.each(['2024-Q1', '2024-Q3', '2024-Q4', '2025-Q1', '2025'])(
  'in %s nobody loses a point either',
  async (period) => {
    for (const card of await first.cards.ofAll(first.query(period)))
      expect([card.body.losses, card.body.rating], card.subjects[0]).toEqual([[], null]);
  },
);

test('each dated task waits for the progress report of the standing agency, from the day after its due date', () => {
  const waiting = all('2024-Q2').flatMap((card) =>
    card.body.gaps
      .filter(({ line }) => line === 'deadline/on-time')
      .map((gap) => `${unitOf(card)} ${gap.what.data['code']} ${gap.owedBy} ${gap.since}`),
  );
  expect(waiting.toSorted()).toEqual([
    'NA-BHXH NA06-2024-LAM-SACH-BHXH NA-CONG-AN 2024-06-01',
    'NA-SO-LDTBXH NA06-2024-LAM-SACH-LDTBXH NA-CONG-AN 2024-06-01',
    'NA-SO-LDTBXH NA06-2024-TAI-KHOAN-ASXH NA-CONG-AN 2024-05-31',
    'NA-SO-NV NA06-2024-TIEU-CHI NA-CONG-AN 2024-05-30',
    'NA-SO-TC NA06-2024-KINH-PHI NA-CONG-AN 2024-05-15',
    'NA-SO-TNMT NA06-2024-LAM-SACH-TNMT NA-CONG-AN 2024-06-01',
    'NA-SO-TP NA06-2024-LAM-SACH-TP NA-CONG-AN 2024-06-01',
    'NA-VP-UBND NA06-2024-CHAM-DIEM NA-CONG-AN 2024-05-15',
  ]);
});

test('the standing agency does not keep the record on its own head', () => {
  const police = all('2024-Q2').find((card) => unitOf(card) === 'NA-CONG-AN')!;
  expect(police.body.gaps).toMatchObject([
    { line: 'deadline/directing', owedBy: 'NA-VP-UBND', since: '2024-07-01' },
  ]);
});

test('how clear the province’s assignments were is open, owed by the office that holds the notice', () => {
  const chairman = all('2024-Q2').find((card) => unitOf(card) === 'H41')!;
  const clearness = chairman.body.gaps.filter(({ line }) => line === 'deadline/clear-assignment');
  expect(clearness).toHaveLength(12);
  expect(new Set(clearness.map(({ owedBy }) => owedBy))).toEqual(new Set(['NA-VP-UBND']));
});

test('targets of the year wait for the readings of the standing agency', () => {
  const counts = Object.fromEntries(
    all('2024').flatMap((card) => {
      const open = card.body.gaps.filter(({ line }) => line === 'targets/attainment');
      return open.length === 0 ? [] : [[unitOf(card), open.map(({ owedBy }) => owedBy)]];
    }),
  );
  expect(counts).toEqual({
    H41: Array.from({ length: 6 }, () => 'NA-CONG-AN'),
    'NA-SO-YTE': ['NA-CONG-AN', 'NA-CONG-AN'],
    'NA-SO-GDDT': ['NA-CONG-AN'],
    'NA-SO-LDTBXH': ['NA-CONG-AN'],
  });
});

describe('the published figures of Đô Lương', () => {
  test('score nobody, since no source gave the district a target', () => {
    const card = all('2024').find((entry) => unitOf(entry) === 'NA-H-DO-LUONG')!;
    expect(card.body.evidence).toEqual({});
  });

  test('would stand as evidence of a target, and cost only what they fall short of it', async () => {
    const folder = temporaryFolder();
    cpSync(FOLDER, folder, { recursive: true });
    appendFileSync(
      join(folder, 'targets.csv'),
      'GIA-DINH,NA06-DL-SO-HOA-DU-THANH-PHAN,NA-H-DO-LUONG,REACH_BY,2024-01-01,2024-03-31,100,,,,BAO-2024-05-06-DO-LUONG,2024-may-assignments\n',
    );
    const supposed = await open(folder);
    const cards = await supposed.cards.ofLeaders(supposed.query('2024'), ['NA-CT-H-DO-LUONG']);
    await supposed.database.close();
    const { body } = cards.get('NA-CT-H-DO-LUONG')!;
    expect(body.evidence['target']).toMatchObject([
      { code: 'GIA-DINH', readingState: 'PRESENT', numerator: '3343', denominator: '3351' },
    ]);
    expect(body.losses).toMatchObject([
      {
        line: 'targets/attainment',
        findings: [{ message: 'short', evidence: [{ fact: 'target', code: 'GIA-DINH' }] }],
      },
    ]);
    const line = body.lines
      .flatMap(({ children }) => children)
      .flatMap((group) => [group, ...group.children]);
    expect(line.find(({ id }) => id === 'targets/attainment')?.criterion?.share).toBe('3343/3351');
  }, 120_000);
});
