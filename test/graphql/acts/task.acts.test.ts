import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, ActFault, ANYONE, DECISION, viewer } from '../../support/acts.ts';

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open();
});

afterAll(() => api.close());

const NEW = {
  title: { vi: 'Việc mới', en: 'New work' },
  leadUnit: 'A',
  assignedBy: 'P',
  dueKind: 'BY',
  dueDay: '2026-12-31',
};

let made = 0;

/** A fresh open task of unit A, due on the last day of 2026. */
async function newTask(more: object = {}): Promise<string> {
  const code = `N${++made}`;
  await api.done('assignTask', { code, ...NEW, assignedOn: '2026-11-01', ...more });
  return code;
}

const STATE = 'task { code startedOn submittedOn acceptedOn acceptedSubmissionOn withdrawnOn doneQuantity }';

describe('assignTask', () => {
  it('records a task, and shows it at the position of the act', async () => {
    const { task, position, problems } = await api.done(
      'assignTask',
      { ...NEW, code: 'K', evidence: { ...DECISION, page: '3' }, note: 'Kết luận họp' },
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
    const { task } = await api.done('assignTask', NEW, { select: 'task { code }' });
    expect((task as { code: string }).code).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells every problem with its path in the input', async () => {
    expect(await api.refusals('assignTask', { ...NEW, code: 'T1' })).toEqual(['ALREADY_EXISTS code']);
    expect(await api.refusals('assignTask', { ...NEW, leadUnit: 'NOWHERE' })).toEqual([
      'UNKNOWN_REFERENCE leadUnit',
    ]);
    expect(await api.refusals('assignTask', { ...NEW, plan: 'NONE', dueDay: null })).toEqual([
      'REQUIRED dueDay',
      'UNKNOWN_REFERENCE plan',
    ]);
    expect(await api.refusals('assignTask', { ...NEW, assignedOn: '2026-11-23' })).toEqual([
      'FUTURE_DAY assignedOn',
    ]);
    expect(
      await api.refusals('assignTask', { ...NEW, title: { vi: ' ', en: 'x' }, assignedQuantity: '1.23456' }),
    ).toEqual(['REQUIRED title.vi', 'UNREADABLE_VALUE assignedQuantity']);
    expect(await api.refusals('assignTask', { ...NEW, coordinatingUnits: ['B;A'] })).toEqual([
      'UNREADABLE_VALUE coordinatingUnits',
    ]);
    expect(await api.refusals('assignTask', { ...NEW, authority: 'ELSEWHERE' })).toEqual([
      'UNKNOWN_AUTHORITY authority',
    ]);
    expect(
      await api.refusals('assignTask', { ...NEW, dueKind: 'TERM_WORKING_DAYS', dueLength: 2_000_000_000 }),
    ).toEqual(['ABOVE_SCALE dueLength']);
  });
});

describe('who may act', () => {
  const input = { ...NEW, leadUnit: 'X', assignedBy: 'A' };

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
    const accepted = await api.done('acceptTask', { task, on: '2026-11-20' }, { select: STATE });
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

describe('many at once', () => {
  it('records all rows as one act', async () => {
    const tasks = [await newTask(), await newTask()];
    const before = await api.position();
    const payload = await api.done(
      'reportTasksProgress',
      { rows: tasks.map((task, index) => ({ task, doneQuantity: String(index + 1) })) },
      { select: 'tasks { code doneQuantity }' },
    );
    expect(payload.position).toBe(before + 1);
    expect(payload['tasks']).toEqual([
      { code: tasks[0], doneQuantity: '1' },
      { code: tasks[1], doneQuantity: '2' },
    ]);
  });

  it('records none where one is refused, with its place in the paths', async () => {
    const task = await newTask();
    const before = await api.position();
    expect(
      await api.refusals('reportTasksProgress', {
        rows: [
          { task, doneQuantity: '1' },
          { task: 'NONE', doneQuantity: '1' },
          { task: 'T3', doneQuantity: '-1' },
        ],
      }),
    ).toEqual(['UNKNOWN_REFERENCE rows.1.task']);
    expect(
      await api.refusals('reportTasksProgress', {
        rows: [
          { task, doneQuantity: '1' },
          { task: 'T3', doneQuantity: '-1' },
          { task, doneQuantity: '2' },
        ],
      }),
    ).toEqual(['DUPLICATE rows.2', 'NEGATIVE rows.1.doneQuantity']);
    expect(await api.refusals('reportTasksProgress', { rows: [] })).toEqual(['TOO_MANY_ROWS rows']);
    expect(await api.position()).toBe(before);
  });

  it('asks the database as often for many rows as for one', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...NEW, code: `MANY-${count}-${index}` }));
    const one = await api.database.countStatements(() => api.done('assignTasks', { rows: rows(1) }));
    const many = await api.database.countStatements(() => api.done('assignTasks', { rows: rows(200) }));
    expect(many.statements).toBe(one.statements);
  });
});

describe('repeated and stale requests', () => {
  it('the same request under the same key records once and answers the same', async () => {
    const input = { ...NEW, idempotencyKey: 'assign-1' };
    const select = 'task { code }';
    const first = await api.done('assignTask', input, { select });
    const after = await api.position();
    expect(await api.done('assignTask', input, { select })).toEqual(first);
    expect(await api.position()).toBe(after);
  });

  it('the same key with other content is refused; another account’s key is another key', async () => {
    const input = { ...NEW, idempotencyKey: 'assign-2' };
    await api.done('assignTask', input);
    expect(await api.refusals('assignTask', { ...input, leadUnit: 'B' })).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
    expect(await api.refusals('submitTask', { task: 'T3', idempotencyKey: 'assign-2' })).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
    await api.done('assignTask', { ...input, leadUnit: 'B' }, { as: viewer('STANDING_AGENCY') });
  });

  it('a repetition answers as then, though the task has gone on since', async () => {
    const task = await newTask();
    const input = { task, on: '2026-11-10', idempotencyKey: 'submit-1' };
    const first = await api.done('submitTask', input, { select: STATE });
    await api.done('acceptTask', { task });
    expect(await api.done('submitTask', input, { select: STATE })).toEqual(first);
  });

  it('what was changed since the caller read it is a conflict', async () => {
    const task = await newTask();
    const readAt = await api.position();
    await api.done('submitTask', { task, readAt });
    expect(await api.refusals('withdrawTask', { task, readAt })).toEqual(['LEDGER_CONFLICT readAt']);
    await api.done('withdrawTask', { task, readAt: await api.position() });
    expect(await api.refusals('withdrawTask', { task: 'T1', readAt: 1_000_000 })).toEqual([
      'UNKNOWN_POSITION readAt',
    ]);
  });

  it('what changed elsewhere since then is none', async () => {
    const task = await newTask();
    const readAt = await api.position();
    await newTask();
    await api.done('submitTask', { task, readAt });
  });
});

describe('writers at the same time', () => {
  it('one of them wins a task, the others are told', async () => {
    const task = await newTask();
    await api.done('submitTask', { task });
    const payloads = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        api.act(index % 2 === 0 ? 'acceptTask' : 'rejectTask', { task }),
      ),
    );
    const recorded = payloads.filter(({ position }) => position !== null);
    expect(recorded).toHaveLength(1);
    for (const { problems } of payloads.filter(({ position }) => position === null)) {
      expect(problems).toHaveLength(1);
      expect(['LEDGER_CONFLICT', 'TASK_ACCEPTED', 'TASK_NOT_SUBMITTED']).toContain(problems[0]!.code);
    }
  });

  it('different tasks do not get into each other’s way', async () => {
    const tasks = [await newTask(), await newTask(), await newTask()];
    const payloads = await Promise.all(tasks.map((task) => api.act('submitTask', { task })));
    expect(payloads.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(payloads.map(({ position }) => position)).size).toBe(3);
  });

  it('a request sent many times at once is recorded once', async () => {
    const before = await api.position();
    const input = { ...NEW, idempotencyKey: 'at-once' };
    const payloads = await Promise.all(
      Array.from({ length: 5 }, () => api.act('assignTask', input, { select: 'task { code }' })),
    );
    expect(new Set(payloads.map((payload) => JSON.stringify(payload))).size).toBe(1);
    expect(payloads[0]!.problems).toEqual([]);
    expect(await api.position()).toBe(before + 1);
  });
});

it('leaves a ledger whose chain holds', async () => {
  expect(await api.faults()).toEqual([]);
});
