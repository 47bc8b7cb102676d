import canonicalize from 'canonicalize';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../rules/kit/day.ts';
import { extensionEntity, taskEntity } from '../../server/modules/task/task.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import { put, retract } from '../../server/platform/ledger/act.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import { currentPosition } from '../../server/platform/ledger/position.ts';
import { Refusal } from '../../server/platform/problems.ts';
import { readFlags, readEntity } from '../../server/platform/ledger/reading.ts';
import { canonicalRow } from '../../server/platform/model/storage.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { AUTHORITY, actAt, foundTestLedger, taskRow, unitRow } from '../support/ledgers.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await foundTestLedger(database);
}, 60_000);
afterEach(() => database.close());

const authority = AUTHORITY.code;

function codesOf(error: unknown): string[] {
  if (!(error instanceof Refusal)) throw error;
  return error.problems.map(({ code }) => code);
}

const refusedWith = (work: Promise<unknown>): Promise<string[]> => work.then(() => [], codesOf);

async function unitsAt(position: number): Promise<string[]> {
  return (await readEntity(database, unitEntity, { authority, position })).map(({ code }) => code);
}

describe('an act', () => {
  test('puts rows, supersedes them and retracts them, each visible at its position', async () => {
    const first = await record(database, actAt(1), [
      put(unitEntity, unitRow('A')),
      put(unitEntity, unitRow('B')),
    ]);
    expect(first).toMatchObject({ position: 2, changed: 2 });
    const closed = unitRow('A', { closedOn: dayOf(2026, 1, 1) });
    expect(await record(database, actAt(2), [put(unitEntity, closed)])).toMatchObject({
      position: 3,
      changed: 1,
    });
    await record(database, actAt(3), [retract(unitEntity, 'B')]);
    expect(await unitsAt(1)).toEqual(['ROOT']);
    expect(await unitsAt(3)).toEqual(['A', 'B', 'ROOT']);
    expect(await unitsAt(4)).toEqual(['A', 'ROOT']);
    const closedAt = async (position: number) =>
      (await readEntity(database, unitEntity, { authority, position, codes: ['A'] })).map(
        (row) => row.closedOn,
      );
    expect(await closedAt(2)).toEqual([null]);
    expect(await closedAt(3)).toEqual([dayOf(2026, 1, 1)]);
    expect(await verifyLedger(database, authority)).toEqual({ acts: 4, faults: [] });
  });

  test('that changes nothing claims no position', async () => {
    const row = put(unitEntity, unitRow('ROOT'));
    expect(await record(database, actAt(1), [row])).toEqual({
      position: 1,
      changed: 0,
      flags: [],
      about: [],
    });
    expect(await currentPosition(database, authority)).toBe(1);
  });

  test('with an id is recorded once, however often it is sent', async () => {
    const act = actAt(1, { id: '018f0000-0000-7000-8000-000000000001' });
    const changes = [put(unitEntity, unitRow('A'))];
    expect(await record(database, act, changes)).toMatchObject({ position: 2, changed: 1 });
    await record(database, actAt(2), [put(unitEntity, unitRow('A', { portalCode: 'X' }))]);
    expect(await record(database, act, changes)).toMatchObject({ position: 2, changed: 0 });
    expect(await refusedWith(record(database, act, [put(unitEntity, unitRow('C'))]))).toEqual([
      'ACT_DIFFERS',
    ]);
  });

  test('is refused as a whole, with every problem', async () => {
    const changes = [
      put(unitEntity, unitRow('A')),
      put(unitEntity, unitRow('A')),
      put(unitEntity, unitRow('B', { parent: 'NOWHERE', closedOn: dayOf(2020, 1, 1) })),
      put(unitEntity, unitRow('C', { parent: 'D' })),
      put(unitEntity, unitRow('D', { parent: 'C' })),
    ];
    const codes = await refusedWith(record(database, actAt(1), changes));
    expect(codes.toSorted()).toEqual(['CYCLIC_UNITS', 'DUPLICATE', 'REVERSED_DATES', 'UNKNOWN_REFERENCE']);
    expect(await unitsAt(1)).toEqual(['ROOT']);
    expect(await currentPosition(database, authority)).toBe(1);
  });

  test('may not retract what others point to, nor what is not there', async () => {
    await record(database, actAt(1), [
      put(unitEntity, unitRow('A')),
      put(taskEntity, taskRow('T1', { leadUnit: 'A' })),
    ]);
    expect(await refusedWith(record(database, actAt(2), [retract(unitEntity, 'A')]))).toEqual([
      'STILL_REFERENCED',
    ]);
    expect(await refusedWith(record(database, actAt(2), [retract(unitEntity, 'Z')]))).toEqual([
      'UNKNOWN_REFERENCE',
    ]);
    const both = [retract(unitEntity, 'A'), retract(taskEntity, 'T1')];
    expect(await record(database, actAt(3), both)).toMatchObject({ changed: 2 });
  });

  test('of an unknown authority is refused', async () => {
    const act = { ...actAt(1), authority: 'NIE' };
    expect(await refusedWith(record(database, act, [put(unitEntity, unitRow('A'))]))).toEqual([
      'UNKNOWN_AUTHORITY',
    ]);
  });

  test('stamps what it touches, before and after, once each', async () => {
    await record(database, actAt(1), [put(unitEntity, unitRow('A')), put(taskEntity, taskRow('T1'))]);
    await record(database, actAt(2), [put(taskEntity, taskRow('T1', { leadUnit: 'A' }))]);
    const stamps = await database.query(
      'select fact, about, from_day::text as from, to_day from stamp where position = 3 order by about collate "C"',
    );
    expect(stamps).toEqual([
      { fact: 'task', about: 'A', from: '2026-07-01', to_day: null },
      { fact: 'task', about: 'ROOT', from: '2026-07-01', to_day: null },
    ]);
  });
});

describe('an extension that moves nothing', () => {
  const extension = (number: number, documentDay: number, grantedBy: string | null) =>
    put(extensionEntity, {
      task: 'T1',
      number,
      documentDay,
      grantedBy,
      newDueDay: dayOf(2026, 12, number),
      unit: 'ROOT',
      document: null,
    });

  test('is recorded and flagged: issued too late, or not by whom the task came from', async () => {
    const task = put(taskEntity, taskRow('T1', { assignedBy: 'ROOT' }));
    const { flags } = await record(database, actAt(1), [
      put(unitEntity, unitRow('A')),
      task,
      extension(1, dayOf(2026, 9, 30), 'ROOT'),
      extension(2, dayOf(2026, 12, 2), 'ROOT'),
      extension(3, dayOf(2026, 12, 1), 'A'),
    ]);
    expect(flags.map(({ code, severity }) => [code, severity])).toEqual([
      ['BACKDATED_EXTENSION', 'FLAGGED'],
      ['EXTENSION_NOT_BY_ASSIGNER', 'FLAGGED'],
    ]);
    const kept = await readFlags(database, extensionEntity, { authority, position: 2 });
    expect(kept.map(({ code, problem }) => [code, problem.code])).toEqual([
      ['T1/2', 'BACKDATED_EXTENSION'],
      ['T1/3', 'EXTENSION_NOT_BY_ASSIGNER'],
    ]);
  });
});

describe('writers at the same time', () => {
  test('leave no gap in the positions, whoever rolls back', async () => {
    const writers = Array.from({ length: 20 }, async (_, index) => {
      const changes = [put(unitEntity, unitRow(`U${index}`))];
      if (index % 3 === 0) {
        const undone = database.transaction(async (tx) => {
          await record(tx, actAt(index), changes);
          throw new Error('changed my mind');
        });
        await expect(undone).rejects.toThrow('changed my mind');
      } else await record(database, actAt(index), changes);
    });
    await Promise.all(writers);
    const positions = await database.query<{ position: string }>(
      'select position from act order by position',
    );
    expect(positions.map(({ position }) => Number(position))).toEqual(
      Array.from({ length: 1 + 13 }, (_, index) => index + 1),
    );
    expect((await verifyLedger(database, authority)).faults).toEqual([]);
  });

  test('of one task: one wins, the other is told, and nothing is half-written', async () => {
    await record(database, actAt(1), [put(taskEntity, taskRow('T1'))]);
    const write = (field: string) =>
      record(database, actAt(2), [put(taskEntity, taskRow('T1', { field }))], { readAt: 2 }).then(
        () => 'WON',
        (error: unknown) => codesOf(error).join(),
      );
    const outcomes = await Promise.all([write('a'), write('b'), write('c')]);
    expect(outcomes.toSorted()).toEqual(['LEDGER_CONFLICT', 'LEDGER_CONFLICT', 'WON']);
    const versions = await database.query<{ n: number }>('select count(*)::int as n from task_version');
    expect(versions).toEqual([{ n: 2 }]);
    expect(await currentPosition(database, authority)).toBe(3);
  });

  test('whose rows contradict each other only together are not both let in', async () => {
    await record(database, actAt(1), [put(unitEntity, unitRow('A')), put(unitEntity, unitRow('B'))]);
    const under = (code: string, parent: string) =>
      record(database, actAt(2), [put(unitEntity, unitRow(code, { parent }))]).then(
        () => 'WON',
        (error: unknown) => codesOf(error).join(),
      );
    const outcomes = await Promise.all([under('A', 'B'), under('B', 'A')]);
    expect(outcomes.toSorted()).toEqual(['CYCLIC_UNITS', 'WON']);
  });
});

describe('what was recorded', () => {
  test('a version is superseded once', async () => {
    await record(database, actAt(1), [put(unitEntity, unitRow('ROOT', { portalCode: 'H1' }))]);
    const again = database.query(
      'update unit_version set superseded_position = 7 where superseded_position = 2',
    );
    await expect(again).rejects.toMatchObject({ code: '23001' });
  });

  test.each([
    [`update act set actor = 'x' where position = 2`, [{ position: 2, fault: 'HASH', entity: null }]],
    [
      `delete from act where position = 2`,
      [
        { position: 2, fault: 'GAP', entity: null },
        { position: 3, fault: 'CHAIN', entity: null },
        { position: 2, fault: 'ROWS', entity: 'unit' },
      ],
    ],
    [
      `update unit_version set name_vi = 'x' where code = 'A'`,
      [{ position: 2, fault: 'ROWS', entity: 'unit' }],
    ],
    [`delete from unit_version where code = 'B'`, [{ position: 3, fault: 'ROWS', entity: 'unit' }]],
  ])('even behind the triggers, %s is found out', async (sql, faults) => {
    await record(database, actAt(1), [put(unitEntity, unitRow('A'))]);
    await record(database, actAt(2), [put(unitEntity, unitRow('B'))]);
    await database.transaction(async (tx) => {
      await tx.query(`set local session_replication_role = 'replica'`);
      await tx.query(`delete from stamp where position = 2`);
      await tx.query(sql);
    });
    expect((await verifyLedger(database, authority)).faults).toEqual(faults);
  });
});

test('a row’s canonical JSON is RFC 8785', () => {
  const row = taskRow('T1', {
    title: { vi: 'Nhiệm "vụ"\n€ \u2028 😀', en: 'x' },
    assignedQuantity: 15n,
    coordinatingUnits: ['b', 'a'],
  });
  const text = canonicalRow(taskEntity, row);
  expect(text).toBe(canonicalize(JSON.parse(text)));
  expect(text).toContain('"assignedQuantity":"15"');
  expect(text).not.toContain('null');
});
