import type { reportFact } from '../../../rules/facts/report.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import { dueDaysIn } from './due-days.ts';
import type { reportDutyEntity } from './report.entity.ts';

/** One owed report and what arrived for it. */
export type ReportRow = FactRow<typeof reportFact>;

type DutyRow = EntityRow<typeof reportDutyEntity>;

/** A duty as far as its state depends on it. */
export type ReportDuty = Pick<
  DutyRow,
  'code' | 'unit' | 'recipient' | 'field' | 'frequency' | 'everyDays' | 'firstDueOn' | 'lastDueOn'
> & { readonly title: Pick<DutyRow['title'], 'vi'> };

/** A report that arrived. */
export interface SubmissionRecord {
  readonly dueOn: Day;
  readonly submittedOn: Day;
  readonly empty: boolean;
}

/** In which period and on which day states are judged. */
export interface ReportScope {
  readonly period: Pick<Period, 'from' | 'to'>;
  /** Day of truth, at most the cut-off. */
  readonly asOf: Day;
  /** Last day that is over: only then is a due day missed. */
  readonly lastDayOver: Day;
  readonly calendar: WorkingCalendar;
}

/**
 * Every report of a duty that falls due in the period, with what arrived for it.
 * By the day of truth.
 */
export function reportRows(
  duty: ReportDuty,
  submissions: readonly SubmissionRecord[],
  scope: ReportScope,
): ReportRow[] {
  const { period, asOf, lastDayOver, calendar } = scope;
  return dueDaysIn(duty, period.from, period.to).map((dueOn) => {
    const arrived = submissions.filter((entry) => entry.dueOn === dueOn && entry.submittedOn <= asOf);
    const first = arrived.find((entry) => !entry.empty) ?? null;
    const state =
      first !== null
        ? first.submittedOn <= dueOn
          ? 'ON_TIME'
          : 'LATE'
        : dueOn > lastDayOver
          ? 'NOT_YET_DUE'
          : arrived.length > 0
            ? 'EMPTY'
            : 'MISSING';
    const late = state !== 'ON_TIME' && state !== 'NOT_YET_DUE';
    return {
      code: `${duty.code}/${formatDay(dueOn)}`,
      unit: duty.unit,
      leader: null,
      field: duty.field,
      termFrom: null,
      decidedOn: dueOn,
      duty: duty.code,
      title: duty.title.vi,
      recipient: duty.recipient,
      dueOn,
      submittedOn: first?.submittedOn ?? arrived[0]?.submittedOn ?? null,
      state,
      workingDaysLate: late ? calendar.workingDaysBetween(dueOn, first?.submittedOn ?? asOf) : 0,
    } as const;
  });
}
