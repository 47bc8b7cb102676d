// Who answers for what: each situation that design names, with the outcome it names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardBody } from '../../plugins/engine/card-body.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { HEADER, Province } from '../support/province.ts';
import { done, head, leader, line, task, told as record } from './story.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const told = (...acts: readonly Story[]) => record(database, acts);
const onTime = (body: CardBody) => line(body, 'deadline/on-time').criterion!;
const tasksOf = (body: CardBody) => (body.evidence['task'] ?? []).map((row) => row['code']);

describe('who answers for what', () => {
  it('a handover: each answers for what was decided while in the post', async () => {
    const { leaders } = await told({
      leader: [leader('X'), leader('Y')],
      appointment: [head('X', 'A', '2023-01-01', '2024-05-15'), head('Y', 'A', '2024-05-15')],
      task: [
        task('T1', '2024-05-01', done('2024-04-20')),
        task('T2', '2024-06-20'),
        task('T3', '2024-05-10', { ...done('2024-06-01'), assignedOn: '2024-02-01' }),
      ],
    });
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'Y']);
    // T1 on time and T3 late by its due date, both in X's days; T2 fell due in Y's.
    expect(onTime(cards.get('X')!.body)).toMatchObject({ share: '0.5' });
    // Y is in the post for 26 working days by then, past the twenty that excuse: T2 is Y's own.
    expect(onTime(cards.get('Y')!.body)).toMatchObject({ share: '0' });
    expect(tasksOf(cards.get('Y')!.body)).toEqual(['T2']);
  });

  it('in the post for too few working days: the line is shown as inherited and counts for whoever held it longest', async () => {
    const { leaders } = await told({
      leader: [leader('X'), leader('Y')],
      appointment: [head('X', 'A', '2023-01-01', '2024-06-10'), head('Y', 'A', '2024-06-10')],
      task: [task('T1', '2024-06-20')],
    });
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'Y']);
    expect(onTime(cards.get('X')!.body)).toMatchObject({ share: '0' });
    expect(line(cards.get('Y')!.body, 'deadline/on-time').state).toBe('NOT_APPLICABLE');
    expect(cards.get('Y')!.body.inherited).toEqual({ task: ['T1'] });
  });

  it('an acting head answers, also while the head on leave keeps the post', async () => {
    const { leaders } = await told({
      leader: [leader('X'), leader('Z')],
      appointment: [
        head('X', 'A', '2023-01-01'),
        head('Z', 'A', '2024-05-01', '2024-06-15', { code: 'Z-acting', role: 'ACTING' }),
      ],
      absence: [{ code: 'X-leave', leader: 'X', kind: 'SICK', from: '2024-05-01', to: '2024-06-15' }],
      task: [task('T1', '2024-04-15'), task('T2', '2024-06-12')],
    });
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'Z']);
    expect(tasksOf(cards.get('X')!.body)).toEqual(['T1']);
    expect(tasksOf(cards.get('Z')!.body)).toEqual(['T2']);
  });

  it('a vacancy: the fact counts on nobody’s card but the unit’s', async () => {
    const { leaders } = await told({
      leader: [leader('X'), leader('Y')],
      appointment: [head('X', 'A', '2023-01-01', '2024-05-01'), head('Y', 'A', '2024-06-01')],
      task: [task('T1', '2024-05-15')],
    });
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'Y']);
    for (const code of ['X', 'Y'])
      expect(line(cards.get(code)!.body, 'deadline/on-time').state, code).toBe('NOT_APPLICABLE');
  });

  it('leave for the whole quarter: nothing applies, and no class is proposed', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      absence: [{ code: 'X-leave', leader: 'X', kind: 'MATERNITY', from: '2024-03-15', to: '2024-08-01' }],
      task: [task('T1', '2024-05-15')],
    });
    const body = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!.body;
    expect(line(body, 'deadline/on-time').state).toBe('NOT_APPLICABLE');
    expect(body.rating).toBeNull();
  });

  it('two posts at once: the leader’s card keeps both as lines, weighted by days', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01'), head('X', 'B', '2023-01-01')],
      task: [task('T1', '2024-05-15', done('2024-05-01')), task('T2', '2024-05-15', { leadUnit: 'B' })],
      directingAct: ['A', 'B'].flatMap((unit) =>
        [1, 2, 3].map((n) => ({
          code: `D${unit}${n}`,
          leader: 'X',
          unit,
          kind: 'INSPECTION',
          on: `2024-05-0${n}`,
          inPerson: true,
        })),
      ),
    });
    const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
    expect(body.subject).toMatchObject({
      kind: 'LEADER',
      leader: 'X',
      appointments: ['X@A', 'X@B'],
      tenure: 'BY_DAYS',
    });
    expect(body.lines.map((entry) => [entry.id, entry.kind])).toEqual([
      ['appointment/X@A', 'APPOINTMENT'],
      ['appointment/X@B', 'APPOINTMENT'],
    ]);
    expect(body.lines[0]!.adjustments.at(-1)).toMatchObject({ kind: 'WEIGHT', weight: '0.5' });
  });

  it('a deputy has lines only within assigned fields, and the head keeps the line', async () => {
    const { leaders } = await told({
      leader: [leader('X'), leader('D')],
      appointment: [
        head('X', 'A', '2023-01-01'),
        head('D', 'A', '2023-01-01', null, { role: 'DEPUTY', fields: ['DIGITAL'] }),
      ],
      task: [
        task('T1', '2024-05-15', { field: 'DIGITAL' }),
        task('T2', '2024-05-15', { field: 'LAND' }),
        task('T3', '2024-05-15'),
      ],
    });
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'D']);
    expect(tasksOf(cards.get('D')!.body)).toEqual(['T1']);
    expect(tasksOf(cards.get('X')!.body)).toEqual(['T1', 'T2', 'T3']);
  });

  it('a reorganisation in mid-period: open tasks pass by a recorded act, overdue ones stay with the predecessor’s last head', async () => {
    const { leaders } = await told(
      {
        leader: [leader('X'), leader('N')],
        appointment: [head('X', 'A', '2023-01-01', '2024-05-01')],
        task: [task('T1', '2024-04-20'), task('T2', '2024-06-15')],
      },
      {
        unit: [
          {
            code: 'A',
            name: 'Sở A',
            kind: 'DEPARTMENT',
            parent: 'P',
            openedOn: '2020-01-01',
            closedOn: '2024-05-01',
          },
          { code: 'C', name: 'Sở C', kind: 'DEPARTMENT', parent: 'P', openedOn: '2024-05-01' },
        ],
        unitLineage: [{ predecessor: 'A', successor: 'C', kind: 'MERGE', on: '2024-05-01' }],
        appointment: [head('N', 'C', '2024-05-03')],
        handover: [{ task: 'T2', on: '2024-05-01', fromUnit: 'A', toUnit: 'C' }],
      },
    );
    const cards = await leaders('2024-Q2', '2024-07-10', ['X', 'N']);
    expect(tasksOf(cards.get('X')!.body)).toEqual(['T1']);
    expect(tasksOf(cards.get('N')!.body)).toEqual(['T2']);
  });

  it('nothing assigned: not applicable, never full marks', async () => {
    const { leaders } = await told({ leader: [leader('X')], appointment: [head('X', 'A', '2023-01-01')] });
    const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
    expect(line(body, 'deadline/on-time')).toMatchObject({ state: 'NOT_APPLICABLE', points: '0' });
  });

  it('0/0: a ratio of nothing leaves the denominators, named as such', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      metric: [{ code: 'M', title: 'Tỷ lệ trực tuyến', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
      target: [
        {
          code: 'M@A',
          metric: 'M',
          unit: 'A',
          kind: 'HOLD_DURING',
          from: '2024-04-01',
          by: '2024-06-30',
          minimum: '70',
        },
      ],
      reading: [
        {
          metric: 'M',
          unit: 'A',
          coversFrom: '2024-04-01',
          coversTo: '2024-06-30',
          source: 'PORTAL',
          kind: 'RATIO',
          numerator: '0',
          denominator: '0',
          knownOn: '2024-07-01',
        },
      ],
    });
    const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
    expect(line(body, 'targets/attainment').state).toBe('NOT_APPLICABLE');
    expect(line(body, 'targets/attainment').criterion!.findings.length).toBeGreaterThan(0);
  });

  it('missing data: owed by the own unit it costs the points, owed by another it is withheld and no class is proposed', async () => {
    const metric = (code: string, reportedBy: string | null) => ({
      code,
      title: code,
      kind: 'RATIO',
      direction: 'HIGHER_IS_BETTER',
      reportedBy,
    });
    const target = (code: string) => ({
      code: `${code}@A`,
      metric: code,
      unit: 'A',
      kind: 'REACH_BY',
      from: '2024-04-01',
      by: '2024-06-15',
      minimum: '70',
    });
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      metric: [metric('OWN', null), metric('OTHER', 'B')],
      target: [target('OWN'), target('OTHER')],
    });
    const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
    expect(line(body, 'targets/attainment').criterion!.open).toMatchObject([
      { owedBy: expect.stringMatching(/^[AB]$/) as string, kind: 'MISSING_DATA', since: '2024-06-16' },
      { owedBy: expect.stringMatching(/^[AB]$/) as string, kind: 'MISSING_DATA', since: '2024-06-16' },
    ]);
    const charged = Object.fromEntries(
      line(body, 'targets/attainment').criterion!.open.map((open) => [open.owedBy, open.charged]),
    );
    expect(charged).toEqual({ A: true, B: false });
    expect(body.withheld).toEqual({ kind: 'OPEN_POINTS' });
  });

  it('pending: owed, not yet due, while the period runs', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      metric: [{ code: 'M', title: 'M', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
      target: [
        {
          code: 'M@A',
          metric: 'M',
          unit: 'A',
          kind: 'REACH_BY',
          from: '2024-04-01',
          by: '2024-06-15',
          minimum: '70',
        },
      ],
    });
    const { body } = (await leaders('2024-Q2', '2024-05-01', ['X'])).get('X')!;
    expect(line(body, 'targets/attainment').criterion!.open).toMatchObject([
      { kind: 'PENDING', charged: false },
    ]);
  });

  it('a due date on the last day of the period is missed there, once the cut-off has passed, and carried over to the next', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      task: [task('T1', '2024-06-30')],
    });
    expect(
      line((await leaders('2024-Q2', '2024-06-30', ['X'])).get('X')!.body, 'deadline/on-time').state,
    ).toBe('NOT_APPLICABLE');
    expect(onTime((await leaders('2024-Q2', '2024-07-01', ['X'])).get('X')!.body)).toMatchObject({
      share: '0',
    });
    const next = (await leaders('2024-Q3', '2024-08-01', ['X'])).get('X')!.body;
    expect(line(next, 'deadline/on-time').state).toBe('NOT_APPLICABLE');
    expect(line(next, 'deadline/carried-over').state).toBe('SCORED');
  });

  it('a leader whom the scheme does not score in the period has no card there', async () => {
    const { leaders } = await told({ leader: [leader('X')], appointment: [head('X', 'A', '2024-08-01')] });
    expect((await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')).toBeNull();
  });

  it('the year of a transferred leader is made of the former unit’s quarters too', async () => {
    const quarter = (n: number, from: string, to: string, cutOff: string) => ({
      code: `2026-Q${n}`,
      kind: 'QUARTER',
      from,
      to,
      cutOff,
    });
    const adopted = (scheme: string) => ({
      scheme,
      number: 1,
      effectiveFrom: '2026-01-01',
      configuration: `reference:${scheme}`,
      example: true,
    });
    const province = new Province(database, 'OWN');
    await province.append(HEADER);
    const position = await province.append({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01', '2026-04-01'), head('X', 'B', '2026-04-01')],
      period: [
        quarter(1, '2026-01-01', '2026-04-01', '2026-03-31'),
        quarter(2, '2026-04-01', '2026-07-01', '2026-06-30'),
        { code: '2026', kind: 'YEAR', from: '2026-01-01', to: '2027-01-01', cutOff: '2026-12-31' },
      ],
      schemeRevision: [adopted('civil-servant-2026'), adopted('civil-servant-2026-year')],
    });
    const query = province.query(position, 'civil-servant-2026-year', '2026', '2027-01-10');
    const cards = await province.cards.ofSubjects(query, ['appointment:X@A', 'appointment:X@B']);
    const periodsOf = (key: string) =>
      cards.get(key)!.body.evidence['period-card']?.map((row) => row['code']) ?? [];
    expect(periodsOf('appointment:X@B')).toEqual(['2026-Q1', '2026-Q2']);
    expect(periodsOf('appointment:X@A')).toEqual(['2026-Q1']);
  });

  it('an obstacle that the unit had to clear counts in the period of its due day, and in no other', async () => {
    const { leaders } = await told({
      leader: [leader('X')],
      appointment: [head('X', 'A', '2023-01-01')],
      obstacle: [
        {
          code: 'O1',
          title: 'Vướng',
          kind: 'LEGAL',
          owedBy: 'A',
          raisedOn: '2024-01-05',
          dueDay: '2024-02-01',
          clearedOn: '2024-09-01',
        },
      ],
    });
    const stateIn = async (period: string) =>
      line((await leaders(period, '2024-12-01', ['X'])).get('X')!.body, 'deadline/obstacles').state;
    expect(await stateIn('2024-Q1')).toBe('SCORED');
    expect(await stateIn('2024-Q2')).toBe('NOT_APPLICABLE');
    expect(await stateIn('2024-Q3')).toBe('NOT_APPLICABLE');
  });
});
