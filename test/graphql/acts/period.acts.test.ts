import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, DECISION, viewer } from '../../support/acts.ts';
import type { ActFault } from '../../support/acts.ts';

let api: ActApi;
const evidence = DECISION;
const period = '2026-Q3';

beforeAll(async () => {
  api = await ActApi.open({
    appointment: [
      {
        code: 'A-HEAD',
        leader: 'L1',
        unit: 'A',
        role: 'HEAD',
        from: '2026-01-01',
        legalStatus: 'CIVIL_SERVANT',
      },
    ],
    task: [
      {
        code: 'DONE',
        title: 'Đã nộp trong quý',
        leadUnit: 'A',
        assignedBy: 'P',
        assignedOn: '2026-07-01',
        dueKind: 'BY',
        dueDay: '2026-09-30',
        submittedOn: '2026-09-20',
      },
      {
        code: 'OPEN',
        title: 'Quá hạn từ quý trước',
        leadUnit: 'A',
        assignedBy: 'P',
        assignedOn: '2026-07-01',
        dueKind: 'BY',
        dueDay: '2026-09-15',
      },
      {
        code: 'LATE',
        title: 'Nộp muộn, trước ngày chốt',
        leadUnit: 'A',
        assignedBy: 'P',
        assignedOn: '2026-07-01',
        dueKind: 'BY',
        dueDay: '2026-09-20',
        submittedOn: '2026-10-02',
      },
    ],
    obstacle: [
      {
        code: 'O1',
        title: 'Chờ phần mềm',
        kind: 'OTHER',
        owedBy: 'A',
        raisedOn: '2026-08-01',
        dueDay: '2026-09-01',
      },
    ],
  });
});

afterAll(() => api.close());

const reading = (coversFrom: string, coversTo: string) => ({
  metric: 'N',
  unit: 'A',
  coversFrom,
  coversTo,
  source: 'DVC',
  numerator: '5',
});

const TASK = {
  title: { vi: 'Việc giao sau khi khóa', en: 'Assigned after the lock' },
  leadUnit: 'A',
  assignedBy: 'P',
};

const lastQuarter = reading('2026-07-01', '2026-09-30');

describe('a period', () => {
  it('is opened and cut off', async () => {
    const input = {
      code: '2026-Q4',
      kind: 'QUARTER',
      from: '2026-10-01',
      to: '2027-01-01',
      cutOff: '2027-01-05',
    };
    await api.done('openPeriod', input);
    expect(await api.refusals('openPeriod', input)).toEqual(['ALREADY_EXISTS code']);
    expect(await api.refusals('openPeriod', { ...input, code: 'Q4', from: '2026-12-31' })).toEqual([
      'PERIODS_OVERLAP from',
    ]);
    expect(
      await api.refusals('openPeriod', {
        ...input,
        code: 'M',
        kind: 'MONTH',
        to: '2026-09-01',
        cutOff: '2026-09-01',
      }),
    ).toEqual(['REVERSED_DATES to', 'REVERSED_DATES cutOff']);
    const { period: shown } = await api.done(
      'cutOffPeriod',
      { period: '2026-Q4', cutOff: '2027-01-10' },
      { select: 'period { cutOff lockedOn sealedOn }' },
    );
    expect(shown).toEqual({ cutOff: '2027-01-10', lockedOn: null, sealedOn: null });
    expect(await api.refusals('lockPeriod', { period: '2026-Q4' })).toEqual(['PERIOD_STILL_OPEN period']);
  });

  it.each([
    '2027/Q1',
    '2027:Q1',
    '2027;Q1',
    '2027-Q1\u200B',
    '2027\u00A0Q1',
    '2027  Q1',
    '２０２７-Q1',
    '\u0410',
    '*',
    '2027\tQ1',
  ])('has a code of one alphabet: %j is refused', async (code) => {
    const input = { code, kind: 'QUARTER', from: '2027-01-01', to: '2027-04-01', cutOff: '2027-04-05' };
    expect(await api.refusals('openPeriod', input)).toEqual(['UNREADABLE_VALUE code']);
  });

  it.each([
    ['a quarter of a hundred years', 'QUARTER', '2127-01-01', '2127-01-05', 'PERIOD_TOO_LONG to'],
    ['a month until the last day there is', 'MONTH', '9999-12-31', '9999-12-31', 'PERIOD_TOO_LONG to'],
    ['a year of thirteen months', 'YEAR', '2028-02-01', '2028-02-05', 'PERIOD_TOO_LONG to'],
    [
      'a quarter cut off on its first day',
      'QUARTER',
      '2027-04-01',
      '2027-01-01',
      'CUT_OFF_OUT_OF_PLACE cutOff',
    ],
    ['a quarter cut off years later', 'QUARTER', '2027-04-01', '2030-01-01', 'CUT_OFF_OUT_OF_PLACE cutOff'],
  ])('is not %s', async (_name, kind, to, cutOff, refusal) => {
    const input = { code: 'SLIP', kind, from: '2027-01-01', to, cutOff };
    expect(await api.refusals('openPeriod', input)).toEqual([refusal]);
  });

  it('is not cut off while it runs', async () => {
    expect(await api.refusals('cutOffPeriod', { period: '2026-Q4', cutOff: '2026-10-01' })).toEqual([
      'CUT_OFF_OUT_OF_PLACE cutOff',
    ]);
  });

  it('that was recorded wrongly is corrected, until something speaks of it', async () => {
    const slip = { kind: 'MONTH', from: '2028-01-01', to: '2028-02-01', cutOff: '2028-02-05' };
    await api.done('openPeriod', { code: '2027-T1', ...slip });
    const right = {
      period: '2027-T1',
      kind: 'MONTH',
      from: '2027-01-01',
      to: '2027-02-01',
      cutOff: '2027-02-05',
    };
    const { period: shown } = await api.done('correctPeriod', right, {
      select: 'period { code from to cutOff }',
    });
    expect(shown).toEqual({ code: '2027-T1', from: '2027-01-01', to: '2027-02-01', cutOff: '2027-02-05' });
    expect(await api.refusals('correctPeriod', { ...right, kind: 'QUARTER', from: '2026-12-01' })).toEqual([
      'PERIODS_OVERLAP from',
    ]);
    expect(await api.refusals('correctPeriod', { ...right, to: '2027-03-01' })).toEqual([
      'PERIOD_TOO_LONG to',
      'CUT_OFF_OUT_OF_PLACE cutOff',
    ]);
    await api.done('recordAssessedValue', { leader: 'L1', period: '2027-T1', criterion: 'd', value: '8' });
    expect(await api.refusals('correctPeriod', right)).toEqual(['PERIOD_IN_USE period']);
  });

  it('is locked by an approver only, and not twice', async () => {
    const fault = await api
      .act('lockPeriod', { period }, { as: viewer('HOME_AFFAIRS_AUTHOR') })
      .catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['FORBIDDEN']);
    expect(await api.refusals('unlockPeriod', { period, reason: 'thử' })).toEqual([
      'PERIOD_NOT_LOCKED period',
    ]);
    expect(await api.refusals('sealPeriod', { period, evidence })).toEqual(['PERIOD_NOT_LOCKED period']);
    await api.done('lockPeriod', { period });
    expect(await api.refusals('lockPeriod', { period })).toEqual(['PERIOD_LOCKED period']);
    expect(await api.refusals('cutOffPeriod', { period, cutOff: '2026-12-01' })).toEqual([
      'PERIOD_LOCKED period',
    ]);
  });
});

describe('while a period is locked', () => {
  it.each([
    ['a reading of its days', 'recordReading', lastQuarter, 'coversTo'],
    [
      'a report due in it, backdated before its cut-off',
      'submitReport',
      { duty: 'R', dueOn: '2026-09-30', submittedOn: '2026-10-02' },
      'dueOn',
    ],
    [
      'a task whose term ends in it, worked out from a day before it',
      'assignTask',
      { ...TASK, assignedOn: '2026-06-29', dueKind: 'TERM_MONTHS', dueDay: '2026-06-29', dueLength: 2 },
      'dueDay',
    ],
    [
      'a task due before the day after it',
      'assignTask',
      { ...TASK, assignedOn: '2026-06-29', dueKind: 'BEFORE', dueDay: '2026-10-01' },
      'dueDay',
    ],
    ['late work, backdated before its cut-off', 'acceptTask', { task: 'LATE', on: '2026-10-04' }, 'on'],
    [
      'a day off between its end and its cut-off, up to which lateness is counted',
      'addCalendarVersion',
      { year: 2026, closed: ['2026-10-02'], confidence: 'READ', evidence },
      'closed',
    ],
    [
      'an obstacle due in it, cleared by word before its cut-off',
      'clearObstacle',
      { obstacle: 'O1', on: '2026-10-01' },
      'on',
    ],
    ['the acceptance of what was submitted in it', 'acceptTask', { task: 'DONE' }, 'task'],
    ['its rejection', 'rejectTask', { task: 'DONE' }, 'task'],
    ['a backdated submission', 'submitTask', { task: 'OPEN', on: '2026-09-14' }, 'on'],
    [
      'a backdated extension',
      'extendTaskDeadline',
      { task: 'OPEN', newDueDay: '2026-12-01', evidence: { ...DECISION, documentDate: '2026-09-10' } },
      'evidence.documentDate',
    ],
    [
      'a directing act',
      'recordDirectingAct',
      { leader: 'L1', unit: 'A', kind: 'DIRECTIVE', on: '2026-08-01' },
      'on',
    ],
    [
      'an assessed value for it',
      'recordAssessedValue',
      { leader: 'L1', period, criterion: 'd', value: '8' },
      'period',
    ],
    [
      'an appointment ending in it',
      'endAppointment',
      { appointment: 'A-HEAD', to: '2026-08-01', evidence },
      'to',
    ],
    ['a reorganisation in it', 'mergeUnits', { units: ['X'], into: 'B', on: '2026-08-01', evidence }, 'on'],
    [
      'a gate fact decided in it',
      'recordGateFact',
      { leader: 'L1', kind: 'DISCIPLINE', severity: 'WARNING', decidedOn: '2026-08-01', evidence },
      'decidedOn',
    ],
    [
      'a day off in it',
      'addCalendarVersion',
      { year: 2026, closed: ['2026-09-02'], confidence: 'READ', evidence },
      'closed',
    ],
  ])('%s is refused', async (_, name, input, path) => {
    const before = await api.position();
    const refusals = await api.refusals(name, input);
    expect(new Set(refusals.map((one) => one.split(' ')[0]))).toEqual(new Set(['PERIOD_LOCKED']));
    expect(refusals[0]!.split(' ')[1] ?? null).toBe(path === 'task' ? null : path);
    expect(await api.position()).toBe(before);
  });

  it.each([
    ['a reading of later days', 'recordReading', reading('2026-10-01', '2026-10-31')],
    ['late work, submitted after it', 'submitTask', { task: 'OPEN', on: '2026-11-01' }],
    ['the acceptance of late work', 'acceptTask', { task: 'OPEN' }],
    [
      'an appointment ending after it',
      'endAppointment',
      { appointment: 'A-HEAD', to: '2026-11-01', evidence },
    ],
    [
      'a day off after it',
      'addCalendarVersion',
      { year: 2026, closed: ['2026-12-31'], confidence: 'READ', evidence },
    ],
    [
      'a task whose term begins in it and ends after it',
      'assignTask',
      { ...TASK, assignedOn: '2026-10-20', dueKind: 'TERM_MONTHS', dueDay: '2026-09-20', dueLength: 3 },
    ],
    ['a report due in it, received after its cut-off', 'submitReport', { duty: 'R', dueOn: '2026-09-30' }],
    [
      'an explanation of what was late in it',
      'explainTask',
      { task: 'OPEN', covers: 'LATENESS', text: 'Bão', explainedOn: '2026-11-01' },
    ],
  ])('%s is recorded', async (_, name, input) => {
    expect((await api.done(name, input)).problems).toEqual([]);
  });

  it('is unlocked with a reason, which is kept, and takes facts again', async () => {
    expect(await api.refusals('unlockPeriod', { period, reason: ' ' })).toEqual(['REQUIRED reason']);
    await api.done('unlockPeriod', { period, reason: 'Cơ quan A nộp thiếu số liệu' });
    const [unlock] = await api.database.query(
      `select number, reason, locked_on::text, unlocked_on::text from period_unlock_version where period = $1`,
      [period],
    );
    expect(unlock).toEqual({
      number: 1,
      reason: 'Cơ quan A nộp thiếu số liệu',
      locked_on: '2026-11-22',
      unlocked_on: '2026-11-22',
    });
    await api.done('recordReading', lastQuarter);
    await api.done('acceptTask', { task: 'DONE' });
  });

  it('once sealed it stays so', async () => {
    await api.done('lockPeriod', { period });
    expect(await api.refusals('sealPeriod', { period, on: '2026-11-01', evidence })).toEqual([
      'BEFORE_THE_LAST on',
    ]);
    const { period: sealed } = await api.done(
      'sealPeriod',
      { period, evidence },
      { as: viewer('HOME_AFFAIRS_APPROVER'), select: 'period { sealedOn }' },
    );
    expect(sealed).toEqual({ sealedOn: '2026-11-22' });
    expect(await api.refusals('unlockPeriod', { period, reason: 'nhầm' })).toEqual(['PERIOD_SEALED period']);
    expect(await api.refusals('lockPeriod', { period })).toEqual(['PERIOD_SEALED period']);
    expect(await api.refusals('sealPeriod', { period, evidence })).toEqual(['PERIOD_SEALED period']);
    expect(await api.refusals('correctReading', { ...lastQuarter, numerator: '6' })).toEqual([
      'PERIOD_SEALED coversTo',
    ]);
  });
});

describe('a notice of working days', () => {
  const notice = { year: 2031, confidence: 'READ', evidence };
  it.each([
    ['a day off of another year', { closed: ['2026-11-05'] }, 'DAY_OF_ANOTHER_YEAR closed'],
    ['a day worked of another year', { worked: ['2032-01-03'] }, 'DAY_OF_ANOTHER_YEAR worked'],
    [
      'a day both off and worked',
      { closed: ['2031-01-04'], worked: ['2031-01-04'] },
      'DAY_OFF_AND_WORKED worked',
    ],
  ])('is refused with %s', async (_, days, refusal) => {
    expect(await api.refusals('addCalendarVersion', { ...notice, ...days })).toEqual([refusal]);
  });
});

it('leaves a ledger whose chain holds', async () => {
  expect(await api.faults()).toEqual([]);
});
