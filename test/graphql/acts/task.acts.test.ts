import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, ActFault, ANYONE, DECISION, viewer } from '../../support/acts.ts';
import { NEW_TASK, TASK_STATE, taskMaker } from './new-task.ts';

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open();
});

afterAll(() => api.close());

const newTask = taskMaker(() => api);

describe('assignTask', () => {
  it('records a task, and shows it at the position of the act', async () => {
    const { task, position, problems } = await api.done(
      'assignTask',
      { ...NEW_TASK, code: 'K', evidence: { ...DECISION, page: '3' }, note: 'Kết luận họp' },
      {
        select: 'task { code title(language: EN) leadUnit { code } assignedOn document { number issuedOn } }',
      },
    );
    expect(problems).toEqual([]);
    expect(position).toBe(await api.position());
    expect(task).toEqual({
      code: 'K',
      title: 'New work',
      leadUnit: { code: 'A' },
      assignedOn: '2026-11-22',
      document: { number: '12/QĐ-UBND', issuedOn: '2026-11-20' },
    });
    const [act] = await api.database.query<{ kind: string; actor: string; note: string; body: object }>(
      'select kind, actor, note, body from act where authority = $1 and position = $2::bigint',
      ['T', position],
    );
    expect(act).toMatchObject({ kind: 'assignTask', actor: 'anyone', note: 'Kết luận họp' });
    expect(act!.body).toMatchObject({
      request: {
        about: { noun: 'task', codes: ['K'] },
        evidence: { documentNumber: '12/QĐ-UBND', documentDate: '2026-11-20', page: '3' },
      },
    });
  });

  it('names a task that the caller did not name', async () => {
    const { task } = await api.done('assignTask', NEW_TASK, { select: 'task { code }' });
    expect((task as { code: string }).code).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['due before it was assigned', { dueDay: '2026-01-31' }, 'DUE_BEFORE_ASSIGNMENT dueDay'],
    [
      'due before the day of assignment',
      { dueKind: 'BEFORE', dueDay: '2026-11-22' },
      'DUE_BEFORE_ASSIGNMENT dueDay',
    ],
    [
      'whose term had ended before',
      { dueKind: 'TERM_DAYS', dueDay: '2026-01-31', dueLength: 5 },
      'DUE_BEFORE_ASSIGNMENT dueDay',
    ],
    ['that depends on itself', { code: 'SELF', dependsOn: ['SELF'] }, 'DEPENDS_ON_ITSELF dependsOn'],
  ])('refuses a task %s', async (_, input, refusal) => {
    expect(await api.refusals('assignTask', { ...NEW_TASK, ...input })).toEqual([refusal]);
  });

  it('refuses tasks that wait for each other', async () => {
    const row = (code: string, dependsOn: readonly string[]) => ({ ...NEW_TASK, code, dependsOn });
    const rows = [row('C1', ['C2']), row('C2', ['T1', 'C3']), row('C3', ['C1'])];
    const refusals = await api.refusals('assignTasks', { rows });
    expect(new Set(refusals.map((one) => one.split(' ')[0]))).toEqual(new Set(['DEPENDS_ON_ITSELF']));
    await api.done('assignTasks', { rows: [row('C1', ['C2']), row('C2', ['T1', 'C3']), row('C3', ['T2'])] });
  });

  it('flags a term that reaches into a year without a working calendar', async () => {
    const { problems } = await api.done('assignTask', {
      ...NEW_TASK,
      dueKind: 'TERM_WORKING_DAYS',
      dueDay: '2026-11-20',
      dueLength: 10,
    });
    expect(problems).toMatchObject([{ code: 'NO_CALENDAR', path: 'dueDay', severity: 'FLAGGED' }]);
  });

  it('tells every problem with its path in the input', async () => {
    expect(await api.refusals('assignTask', { ...NEW_TASK, code: 'T1' })).toEqual(['ALREADY_EXISTS code']);
    expect(await api.refusals('assignTask', { ...NEW_TASK, leadUnit: 'NOWHERE' })).toEqual([
      'UNKNOWN_REFERENCE leadUnit',
    ]);
    expect(await api.refusals('assignTask', { ...NEW_TASK, plan: 'NONE', dueDay: null })).toEqual([
      'REQUIRED dueDay',
      'UNKNOWN_REFERENCE plan',
    ]);
    expect(await api.refusals('assignTask', { ...NEW_TASK, assignedOn: '2026-11-23' })).toEqual([
      'FUTURE_DAY assignedOn',
    ]);
    expect(
      await api.refusals('assignTask', {
        ...NEW_TASK,
        title: { vi: ' ', en: 'x' },
        assignedQuantity: '1.23456',
      }),
    ).toEqual(['REQUIRED title.vi', 'UNREADABLE_VALUE assignedQuantity']);
    expect(await api.refusals('assignTask', { ...NEW_TASK, coordinatingUnits: ['B;A'] })).toEqual([
      'UNREADABLE_VALUE coordinatingUnits',
    ]);
    expect(await api.refusals('assignTask', { ...NEW_TASK, authority: 'ELSEWHERE' })).toEqual([
      'UNKNOWN_AUTHORITY authority',
    ]);
    expect(
      await api.refusals('assignTask', {
        ...NEW_TASK,
        dueKind: 'TERM_WORKING_DAYS',
        dueLength: 2_000_000_000,
      }),
    ).toEqual(['ABOVE_SCALE dueLength']);
  });
});

describe('who may act', () => {
  const input = { ...NEW_TASK, leadUnit: 'X', assignedBy: 'A' };

  it('nobody without a viewer', async () => {
    const fault = await api.act('assignTask', input, { as: null }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ActFault);
    expect((fault as ActFault).codes).toEqual(['UNAUTHENTICATED']);
  });

  it.each([
    ['another role', viewer('UNIT_REPORTER')],
    ['the role over another part', viewer('STANDING_AGENCY', 'B')],
    ['the role over a part of it only', viewer('STANDING_AGENCY', 'X')],
    // An authority that nothing was granted in is as if it were not there.
    [
      'the role in another authority',
      { ...ANYONE, grants: [{ ...ANYONE.grants[0]!, authority: 'U' }] },
      'BAD_USER_INPUT',
    ],
  ] as const)('not %s', async (_, as, code: string = 'FORBIDDEN') => {
    const before = await api.position();
    const fault = await api.act('assignTask', input, { as }).catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual([code]);
    expect(await api.position()).toBe(before);
  });

  it('the role over the unit, or over one above it', async () => {
    await api.done('assignTask', input, { as: viewer('STANDING_AGENCY', 'A') });
    await api.done('assignTask', input, { as: viewer('STANDING_AGENCY', 'P') });
  });

  it('a reporter submits for units below its own, and for no other', async () => {
    const task = await newTask({ leadUnit: 'X' });
    const stranger = await api
      .act('submitTask', { task }, { as: viewer('UNIT_REPORTER', 'B') })
      .catch((error: unknown) => error);
    expect((stranger as ActFault).codes).toEqual(['FORBIDDEN']);
    await api.done('submitTask', { task }, { as: viewer('UNIT_REPORTER', 'A') });
  });
});

describe('the life of a task', () => {
  it('runs from assignment to acceptance, dated at the submission that was accepted', async () => {
    const task = await newTask();
    await api.done('reportTaskProgress', { task, startedOn: '2026-11-03', doneQuantity: '1.5' });
    await api.done('submitTask', { task, on: '2026-11-10' });
    await api.done('rejectTask', { task, on: '2026-11-12', majorContentError: true });
    expect(await api.refusals('acceptTask', { task })).toEqual(['TASK_NOT_SUBMITTED task']);
    await api.done('submitTask', { task, on: '2026-11-15' });
    const accepted = await api.done('acceptTask', { task, on: '2026-11-20' }, { select: TASK_STATE });
    expect(accepted['task']).toEqual({
      code: task,
      startedOn: '2026-11-03',
      submittedOn: '2026-11-15',
      acceptedOn: '2026-11-20',
      acceptedSubmissionOn: '2026-11-15',
      withdrawnOn: null,
      doneQuantity: '1.5',
    });
    const { data } = await api.answer<{ task: { reviews: object[] } }>(
      `{ task(code: "${task}") { reviews { number passed majorContentError reviewedOn } } }`,
    );
    expect(data!.task.reviews).toEqual([
      { number: 1, passed: false, majorContentError: true, reviewedOn: '2026-11-12' },
    ]);
  });

  it('refuses steps that make no sense where the task stands', async () => {
    const task = await newTask();
    expect(await api.refusals('acceptTask', { task })).toEqual(['TASK_NOT_SUBMITTED task']);
    expect(await api.refusals('rejectTask', { task })).toEqual(['TASK_NOT_SUBMITTED task']);
    expect(await api.refusals('reportTaskProgress', { task })).toEqual(['NOTHING_TO_DO']);
    expect(await api.refusals('submitTask', { task, on: '2026-10-01' })).toEqual(['REVERSED_DATES on']);
    await api.done('submitTask', { task, on: '2026-11-10' });
    expect(await api.refusals('submitTask', { task })).toEqual(['TASK_AWAITS_ACCEPTANCE task']);
    expect(await api.refusals('acceptTask', { task, on: '2026-11-09' })).toEqual(['REVERSED_DATES on']);
    expect(await api.refusals('withdrawTask', { task, on: '2026-11-09' })).toEqual(['BEFORE_THE_LAST on']);
    await api.done('rejectTask', { task, on: '2026-11-12' });
    expect(await api.refusals('submitTask', { task, on: '2026-11-11' })).toEqual(['BEFORE_THE_LAST on']);
    await api.done('submitTask', { task });
    await api.done('acceptTask', { task });
    const later = {
      extendTaskDeadline: { task, newDueDay: '2027-03-01', evidence: DECISION },
      reportTaskProgress: { task, doneQuantity: '1' },
      submitTask: { task },
      acceptTask: { task },
      rejectTask: { task },
      withdrawTask: { task },
      handOverTask: { task, toUnit: 'B' },
    };
    for (const [name, input] of Object.entries(later))
      expect(await api.refusals(name, input), name).toEqual(['TASK_ACCEPTED task']);
    const gone = await newTask();
    await api.done('withdrawTask', { task: gone });
    for (const [name, input] of Object.entries(later))
      expect(await api.refusals(name, { ...input, task: gone }), name).toEqual(['TASK_WITHDRAWN task']);
    for (const [name, input] of Object.entries(later))
      expect(await api.refusals(name, { ...input, task: 'NONE' }), name).toEqual(['UNKNOWN_REFERENCE task']);
  });
});

describe('extendTaskDeadline', () => {
  it('moves the date where its document came in time from the assigning unit', async () => {
    const task = await newTask();
    const { problems } = await api.done('extendTaskDeadline', {
      task,
      newDueDay: '2027-02-01',
      evidence: DECISION,
    });
    expect(problems).toEqual([]);
    expect(
      await api.refusals('extendTaskDeadline', { task, newDueDay: '2027-01-31', evidence: DECISION }),
    ).toEqual(['NOT_LATER newDueDay']);
    const { task: shown } = await api.done(
      'extendTaskDeadline',
      { task, newDueDay: '2027-03-01', evidence: DECISION },
      { select: 'task { extensions { number newDueDay document { number } } }' },
    );
    expect(shown).toEqual({
      extensions: [
        { number: 1, newDueDay: '2027-02-01', document: { number: '12/QĐ-UBND' } },
        { number: 2, newDueDay: '2027-03-01', document: { number: '12/QĐ-UBND' } },
      ],
    });
  });

  it('is recorded and flagged where it moves nothing, and says so again when repeated', async () => {
    const task = await newTask({ dueDay: '2026-11-10' });
    const input = { task, newDueDay: '2027-01-31', evidence: DECISION, idempotencyKey: 'late-extension' };
    const first = await api.done('extendTaskDeadline', input);
    expect(first.problems).toMatchObject([
      { code: 'BACKDATED_EXTENSION', path: 'evidence.documentDate', severity: 'FLAGGED' },
    ]);
    expect(await api.done('extendTaskDeadline', input)).toEqual(first);
  });

  it('needs a due date to extend, a day that has come, and evidence', async () => {
    const endless = await newTask({ dueKind: 'NONE', dueDay: null });
    const input = { task: endless, newDueDay: '2027-03-01', evidence: DECISION };
    expect(await api.refusals('extendTaskDeadline', input)).toEqual(['TASK_WITHOUT_DUE_DATE task']);
    const evidence = { ...DECISION, documentDate: '2026-12-01' };
    expect(
      await api.refusals('extendTaskDeadline', { task: 'T1', newDueDay: '2027-03-01', evidence }),
    ).toEqual(['FUTURE_DAY evidence.documentDate']);
    const fault = await api
      .act('extendTaskDeadline', { task: 'T1', newDueDay: '2027-03-01' })
      .catch((error: unknown) => error);
    expect((fault as ActFault).codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('handOverTask', () => {
  it('passes an open task on with its dates; an overdue one stays', async () => {
    const task = await newTask();
    const { task: shown } = await api.done(
      'handOverTask',
      { task, toUnit: 'B', on: '2026-11-10' },
      { select: 'task { leadUnit { code } handovers { on fromUnit { code } toUnit { code } } }' },
    );
    expect(shown).toEqual({
      leadUnit: { code: 'A' },
      handovers: [{ on: '2026-11-10', fromUnit: { code: 'A' }, toUnit: { code: 'B' } }],
    });
    await api.done('submitTask', { task }, { as: viewer('UNIT_REPORTER', 'B') });
    expect(await api.refusals('handOverTask', { task, toUnit: 'B' })).toEqual(['SAME_UNIT toUnit']);
    expect(await api.refusals('handOverTask', { task, toUnit: 'X', on: '2026-11-10' })).toEqual([
      'BEFORE_THE_LAST on',
    ]);
    expect(await api.refusals('handOverTask', { task: 'T2', toUnit: 'B' })).toEqual(['TASK_OVERDUE task']);
  });
});

it('leaves a ledger whose chain holds', async () => {
  expect(await api.faults()).toEqual([]);
});
