// A snapshot is kept as long as nothing that it shows was written to, and no longer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retract } from '../../server/platform/ledger/act.ts';
import { record } from '../../server/platform/ledger/ledger.ts';
import type { Reader } from '../../server/facts/scope.ts';
import type { Snapshot } from '../../server/facts/snapshot.ts';
import { SnapshotCache, readSnapshot } from '../../server/facts/snapshot.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { HEADER, Province } from '../support/province.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const person = { code: 'L1', label: 'Người giữ chức L1' };
const post = {
  code: 'L1@A',
  leader: 'L1',
  unit: 'A',
  role: 'HEAD',
  from: '2024-01-01',
  legalStatus: 'CIVIL_SERVANT',
};
const task = {
  code: 'T1',
  leadUnit: 'A',
  assignedOn: '2024-01-10',
  dueKind: 'BY',
  dueDay: '2024-02-20',
  clearRecorded: true,
  clear: ['PERSON'],
};
const revision = { number: 2, effectiveFrom: '2024-04-01', example: true };

/** One act for each noun that a snapshot shows, in an order in which the ledger takes them. */
const WRITES: readonly (readonly [what: string, story: Story])[] = [
  ['a person', { leader: [person] }],
  ['a post', { appointment: [post] }],
  ['a person renamed', { leader: [{ ...person, label: 'Một tên khác' }] }],
  [
    'an absence',
    { absence: [{ code: 'V1', leader: 'L1', kind: 'LEAVE', from: '2024-02-01', to: '2024-02-10' }] },
  ],
  [
    'a unit',
    { unit: [{ code: 'C', name: 'Sở C', kind: 'DEPARTMENT', parent: 'P', openedOn: '2024-05-01' }] },
  ],
  [
    'a unit’s past',
    { unitLineage: [{ predecessor: 'B', successor: 'C', kind: 'RENAME', on: '2024-05-01' }] },
  ],
  [
    'a period',
    {
      period: [
        { code: '2024-Q4', kind: 'QUARTER', from: '2024-10-01', to: '2025-01-01', cutOff: '2024-12-31' },
      ],
    },
  ],
  ['a calendar', { calendarYear: [{ year: 2024, closed: ['2024-04-30'], worked: [], confidence: 'READ' }] }],
  [
    'a plugin’s revision',
    { pluginRevision: [{ ...revision, plugin: 'deadline', number: 1, configuration: '{}' }] },
  ],
  [
    'a scheme’s revision',
    {
      schemeRevision: [
        { ...revision, scheme: 'project-06-leader-2024', configuration: 'reference:project-06-leader-2024' },
      ],
    },
  ],
  [
    'a cohort',
    {
      cohort: [
        {
          scheme: 'project-06-leader-2024',
          period: '2024-Q1',
          group: '*',
          completeOn: '2024-04-10',
          headcount: 3,
        },
      ],
    },
  ],
];

/** What a snapshot shows, in a form that two of them can be compared in. */
function shown(snapshot: Snapshot): unknown {
  const { organisation, calendar, leaders, ...rest } = snapshot;
  const { periods } = rest;
  const units = [...organisation.units.values()];
  return {
    ...rest,
    units,
    lineage: organisation.lineage,
    posts: [...organisation.appointments.values()],
    absences: [...leaders.keys()].map((leader) => organisation.absencesOf(leader)),
    leaders: [...leaders.values()],
    calendar: periods.map((period) => calendar.versionFor(period)),
  };
}

async function founded(authority: string) {
  const province = new Province(database, authority);
  const position = await province.append(HEADER);
  const cache = new SnapshotCache();
  return { province, position, cache, at: (when: number) => cache.get(database, authority, when) };
}

describe('a kept snapshot', () => {
  it('holds through writes to tasks, and one statement says so', async () => {
    const { province, position, at } = await founded('K1');
    const before = await at(position);
    const later = await province.append({ task: [task] });
    const { statements, result } = await database.countStatements(() => at(later));
    expect(statements).toBe(1);
    expect(result).toBe(before);
    expect((await database.countStatements(() => at(later))).statements).toBe(0);
    expect(shown(result)).toEqual(shown(await readSnapshot(database, 'K1', later)));
  });

  it('is read anew after a write to anything that it shows', async () => {
    const { province, position, at } = await founded('K2');
    let kept = await at(position);
    for (const [what, story] of WRITES) {
      const next = await at(await province.append(story));
      expect(shown(next), what).not.toEqual(shown(kept));
      kept = next;
    }
  });

  it('is read anew after something that it shows was taken back', async () => {
    const { province, at } = await founded('K3');
    const kept = await at(await province.append({ leader: [person], appointment: [post] }));
    const act = { authority: 'K3', kind: 'TEST', actor: 'tester', recordedAt: '2026-10-02T00:00:00Z' };
    const { position } = await record(database, act, [retract({ name: 'appointment' }, 'L1@A')]);
    const next = await at(position);
    expect(kept.organisation.appointments.has('L1@A')).toBe(true);
    expect(next.organisation.appointments.has('L1@A')).toBe(false);
  });

  it('of a later position never answers for an earlier one', async () => {
    const { province, position, at } = await founded('K4');
    const later = await province.append({ leader: [person] });
    expect((await at(later)).leaders.size).toBe(1);
    expect((await at(position)).leaders.size).toBe(0);
  });

  it('of one authority never answers for another', async () => {
    const { position, cache } = await founded('K5');
    const other = await founded('K6');
    await other.province.append({ leader: [person] });
    await cache.get(database, 'K5', position);
    expect((await cache.get(database, 'K6', position + 1)).leaders.size).toBe(1);
  });

  it('of every authority stays, however many are asked for in turn and however far back one of them is read', async () => {
    const cache = new SnapshotCache();
    let statements = 0;
    const reader: Reader = {
      query: (sql, parameters, name) => {
        statements++;
        return database.query(sql, parameters, name);
      },
    };
    const codes = Array.from({ length: 20 }, (_, index) => `M${index}`);
    const contexts = await Promise.all(codes.map(founded));
    for (let number = 0; number < 12; number++)
      await contexts[0]!.province.append({ leader: [{ code: `L${number}` }] });
    const positions = contexts.map(({ position }, index) => (index === 0 ? position + 12 : position));
    const askAll = () => Promise.all(codes.map((code, index) => cache.get(reader, code, positions[index]!)));
    await askAll();
    expect(statements).toBe(codes.length);
    for (let position = positions[0]! - 1; position >= 0; position--)
      await cache.get(reader, codes[0]!, position);
    statements = 0;
    await askAll();
    expect(statements).toBe(0);
  });

  it('that could not be read is not remembered, and does not spoil the next position', async () => {
    const { position } = await founded('K7');
    const cache = new SnapshotCache();
    const broken = { query: () => Promise.reject(new Error('connection lost')) };
    await expect(cache.get(broken, 'K7', position)).rejects.toThrow('connection lost');
    expect((await cache.get(database, 'K7', position)).organisation.units.size).toBe(3);
  });
});
