import type { taskFact, Timeliness } from '../../../rules/facts/task.ts';
import { CONVERTED_SCALE } from '../../../rules/facts/task.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { DueKind } from '../../../rules/kit/due-date.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import { dueDatesOf } from './due-dates.ts';

/** What a task is to a period. */
export type TaskRow = FactRow<typeof taskFact>;

/** A task as the ledger holds it, with the repeatable acts on it. */
export interface TaskRecord {
  readonly code: string;
  readonly title: string;
  readonly plan: string | null;
  readonly leadUnit: string;
  readonly assignedBy: string | null;
  readonly progressOwedBy: string | null;
  readonly assignedOn: Day;
  readonly field: string | null;
  readonly dueKind: DueKind;
  readonly dueDay: Day | null;
  readonly dueLength: number | null;
  readonly assignedQuantity: bigint | null;
  readonly coefficient: bigint | null;
  readonly doneQuantity: bigint | null;
  readonly acceptedQuantity: bigint | null;
  readonly beyondRequired: bigint | null;
  readonly submittedOn: Day | null;
  readonly acceptedSubmissionOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly withdrawnOn: Day | null;
  readonly extensions: readonly {
    readonly documentDay: Day;
    readonly newDueDay: Day;
    readonly grantedBy: string | null;
  }[];
  readonly causes: readonly {
    readonly covers: 'LATENESS' | 'QUALITY' | 'BOTH';
    readonly explainedOn: Day;
    readonly certifiedOn: Day | null;
    readonly revokedOn: Day | null;
  }[];
  readonly reviews: readonly {
    readonly reviewedOn: Day;
    readonly passed: boolean;
    readonly majorContentError: boolean;
  }[];
  readonly obstacles: readonly { readonly code: string; readonly raisedOn: Day }[];
  readonly handovers: readonly { readonly on: Day; readonly toUnit: string }[];
}

/** For which units, in which period and on which day a state is judged. */
export interface TaskScope {
  readonly period: Period;
  /** Day of truth, at most the cut-off. */
  readonly asOf: Day;
  /** Last day that is over: only then is a due date missed. */
  readonly lastDayOver: Day;
  readonly calendar: WorkingCalendar;
  /** A task that none of these leads has no row. */
  readonly units: readonly string[];
}

/** The unit that leads a task on a day: handovers, the earliest first, count from their day on. */
export function unitInChargeOn(
  { leadUnit, handovers }: Pick<TaskRecord, 'leadUnit' | 'handovers'>,
  day: Day,
): string {
  return handovers.findLast((handover) => handover.on <= day)?.toUnit ?? leadUnit;
}

/**
 * What a task is to the period, on the day of truth.
 * One row, or none when it belongs to another period.
 */
export function taskRows(task: TaskRecord, scope: TaskScope): readonly TaskRow[] {
  const { period, asOf, calendar } = scope;
  if (task.assignedOn > asOf) return [];
  const dates = dueDatesOf(task, scope);
  const done = task.acceptedOn !== null && task.acceptedOn <= asOf ? task.acceptedSubmissionOn : null;
  const submitted = task.submittedOn !== null && task.submittedOn <= asOf ? task.submittedOn : done;
  const withdrawn = task.withdrawnOn !== null && task.withdrawnOn <= asOf ? task.withdrawnOn : null;
  const known = timelinessOf(dates.due, done, submitted, withdrawn, scope.lastDayOver);
  const isUnknown =
    known === 'OPEN_OVERDUE' &&
    submitted === null &&
    withdrawn === null &&
    task.progressOwedBy !== null &&
    task.progressOwedBy !== unitInChargeOn(task, dates.due!);
  const timeliness: Timeliness = isUnknown ? 'PROGRESS_UNKNOWN' : known;
  const decidedOn = decidingDay(timeliness, dates.due, done, withdrawn);
  // What nobody reported counts in the period of its due date; it is not carried over as if it were known to be open.
  const carriedOver = dates.due !== null && dates.due < period.from && withdrawn === null && !isUnknown;
  if (decidedOn !== null && !carriedOver && (decidedOn < period.from || decidedOn >= period.to)) return [];
  if (carriedOver && done !== null && done < period.from) return [];

  // What is not decided stands where somebody answers for it: at the latest on the period's last day, whatever unit
  // it passed to since.
  const owner = unitInChargeOn(task, decidedOn ?? Math.min(asOf, period.to - 1));
  if (!scope.units.includes(owner)) return [];
  const end = done ?? withdrawn ?? (timeliness === 'AWAITING_ACCEPTANCE' ? submitted! : asOf);
  const isOpen = done === null && withdrawn === null && timeliness !== 'AWAITING_ACCEPTANCE';
  const lastMissable = isOpen ? scope.lastDayOver : end - 1;
  const late = timeliness === 'DONE_LATE' || timeliness === 'OPEN_OVERDUE';
  const causes = task.causes.filter((cause) => cause.explainedOn <= asOf);
  const certified = causes.filter(
    (cause) =>
      cause.certifiedOn !== null &&
      cause.certifiedOn <= asOf &&
      (cause.revokedOn === null || cause.revokedOn > asOf),
  );
  const failedReviews = task.reviews.filter(
    (review) => review.reviewedOn <= asOf && !review.passed && review.majorContentError,
  ).length;
  const assigned = converted(task.assignedQuantity, task.coefficient);
  return [
    {
      code: task.code,
      unit: owner,
      leader: null,
      field: task.field,
      termFrom: task.assignedOn,
      // A carried-over task stays with the unit that let it become late: its due date decides.
      decidedOn,
      title: task.title,
      plan: task.plan,
      assignedBy: task.assignedBy,
      progressOwedBy: task.progressOwedBy,
      assignedOn: task.assignedOn,
      firstDueOn: dates.first,
      dueOn: dates.due,
      submittedOn: submitted,
      completedOn: done,
      timeliness,
      carriedOver,
      workingDaysLate: late ? calendar.workingDaysBetween(dates.due!, end) : 0,
      missedDates: dates.all.filter((date) => date <= lastMissable).length,
      ignoredExtensions: dates.ignored,
      lateExcused: certified.some((cause) => cause.covers !== 'QUALITY'),
      explained: causes.length > 0,
      assignedUnits: assigned,
      doneUnits:
        assigned === null
          ? null
          : done === null
            ? 0n
            : converted(task.doneQuantity ?? task.assignedQuantity, task.coefficient),
      acceptedUnits:
        assigned === null
          ? null
          : done === null
            ? 0n
            : converted(
                task.acceptedQuantity ?? task.doneQuantity ?? task.assignedQuantity,
                task.coefficient,
              ),
      failedReviews,
      excusedReviews: certified.some((cause) => cause.covers !== 'LATENESS') ? failedReviews : 0,
      obstacles: task.obstacles
        .filter((obstacle) => obstacle.raisedOn <= asOf)
        .map((obstacle) => obstacle.code),
      beyondRequired: task.beyondRequired,
    },
  ];
}

function timelinessOf(
  due: Day | null,
  done: Day | null,
  submitted: Day | null,
  withdrawn: Day | null,
  lastDayOver: Day,
): Timeliness {
  if (done !== null)
    return due === null ? 'DONE_WITHOUT_DUE_DATE' : done <= due ? 'DONE_ON_TIME' : 'DONE_LATE';
  if (withdrawn !== null) {
    // Withdrawn after its date had passed, a task stays overdue: withdrawing does not undo lateness. Submitted in
    // time, it was not late.
    const inTime = due === null || withdrawn <= due || (submitted !== null && submitted <= due);
    return inTime ? 'WITHDRAWN' : 'OPEN_OVERDUE';
  }
  if (due === null) return 'OPEN_WITHOUT_DUE_DATE';
  if (due > lastDayOver) return 'OPEN_IN_TERM';
  return submitted !== null && submitted <= due ? 'AWAITING_ACCEPTANCE' : 'OPEN_OVERDUE';
}

/** On completion if on time, else the due date; null while nothing is decided. */
function decidingDay(
  timeliness: Timeliness,
  due: Day | null,
  done: Day | null,
  withdrawn: Day | null,
): Day | null {
  switch (timeliness) {
    case 'DONE_ON_TIME':
    case 'DONE_WITHOUT_DUE_DATE':
      return done;
    case 'DONE_LATE':
    case 'OPEN_OVERDUE':
    case 'PROGRESS_UNKNOWN':
      return due;
    case 'WITHDRAWN':
      return withdrawn;
    case 'AWAITING_ACCEPTANCE':
    case 'OPEN_IN_TERM':
    case 'OPEN_WITHOUT_DUE_DATE':
      return null;
    default:
      return timeliness satisfies never;
  }
}

/** Quantity × coefficient in units of 10^-scale, half-up at the last kept place; a missing coefficient is 1. */
function converted(quantity: bigint | null, coefficient: bigint | null): bigint | null {
  if (quantity === null) return null;
  const scale = 10n ** BigInt(CONVERTED_SCALE);
  const product = quantity * (coefficient ?? scale);
  return (product * 2n + scale) / (scale * 2n);
}
