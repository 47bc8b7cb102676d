import { formatDay } from '../kit/day.ts';
import type { FactRow } from '../kit/fact.ts';
import type { Open } from '../kit/outcome.ts';
import type { taskFact } from '../facts/task.ts';

/**
 * What one task says about "done on time with quality".
 * OUTSIDE: not owed in the period. RELIEVED: not done, for a certified cause. UNASSESSABLE: no due date. AWAITING:
 * submitted, not accepted yet. QUALITY_UNKNOWN: accepted, but nobody recorded how much for quality. PROGRESS_UNKNOWN:
 * past its due date, and another unit owes the report of progress.
 */
export type Delivery =
  | 'WELL'
  | 'LATE'
  | 'POOR'
  | 'OVERDUE'
  | 'RELIEVED'
  | 'AWAITING'
  | 'QUALITY_UNKNOWN'
  | 'PROGRESS_UNKNOWN'
  | 'UNASSESSABLE'
  | 'OUTSIDE';

/**
 * Reads a task's timeliness and quality together.
 *
 * @param excuse whether a certified objective cause lifts the lateness.
 */
export function deliveryOf(task: FactRow<typeof taskFact>, excuse: boolean): Delivery {
  if (task.carriedOver) return 'OUTSIDE';
  switch (task.timeliness) {
    case 'WITHDRAWN':
    case 'OPEN_IN_TERM':
      return 'OUTSIDE';
    case 'DONE_WITHOUT_DUE_DATE':
    case 'OPEN_WITHOUT_DUE_DATE':
      return 'UNASSESSABLE';
    case 'AWAITING_ACCEPTANCE':
      return 'AWAITING';
    case 'PROGRESS_UNKNOWN':
      return 'PROGRESS_UNKNOWN';
    case 'OPEN_OVERDUE':
      return excuse && task.lateExcused ? 'RELIEVED' : 'OVERDUE';
    case 'DONE_LATE':
      return excuse && task.lateExcused ? qualityOf(task) : 'LATE';
    case 'DONE_ON_TIME':
      return qualityOf(task);
    default:
      return task.timeliness satisfies never;
  }
}

function qualityOf(task: FactRow<typeof taskFact>): 'WELL' | 'POOR' | 'QUALITY_UNKNOWN' {
  if (task.failedReviews > task.excusedReviews) return 'POOR';
  // A task without quantity is judged by its acceptance alone.
  if (task.assignedUnits === null) return 'WELL';
  if (task.acceptedUnits === null) return 'QUALITY_UNKNOWN';
  return task.acceptedUnits >= task.assignedUnits ? 'WELL' : 'POOR';
}

/** The sentence of every rule that reads tasks, on one whose progress nobody reported. */
export const PROGRESS_UNKNOWN_TEXT = {
  vi: 'Nhiệm vụ {code} đã qua hạn {due} nhưng chưa có báo cáo tiến độ, {unit} phải báo cáo: chưa kết luận',
  en: 'Task {code} is past its due date {due} without any report of progress, which {unit} owes: not decided',
} as const;

/**
 * The missing report of a task’s progress.
 * Owed by the unit that keeps the progress, since the day after the due date.
 */
export function progressGap(task: FactRow<typeof taskFact>): Pick<Open, 'what' | 'owedBy' | 'since'> {
  const due = task.dueOn === null ? '–' : formatDay(task.dueOn);
  return {
    what: { message: 'progressUnknown', data: { code: task.code, due, unit: task.progressOwedBy ?? '–' } },
    owedBy: task.progressOwedBy,
    since: task.dueOn === null ? null : task.dueOn + 1,
  };
}
