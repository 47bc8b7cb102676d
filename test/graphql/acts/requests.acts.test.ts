import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActApi, viewer } from '../../support/acts.ts';
import { NEW_TASK, TASK_STATE, taskMaker } from './new-task.ts';

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open();
});

afterAll(() => api.close());

const newTask = taskMaker(() => api);

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
      Array.from({ length: count }, (_, index) => ({ ...NEW_TASK, code: `MANY-${count}-${index}` }));
    const one = await api.database.countStatements(() => api.done('assignTasks', { rows: rows(1) }));
    const many = await api.database.countStatements(() => api.done('assignTasks', { rows: rows(200) }));
    expect(many.statements).toBe(one.statements);
  });
});

describe('repeated and stale requests', () => {
  it('the same request under the same key records once and answers the same', async () => {
    const input = { ...NEW_TASK, idempotencyKey: 'assign-1' };
    const select = 'task { code }';
    const first = await api.done('assignTask', input, { select });
    const after = await api.position();
    expect(await api.done('assignTask', input, { select })).toEqual(first);
    expect(await api.position()).toBe(after);
  });

  it('the same key with other content is refused; another account’s key is another key', async () => {
    const input = { ...NEW_TASK, idempotencyKey: 'assign-2' };
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
    const first = await api.done('submitTask', input, { select: TASK_STATE });
    await api.done('acceptTask', { task });
    expect(await api.done('submitTask', input, { select: TASK_STATE })).toEqual(first);
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
    const input = { ...NEW_TASK, idempotencyKey: 'at-once' };
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
