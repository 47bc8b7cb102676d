import { CONVERTED_SCALE } from '../../rules/facts/task.ts';
import type { taskFact, Timeliness } from '../../rules/facts/task.ts';
import type { Day } from '../../rules/kit/day.ts';
import { lastDayInTime } from '../../rules/kit/due-date.ts';
import type { FactRow } from '../../rules/kit/fact.ts';
import { obstacleEntity } from '../../server/modules/obstacle/obstacle.entity.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  qualityReviewEntity,
  taskEntity,
} from '../../server/modules/task/task.entity.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';
import type { View } from './view.ts';
import { workingDaysAfter } from './view.ts';

type Task = EntityRow<typeof taskEntity>;

export function taskFacts(view: View): FactRow<typeof taskFact>[] {
  return view.rows(taskEntity).flatMap((task) => taskFactOf(view, task));
}

function taskFactOf(view: View, task: Task): FactRow<typeof taskFact>[] {
  const { period, asOf, lastDayOver, calendar } = view;
  if (task.assignedOn > asOf || task.assignedOn >= period.to) return [];
  const dates = datesOf(view, task);
  const { due } = dates;

  // Done means accepted, dated at the submission that was accepted. Nothing dated after the day of truth has happened.
  const done = task.acceptedOn !== null && task.acceptedOn <= asOf ? task.acceptedSubmissionOn : null;
  const submitted = happened(task.submittedOn, asOf) ?? done;
  const withdrawn = happened(task.withdrawnOn, asOf);
  const known = stateOf(due, done, submitted, withdrawn, lastDayOver);
  // Past its date with nothing reported, where another unit than the one that leads it then owes the report of progress.
  const isUnknown =
    known === 'OPEN_OVERDUE' &&
    submitted === null &&
    withdrawn === null &&
    task.progressOwedBy !== null &&
    task.progressOwedBy !== leadUnitOn(view, task, due!);
  const state = isUnknown ? 'PROGRESS_UNKNOWN' : known;
  const decidedOn = decidingDay(state, due, done, withdrawn);

  // Carried over: overdue when the period began and still on somebody's desk then.
  const isOverdueFromBefore = due !== null && due < period.from;
  const carriedOver = isOverdueFromBefore && withdrawn === null && !isUnknown;
  if (carriedOver && done !== null && done < period.from) return [];
  if (!carriedOver && decidedOn !== null && (decidedOn < period.from || decidedOn >= period.to)) return [];

  const isLate = state === 'DONE_LATE' || state === 'OPEN_OVERDUE';
  const lateUntil = done ?? withdrawn ?? asOf;
  const waitsSince = state === 'AWAITING_ACCEPTANCE' ? submitted : null;
  const settledOn = done ?? withdrawn ?? waitsSince;
  const missed = dates.all.filter((date) => (settledOn === null ? date <= lastDayOver : date < settledOn));
  const causes = view
    .rows(causeEntity)
    .filter((cause) => cause.task === task.code && cause.explainedOn <= asOf);
  const certified = causes.filter(
    (cause) => happened(cause.certifiedOn, asOf) !== null && happened(cause.revokedOn, asOf) === null,
  );
  const failed = view
    .rows(qualityReviewEntity)
    .filter((review) => review.task === task.code && review.reviewedOn <= asOf)
    .filter((review) => !review.passed && review.majorContentError);
  const units = (quantity: bigint | null) => convert(quantity, task.coefficient);
  const assignedUnits = units(task.assignedQuantity);
  const reached = (quantity: bigint | null) => (done === null ? 0n : units(quantity));
  const doneQuantity = task.doneQuantity ?? task.assignedQuantity;
  return [
    {
      code: task.code,
      unit: leadUnitOn(view, task, decidedOn ?? Math.min(asOf, period.to - 1)),
      leader: null,
      field: task.field,
      termFrom: task.assignedOn,
      decidedOn,
      title: task.title.vi,
      plan: task.plan,
      progressOwedBy: task.progressOwedBy,
      assignedBy: task.assignedBy,
      assignedOn: task.assignedOn,
      firstDueOn: dates.first,
      dueOn: due,
      submittedOn: submitted,
      completedOn: done,
      timeliness: state,
      carriedOver,
      workingDaysLate: isLate ? workingDaysAfter(calendar, due!, lateUntil) : 0,
      missedDates: missed.length,
      ignoredExtensions: dates.ignored,
      lateExcused: certified.some((cause) => cause.covers === 'LATENESS' || cause.covers === 'BOTH'),
      explained: causes.length > 0,
      assignedUnits,
      doneUnits: assignedUnits === null ? null : reached(doneQuantity),
      acceptedUnits: assignedUnits === null ? null : reached(task.acceptedQuantity ?? doneQuantity),
      failedReviews: failed.length,
      excusedReviews: certified.some((cause) => cause.covers === 'QUALITY' || cause.covers === 'BOTH')
        ? failed.length
        : 0,
      obstacles: view
        .rows(obstacleEntity)
        .filter((obstacle) => obstacle.task === task.code && obstacle.raisedOn <= asOf)
        .map(({ code }) => code),
      beyondRequired: task.beyondRequired,
    },
  ];
}

function happened(on: Day | null, asOf: Day): Day | null {
  return on !== null && on <= asOf ? on : null;
}

/** An extension moves the date only if dated on or before the date it replaces and granted by the assigning unit. */
function datesOf(view: View, task: Task) {
  const first = lastDayInTime(
    { kind: task.dueKind, day: task.dueDay, length: task.dueLength },
    view.calendar,
  );
  const extensions = view
    .rows(extensionEntity)
    .filter((extension) => extension.task === task.code && extension.documentDay <= view.asOf)
    .toSorted((a, b) => a.number - b.number);
  let due = first;
  const ignored: Day[] = [];
  for (const { documentDay, grantedBy, newDueDay } of extensions) {
    if (due !== null && documentDay <= due && grantedBy === task.assignedBy) due = newDueDay;
    else ignored.push(newDueDay);
  }
  // A date that was replaced in time was never missed; the one in force, and dates that replaced nothing, can be.
  return { first, due, all: due === null ? ignored : [due, ...ignored], ignored: ignored.length };
}

function stateOf(
  due: Day | null,
  done: Day | null,
  submitted: Day | null,
  withdrawn: Day | null,
  lastDayOver: Day,
): Timeliness {
  if (done !== null) {
    if (due === null) return 'DONE_WITHOUT_DUE_DATE';
    return done <= due ? 'DONE_ON_TIME' : 'DONE_LATE';
  }
  const inTime = (on: Day | null) => on !== null && (due === null || on <= due);
  if (withdrawn !== null) {
    // Withdrawing undoes no lateness; what was withdrawn or submitted in time was not late.
    return inTime(withdrawn) || inTime(submitted) ? 'WITHDRAWN' : 'OPEN_OVERDUE';
  }
  if (due === null) return 'OPEN_WITHOUT_DUE_DATE';
  if (due > lastDayOver) return 'OPEN_IN_TERM';
  return inTime(submitted) ? 'AWAITING_ACCEPTANCE' : 'OPEN_OVERDUE';
}

function decidingDay(
  state: Timeliness,
  due: Day | null,
  done: Day | null,
  withdrawn: Day | null,
): Day | null {
  if (state === 'DONE_ON_TIME' || state === 'DONE_WITHOUT_DUE_DATE') return done;
  if (state === 'DONE_LATE' || state === 'OPEN_OVERDUE' || state === 'PROGRESS_UNKNOWN') return due;
  return state === 'WITHDRAWN' ? withdrawn : null;
}

function leadUnitOn(view: View, task: Task, day: Day): string {
  let unit = task.leadUnit;
  const passed = view.rows(handoverEntity).filter((handover) => handover.task === task.code);
  for (const { on, toUnit } of passed.toSorted((a, b) => a.on - b.on)) if (on <= day) unit = toUnit;
  return unit;
}

/** Quantity × coefficient (1 where none is given), rounded half-up to the scale of converted units. */
function convert(quantity: bigint | null, coefficient: bigint | null): bigint | null {
  if (quantity === null) return null;
  const one = 10n ** BigInt(CONVERTED_SCALE);
  const exact = quantity * (coefficient ?? one);
  return exact / one + (2n * (exact % one) >= one ? 1n : 0n);
}
