import { array, assert, asyncProperty, constantFrom, dictionary, option } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import type { Change } from '../../server/platform/ledger/act.ts';
import { put, retract } from '../../server/platform/ledger/act.ts';
import { recordAll } from '../../server/platform/ledger/ledger.ts';
import { readEntity } from '../../server/platform/ledger/reading.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { actAt, unitRow } from '../support/ledgers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const CODES = ['A', 'B', 'C', 'D'] as const;

/** What one act says of each code it mentions: a value to put, or null to retract it if it is there. */
const someAct = dictionary(constantFrom(...CODES), option(constantFrom('x', 'y', 'z')), {
  maxKeys: 4,
});
/** Acts that reach the ledger together, in one transaction. */
const someAuthority = array(array(someAct, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
});

const sorted = (rows: ReadonlyMap<string, string>): (readonly [string, string])[] =>
  [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));

let authorities = 0;

test('rows visible at each position are those of a naive replay', async () => {
  await assert(
    asyncProperty(someAuthority, async (batches) => {
      authorities += 1;
      const authority = `P${authorities}`;
      const found = { code: authority, name: { vi: 'x', en: 'x' }, rootUnit: 'A' };
      const replay: ReadonlyMap<string, string>[] = [new Map()];
      for (const batch of batches) {
        let now = replay.at(-1)!;
        const acts = batch.map((mentions) => {
          const next = new Map(now);
          const changes: Change[] = [];
          for (const [code, value] of Object.entries(mentions)) {
            if (value !== null) {
              next.set(code, value);
              changes.push(put(unitEntity, unitRow(code, { parent: null, portalCode: value })));
            } else if (next.delete(code)) changes.push(retract(unitEntity, code));
          }
          const isChange = changes.length > 0 && JSON.stringify(sorted(next)) !== JSON.stringify(sorted(now));
          if (isChange) replay.push(next);
          now = next;
          return { act: { ...actAt(replay.length), authority }, changes };
        });
        await recordAll(database, authority, acts, found);
      }
      for (const [position, expected] of replay.entries()) {
        const rows = await readEntity(database, unitEntity, { authority, position });
        expect(rows.map(({ code, portalCode }) => [code, portalCode])).toEqual(sorted(expected));
      }
      const verified = await verifyLedger(database, authority);
      expect(verified).toEqual({ acts: replay.length - 1, faults: [] });
    }),
    { numRuns: 40 },
  );
}, 120_000);
