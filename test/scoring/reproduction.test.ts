// The same facts give the same bytes: twice, on another database, on another machine. The committed digests are no proof that a
// score is right (published figures are, in test/golden); they prove that the machine and database that run this write what every
// other one wrote.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText } from '../../plugins/engine/digest.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

const root = new URL('../../', import.meta.url).pathname;
const file = `${root}test/scoring/digests.json`;

/** Folder, scheme and period, on a day after every cut-off. */
const RUNS = [
  ['phu-tho-2026-q3', 'service-index-2026', '2026-Q3'],
  ['nghe-an-2024', 'project-06-leader-2024', '2024-Q2'],
  ['nghe-an-2024', 'project-06-leader-2024', '2024'],
  ['tinh-mau', 'project-06-leader-2024', '2025-Q1'],
  ['tinh-mau', 'civil-servant-2026', '2026-Q1'],
  ['tinh-mau', 'civil-servant-2026', '2026-Q2'],
  ['tinh-mau', 'civil-servant-2026', '2026-Q3'],
  ['tinh-mau', 'civil-servant-2026-year', '2026'],
  ['tinh-mau', 'regulation-366-2025', '2026-Q2'],
  ['tinh-mau', 'decree-90-2020', '2025'],
  ['tinh-mau', 'emulation-2026', '2026'],
] as const;

let databases: readonly TestDatabase[];
beforeAll(async () => {
  databases = [await openTestDatabase(), await openTestDatabase()];
});
afterAll(async () => {
  for (const database of databases ?? []) await database.close();
});

async function cardsOf(database: TestDatabase, [folder, scheme, period]: (typeof RUNS)[number]) {
  const imported = await importFolder(database, `${root}server/sample/${folder}`);
  const cards = new ScoreCards(new ScoreService(database, CATALOGUE));
  return cards.ofAll({
    authority: imported.authority,
    position: imported.position,
    scheme,
    period,
    asOf: parseDay('2027-02-01'),
  });
}

describe('reproduction', () => {
  const committed = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>)
    : {};

  for (const run of RUNS) {
    it(`${run.join(' · ')}: two runs on two databases write the bytes that every machine writes`, async () => {
      const once = await cardsOf(databases[0]!, run);
      const twice = await cardsOf(databases[1]!, run);
      expect(once.length).toBeGreaterThan(0);
      expect(twice.map((card) => canonicalText(card.body))).toEqual(
        once.map((card) => canonicalText(card.body)),
      );
      const digests = Object.fromEntries(once.map((card) => [card.subjects[0]!, card.digest]));
      if (process.env['UPDATE_DIGESTS']) {
        committed[run.join(' ')] = digests;
        writeFileSync(file, `${JSON.stringify(committed, null, 2)}\n`);
      }
      expect(digests).toEqual(committed[run.join(' ')]);
    });
  }
});
