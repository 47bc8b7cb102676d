import type { Day } from '../../../rules/kit/day.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { findPointing } from '../../platform/api/entity-type.ts';
import { calendarAt } from '../calendar/calendar-of-request.ts';
import { obstacleEntity } from '../obstacle/obstacle.entity.ts';
import type { TaskRecord, TaskRow } from './task-state.ts';
import { taskRows } from './task-state.ts';
import type { Progress } from './task-state.type.ts';
import { causeEntity, extensionEntity, handoverEntity, qualityReviewEntity } from './task.entity.ts';
import type { Task } from './task.type.ts';

/** A span that every task belongs to, so that the code behind scores tells the state of each. */
export const EVER: Period = {
  code: 'EVER',
  kind: 'YEAR',
  from: dayOf(1, 1, 1),
  to: dayOf(9999, 1, 1),
  cutOff: dayOf(9999, 1, 1),
};

/**
 * What a task is on its day of truth, by the same code as scores.
 * Null before it was assigned. A viewer who sees the task sees its true state, also where an extension or a handover behind
 * it lies outside of their scope.
 */
export async function taskToday(context: RequestContext, task: Task): Promise<TaskRow | null> {
  const { at, row } = task;
  const [calendar, extensions, causes, reviews, obstacles, handovers] = await Promise.all([
    calendarAt(context, at),
    findPointing(context.system, extensionEntity, 'task', at, row.code),
    findPointing(context.system, causeEntity, 'task', at, row.code),
    findPointing(context.system, qualityReviewEntity, 'task', at, row.code),
    findPointing(context.system, obstacleEntity, 'task', at, row.code),
    findPointing(context.system, handoverEntity, 'task', at, row.code),
  ]);
  const moved = handovers.map(({ row: { on, toUnit } }) => ({ on, toUnit })).toSorted((a, b) => a.on - b.on);
  const record: TaskRecord = {
    ...row,
    title: row.title.vi,
    extensions: extensions.map((one) => one.row).toSorted((a, b) => a.number - b.number),
    causes: causes.map((one) => one.row),
    reviews: reviews.map((one) => one.row),
    obstacles: obstacles.map((one) => one.row),
    handovers: moved,
  };
  const [state] = taskRows(record, {
    period: EVER,
    asOf: at.asOf,
    lastDayOver: at.asOf - 1,
    calendar,
    units: [row.leadUnit, ...moved.map(({ toUnit }) => toUnit)],
  });
  return state ?? null;
}

/** How far a task has come on its day of truth; null before it was assigned. */
export async function progressOf(context: RequestContext, task: Task): Promise<keyof typeof Progress | null> {
  const { row, at } = task;
  const by = (day: Day | null) => day !== null && day <= at.asOf;
  if (!by(row.assignedOn)) return null;
  if (by(row.acceptedOn)) return 'ACCEPTED';
  if (by(row.withdrawnOn)) return 'WITHDRAWN';
  if (by(row.submittedOn)) return 'SUBMITTED';
  if ((await taskToday(context, task))?.timeliness === 'PROGRESS_UNKNOWN') return 'UNKNOWN';
  return by(row.startedOn) ? 'RUNNING' : 'NOT_STARTED';
}
