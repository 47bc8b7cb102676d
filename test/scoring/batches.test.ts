// A province is computed some units at a time. How many at a time is nobody's business but the memory's.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardBody } from '../../plugins/engine/card.ts';
import { canonicalText } from '../../plugins/engine/digest.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { Refusal } from '../../server/platform/problems.ts';
import { importFolder } from '../../server/imports/sources/folder.ts';
import type { ScoreQuery, ScoreRun } from '../../server/scoring/compute/score-run.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let service: ScoreService;
let ledger: Pick<ScoreQuery, 'authority' | 'position'>;
beforeAll(async () => {
  database = await openTestDatabase();
  service = new ScoreService(database, CATALOGUE);
  ledger = await importFolder(database, new URL('../../server/sample/tinh-mau', import.meta.url).pathname);
}, 120_000);
afterAll(() => database.close());

function queryOf(scheme: string, period: string): ScoreQuery {
  return { ...ledger, scheme, period, asOf: parseDay('2027-02-01'), subjects: 'ALL' };
}

function textsOf(cards: ScoreRun['cards']): Record<string, string> {
  return Object.fromEntries([...cards].map(([key, card]) => [key, canonicalText(cardBody(card))]));
}

describe('a province in batches', () => {
  // Tasks and people; cards made of other periods' cards; ratings of subordinates; a class that another scheme proposes.
  const RUNS = [
    ['civil-servant-2026', '2026-Q3'],
    ['civil-servant-2026-year', '2026'],
    ['regulation-366-2025', '2026-Q2'],
    ['emulation-2026', '2026'],
  ] as const;

  for (const [scheme, period] of RUNS) {
    it(`${scheme} ${period}: the same bytes whatever the number of units at a time`, async () => {
      const query = queryOf(scheme, period);
      const whole = textsOf((await service.computeMany(query)).cards);
      expect(Object.keys(whole).length).toBeGreaterThan(5);
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 40 })), async (unitsAtOnce) => {
          const parts: Record<string, string> = {};
          for await (const batch of service.computeInBatches(query, unitsAtOnce)) {
            const units = new Set([...batch.cards.values()].map((card) => card.known.subject.unit));
            expect(units.size).toBeLessThanOrEqual(unitsAtOnce);
            for (const [key, text] of Object.entries(textsOf(batch.cards))) {
              expect(parts).not.toHaveProperty([key]);
              parts[key] = text;
            }
          }
          expect(parts).toEqual(whole);
        }),
        { numRuns: 4, examples: [[1], [1000]] },
      );
    }, 120_000);
  }

  it('a subject asked for by name, or twice, has the card that it has in the whole', async () => {
    const query = queryOf('civil-servant-2026', '2026-Q3');
    const whole = textsOf((await service.computeMany(query)).cards);
    const keys = Object.keys(whole).toReversed().slice(0, 7);
    const { cards } = await service.computeMany({ ...query, subjects: [...keys, keys[0]!] });
    expect([...cards.keys()]).toEqual(keys);
    for (const [key, text] of Object.entries(textsOf(cards))) expect(text).toBe(whole[key]);
  });

  it('subjects asked for by name take the same statements, few or many', async () => {
    const query = queryOf('civil-servant-2026', '2026-Q3');
    const keys = [...(await service.computeMany(query)).cards.keys()];
    const statementsFor = async (subjects: readonly string[]) =>
      (await database.countStatements(() => service.computeMany({ ...query, subjects }))).statements;
    expect(await statementsFor(keys)).toBe(await statementsFor(keys.slice(0, 1)));
  });
});

describe('a loop that is left', () => {
  it('early reads no further', async () => {
    let cards = 0;
    for await (const batch of service.computeInBatches(queryOf('civil-servant-2026', '2026-Q3'), 2)) {
      cards += batch.cards.size;
      break;
    }
    expect(cards).toBeGreaterThan(0);
    const before = database.statements;
    await database.query('select 1');
    expect(database.statements).toBe(before + 1);
  });

  it('by a failing statement tells so once, at the batch it belongs to', async () => {
    let reads = 0;
    const failing = new ScoreService(
      {
        query: (sql, parameters) =>
          ++reads > 12 ? Promise.reject(new Error('connection lost')) : database.query(sql, parameters),
      },
      CATALOGUE,
    );
    let batches = 0;
    const loop = async () => {
      for await (const { cards } of failing.computeInBatches(queryOf('civil-servant-2026', '2026-Q3'), 3))
        batches += Math.min(cards.size, 1);
    };
    await expect(loop()).rejects.toThrow('connection lost');
    expect(batches).toBeLessThan(12);
  });

  it('is refused at its first batch where the period is unknown', async () => {
    const batches = service.computeInBatches(queryOf('civil-servant-2026', '1999'));
    await expect(batches.next()).rejects.toThrow(Refusal);
  });
});
