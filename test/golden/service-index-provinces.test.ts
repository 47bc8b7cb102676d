// The published table of provinces as cards: totals, competition ranks, and the national row as the mean of groups rounded one by
// one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { divide, exactText, fraction, parseFraction, round, sum } from '../../rules/kit/fraction.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { table } from './service-index-points.ts';

const root = new URL('../../', import.meta.url).pathname;
const provinces = table('test/golden/service-index-provinces.csv');
const GROUPS = ['CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDSH', 'MDHL'] as const;

let database: TestDatabase;
let cards: ScoreCards;
let query: { authority: string; position: number; period: string; asOf: number };
beforeAll(async () => {
  database = await openTestDatabase();
  const { authority, position } = await importFolder(
    database,
    `${root}server/sample/national-766-2026-10-10`,
  );
  cards = new ScoreCards(new ScoreService(database, CATALOGUE));
  query = { authority, position, period: '2026', asOf: parseDay('2026-10-10') };
});
afterAll(() => database.close());

describe('766: provinces and the national row', () => {
  it('every province has the published total and the published competition rank', async () => {
    const standings = await cards.standings({ ...query, scheme: 'service-index-provinces-2026' });
    const computed = new Map(
      [...standings.values()]
        .map(({ subject, card, standing }) => [subject.unit, exactText(card.points), standing.rank])
        .map(([unit, ...rest]) => [unit, rest]),
    );
    const published = new Map(
      provinces
        .map((line) => [
          line['code'],
          exactText(parseFraction(line['published_total']!)),
          Number(line['competition_rank']),
        ])
        .map(([unit, ...rest]) => [unit, rest]),
    );
    expect(computed).toEqual(published);
  });

  it('the national row is the sum of group means, each rounded half-up, over the provinces at hand', async () => {
    const [card] = await cards.ofAll({ ...query, scheme: 'service-index-national-2026' });
    const meanOf = (names: readonly string[]) =>
      round(
        divide(
          sum(provinces.flatMap((line) => names.map((name) => parseFraction(line[name]!)))),
          fraction(provinces.length),
        ),
        2,
        'HALF_UP',
      );
    const groups = [['CKMB'], ['TDGQ'], ['CLGQ', 'TTTT'], ['MDHL'], ['MDSH']].map(meanOf);
    expect(card!.body.lines[0]!.children.map((line) => line.points)).toEqual(groups.map(exactText));
    expect(card!.body.points).toBe(exactText(sum(groups)));
    // Rounding once, at the end, is another figure: that is why rounding belongs to the scheme.
    expect(GROUPS.every((group) => provinces.every((line) => line[group] !== undefined))).toBe(true);
  });
});
