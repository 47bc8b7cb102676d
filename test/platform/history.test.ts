import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import { put } from '../../server/platform/ledger/act.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import { positionAt } from '../../server/platform/ledger/position.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { AUTHORITY, actAt, foundTestLedger, unitRow } from '../support/ledgers.ts';

// One database for all: nothing here changes it.
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await foundTestLedger(database);
}, 60_000);
afterAll(() => database.close());

const authority = AUTHORITY.code;

describe('a past state of knowledge', () => {
  beforeAll(async () => {
    await record(database, actAt(10), [put(unitEntity, unitRow('A'))]);
    // Recorded later under an earlier instant: what was known at minute 7 did not include it.
    await record(database, actAt(5), [put(unitEntity, unitRow('B'))]);
    await record(database, actAt(20), [put(unitEntity, unitRow('C'))]);
  });
  const instant = (minute: number) => ({ instant: actAt(minute).recordedAt });

  test.each([
    [null, 4],
    [{ position: 2 }, 2],
    [{ position: 0 }, 0],
    [instant(0), 1],
    [instant(7), 1],
    [instant(10), 3],
    [instant(19), 3],
    [instant(20), 4],
    [{ instant: '2026-10-01T07:10:00+07:00' }, 3],
    [{ instant: '2020-01-01T00:00:00Z' }, 0],
  ])('%j is position %i', async (knownAt, position) => {
    expect(await positionAt(database, authority, knownAt)).toBe(position);
  });

  test.each([{ position: 5 }, { position: -1 }, { position: 1.5 }, { instant: 'yesterday' }, instant(30)])(
    '%j is refused',
    async (knownAt) => {
      const requested = positionAt(database, authority, knownAt, actAt(25).recordedAt);
      await expect(requested).rejects.toMatchObject({ problems: [{ code: 'UNKNOWN_POSITION' }] });
    },
  );
});

describe('what was recorded', () => {
  const tampering: readonly string[] = [
    `update unit_version set name_vi = 'x'`,
    `update unit_version set superseded_position = null`,
    `update unit_version set superseded_position = recorded_position`,
    `update unit_version set superseded_position = 9, name_vi = 'x'`,
    `delete from unit_version`,
    `truncate unit_version`,
    `update unit set code = 'x'`,
    `delete from unit`,
    `update act set actor = 'x'`,
    `delete from act`,
    `truncate act cascade`,
    `update stamp set fact = 'x'`,
    `delete from stamp`,
    `update authority set root_unit = 'x'`,
    `update ledger_counter set position = 0`,
    `delete from ledger_counter`,
  ];

  test.each(tampering)('cannot be altered by %s', async (sql) => {
    await expect(database.query(sql)).rejects.toMatchObject({ code: '23001' });
  });
});
