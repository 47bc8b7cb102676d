import type { Day } from './day.ts';
import { addMonths } from './day.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Kinds of due date.
 * A term runs from an event and rolls to the next working day (Civil Code 2015 arts 147-148). A date fixed in a plan
 * does not roll: "before" excludes the named day, "by" includes it.
 */
export const DUE_KINDS = ['BY', 'BEFORE', 'TERM_DAYS', 'TERM_WORKING_DAYS', 'TERM_MONTHS', 'NONE'] as const;

/** One of `DUE_KINDS`. */
export type DueKind = (typeof DUE_KINDS)[number];

/** A due date as it was set. */
export interface DueDate {
  readonly kind: DueKind;
  /** The named day of BY and BEFORE; the event day of a term; null for NONE. */
  readonly day: Day | null;
  /** Length of a term in the kind's unit; null otherwise. */
  readonly length: number | null;
}

/** The last day on which delivery is on time, or null where no due date was set. */
export function lastDayInTime(due: DueDate, calendar: WorkingCalendar): Day | null {
  if (due.day === null) return null;
  switch (due.kind) {
    case 'BY':
      return due.day;
    case 'BEFORE':
      return due.day - 1;
    case 'TERM_DAYS':
      return calendar.roll(due.day + (due.length ?? 0));
    case 'TERM_MONTHS':
      return calendar.roll(addMonths(due.day, due.length ?? 0));
    case 'TERM_WORKING_DAYS':
      return calendar.addWorkingDays(due.day, due.length ?? 0);
    case 'NONE':
      return null;
    default:
      return due.kind satisfies never;
  }
}
