import type { Day } from '../../../rules/kit/day.ts';
import type { DueKind } from '../../../rules/kit/due-date.ts';
import { lastDayInTime } from '../../../rules/kit/due-date.ts';
import type { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';

/** A task's due date as assigned, and what was granted since, in order. */
export interface Dated {
  readonly dueKind: DueKind;
  readonly dueDay: Day | null;
  readonly dueLength: number | null;
  readonly assignedBy: string | null;
  readonly extensions: readonly {
    readonly documentDay: Day;
    readonly grantedBy: string | null;
    readonly newDueDay: Day;
  }[];
}

/** The last days in time that a task had. */
export interface DueDates {
  readonly first: Day | null;
  /** The one in force. */
  readonly due: Day | null;
  /** Those that stood at some time and were not replaced before they passed. */
  readonly all: readonly Day[];
  /** How many extensions moved nothing. */
  readonly ignored: number;
}

/**
 * The original last day in time, the current one, and all that were ever set.
 * An extension moves the date only when its document is dated on or before the date it replaces and comes from the
 * assigning unit.
 */
export function dueDatesOf(
  task: Dated,
  { asOf, calendar }: { readonly asOf: Day; readonly calendar: WorkingCalendar },
): DueDates {
  const first = lastDayInTime({ kind: task.dueKind, day: task.dueDay, length: task.dueLength }, calendar);
  let due = first;
  let ignored = 0;
  const all = first === null ? [] : [first];
  for (const extension of task.extensions) {
    if (extension.documentDay > asOf) continue;
    if (due !== null && extension.documentDay <= due && extension.grantedBy === task.assignedBy) {
      // Replaced in time: the former date was never missed.
      all.splice(all.indexOf(due), 1, extension.newDueDay);
      due = extension.newDueDay;
    } else {
      ignored++;
      all.push(extension.newDueDay);
    }
  }
  return { first, due, all, ignored };
}
