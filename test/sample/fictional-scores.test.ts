import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classify } from '../../plugins/engine/classify.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

const FOLDER = join(import.meta.dirname, '../../server/sample/tinh-mau');

let database: TestDatabase | undefined;
let position: number;
let cards: ScoreCards;

beforeAll(async () => {
  const opened = await openTestDatabase();
  database = opened;
  ({ position } = await importFolder(opened, FOLDER));
  cards = new ScoreCards(new ScoreService(opened, CATALOGUE));
}, 120_000);
afterAll(() => database?.close());

/** Points, own class, proposed class and what the cap did, by post: "98 EXCELLENT → GOOD BEYOND". */
async function standingsIn(scheme: string, period: string, role = 'HEAD'): Promise<Record<string, string>> {
  const asOf = parseDay('2026-11-22');
  const standings = await cards.standings({ authority: 'HC', position, scheme, period, asOf });
  return Object.fromEntries(
    [...standings].flatMap(([key, { card, standing }]) => {
      if (card.known.subject.kind === 'UNIT' || !standing.group.startsWith(role)) return [];
      const own = classify(card);
      const shown = own.rating ?? own.withheld?.kind ?? '';
      const said = `${exactText(card.points)} ${shown} → ${standing.rating ?? '–'} ${standing.cap?.result ?? ''}`;
      return [[key.replace('appointment:HC-', ''), said.trim()]];
    }),
  );
}

test('2026-Q2: the declared cohort shows every class, the cap and a tie at its last place', async () => {
  expect(await standingsIn('civil-servant-2026', '2026-Q2')).toEqual({
    'VP-B1': '100 EXCELLENT → EXCELLENT WITHIN',
    'SO-NV-B1': '99 EXCELLENT → – TIE',
    'SO-YT-B1': '99 EXCELLENT → – TIE',
    'SO-XD-B1': '98 EXCELLENT → GOOD BEYOND',
    'SO-KHCN-B1': '97.6 EXCELLENT → GOOD BEYOND',
    'SO-CT-B1': '97.1 EXCELLENT → GOOD BEYOND',
    'SO-GDDT-B1': '89.67 GOOD → GOOD',
    'SO-TC-B1': '88.44 GOOD → GOOD',
    'SO-TP-B1': '87.84 GOOD → GOOD',
    'SO-NNMT-B1': '87.44 GOOD → GOOD',
    'SO-VHTT-B1': '87.44 GOOD → GOOD',
    'BQL-KCN-B1': '86.84 GOOD → GOOD',
    'BQL-DT-B1': '58.1 COMPLETED → COMPLETED',
    'TT-B1': '39.52 NOT_COMPLETED → NOT_COMPLETED',
  });
});

test('2026-Q3: gates stop high totals, leave withholds the class, no cohort means no "excellent"', async () => {
  expect(await standingsIn('civil-servant-2026', '2026-Q3')).toMatchObject({
    'VP-B1': '100 EXCELLENT → –',
    'SO-KHCN-B1': '97.6 NOT_COMPLETED → NOT_COMPLETED',
    'SO-VHTT-B1': '87 NOT_COMPLETED → NOT_COMPLETED',
    'SO-CT-B1': '0 OPEN_POINTS → –',
  });
  const cadres = await standingsIn('regulation-366-2025', '2026-Q3');
  expect(cadres['X-11-B1']).toMatch(/OPEN_POINTS/);
  expect(cadres['X-07-B1']).toMatch(/UNKNOWN_CONDITION/);
});

test('2026-Q3: figures missing through the unit’s own fault are lost, through another’s withheld', async () => {
  const heads = await standingsIn('project-06-leader-2024', '2026-Q3');
  expect(heads['X-03-B1']).toMatch(/COMPLETED/);
  expect(heads['X-04-B1']).toMatch(/OPEN_POINTS/);
});

test('2026-Q4 still runs: what is not assessed yet leaves no class', async () => {
  const heads = await standingsIn('civil-servant-2026', '2026-Q4');
  expect(Object.values(heads).every((said) => said.includes('OPEN_POINTS'))).toBe(true);
});
