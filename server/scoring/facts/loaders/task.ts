import type { taskFact as TaskFact } from '../../../../rules/facts/task.ts';
import { CONVERTED_SCALE, taskFact } from '../../../../rules/facts/task.ts';
import type { Timeliness } from '../../../../rules/facts/task.ts';
import type { Day } from '../../../../rules/kit/day.ts';
import type { DueKind } from '../../../../rules/kit/due-date.ts';
import { dueDatesOf } from '../../../modules/task/due-dates.ts';
import type { FactRow } from '../../../../rules/kit/fact.ts';
import type { FactScope } from '../scope.ts';
import type { ColumnLists } from '../columns.ts';
import { columnLists, rowsOf } from '../columns.ts';
import { anyOf, codesText, dayNumber, dayOf, visible } from '../scope.ts';
import { defineLoader } from '../loader.ts';

export type TaskRow = FactRow<typeof TaskFact>;

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

const COLUMNS = [
  'code',
  'title',
  'plan',
  'leadUnit',
  'assignedBy',
  'progressOwedBy',
  'assignedOn',
  'field',
  'dueKind',
  'dueDay',
  'dueLength',
  'assignedQuantity',
  'coefficient',
  'doneQuantity',
  'acceptedQuantity',
  'beyondRequired',
  'submittedOn',
  'acceptedSubmissionOn',
  'acceptedOn',
  'withdrawnOn',
  'extensions',
  'causes',
  'reviews',
  'obstacles',
  'handovers',
] as const satisfies readonly (keyof TaskRecord)[];

const QUANTITIES = [
  'assignedQuantity',
  'coefficient',
  'doneQuantity',
  'acceptedQuantity',
  'beyondRequired',
] as const satisfies readonly (keyof TaskRecord)[];

// A task settled before the period began cannot be decided in it: done late, its deciding day lies earlier still.
const SQL = `
  with handed as (select h.task, h."on", h.to_unit from handover_version h where ${visible('h')}),
  listed as (
    select t.* from task_version t
    where ${visible('t')}
      and (t.lead_unit = ${anyOf('$3')} or t.code = any(array(select task from handed where to_unit = ${anyOf('$3')})))
      and t.assigned_on < ${dayOf('$5')} and t.assigned_on <= ${dayOf('$6')}
      and (t.accepted_on is null or t.accepted_on > ${dayOf('$6')} or t.accepted_submission_on >= ${dayOf('$4')})
      and (t.withdrawn_on is null or t.withdrawn_on > ${dayOf('$6')} or t.withdrawn_on >= ${dayOf('$4')})
  ),
  found as (
    select t.code, t.title_vi as title, t.plan, t.lead_unit as "leadUnit", t.assigned_by as "assignedBy", t.progress_owed_by as "progressOwedBy",
      ${dayNumber('t.assigned_on')} as "assignedOn", t.field, t.due_kind as "dueKind", ${dayNumber('t.due_day')} as "dueDay",
      t.due_length as "dueLength", t.assigned_quantity::text as "assignedQuantity", t.coefficient::text as coefficient,
      t.done_quantity::text as "doneQuantity", t.accepted_quantity::text as "acceptedQuantity", t.beyond_required::text as "beyondRequired",
      ${dayNumber('t.submitted_on')} as "submittedOn", ${dayNumber('t.accepted_submission_on')} as "acceptedSubmissionOn",
      ${dayNumber('t.accepted_on')} as "acceptedOn", ${dayNumber('t.withdrawn_on')} as "withdrawnOn",
      coalesce(e.list, '[]'::json) as extensions, coalesce(c.list, '[]'::json) as causes, coalesce(q.list, '[]'::json) as reviews,
      coalesce(o.list, '[]'::json) as obstacles, coalesce(h.list, '[]'::json) as handovers
    from listed t
    left join (
      select e.task, json_agg(json_build_object('documentDay', ${dayNumber('e.document_day')}, 'newDueDay', ${dayNumber('e.new_due_day')},
        'grantedBy', e.granted_by) order by e.number) as list
      from extension_version e where ${visible('e', 7)} and e.task in (select code from listed) group by e.task) e on e.task = t.code
    left join (
      select c.task, json_agg(json_build_object('covers', c.covers, 'explainedOn', ${dayNumber('c.explained_on')},
        'certifiedOn', ${dayNumber('c.certified_on')}, 'revokedOn', ${dayNumber('c.revoked_on')}) order by c.code collate "C") as list
      from cause_version c where ${visible('c', 7)} and c.task in (select code from listed) group by c.task) c on c.task = t.code
    left join (
      select q.task, json_agg(json_build_object('reviewedOn', ${dayNumber('q.reviewed_on')}, 'passed', q.passed,
        'majorContentError', q.major_content_error) order by q.number) as list
      from quality_review_version q where ${visible('q', 7)} and q.task in (select code from listed) group by q.task) q on q.task = t.code
    left join (
      select o.task, json_agg(json_build_object('code', o.code, 'raisedOn', ${dayNumber('o.raised_on')}) order by o.code collate "C") as list
      from obstacle_version o where ${visible('o')} and o.task in (select code from listed) group by o.task) o on o.task = t.code
    left join (
      select h.task, json_agg(json_build_object('on', ${dayNumber('h."on"')}, 'toUnit', h.to_unit) order by h."on") as list
      from handed h group by h.task) h on h.task = t.code
    order by t.code collate "C"
  )
  select ${columnLists('found', COLUMNS)} as tasks`;

export const taskLoader = defineLoader({
  fact: taskFact,
  // A task concerns the period from its assignment to its acceptance; what was done to it, from that day on, also between the period’s end
  // and the cut-off.
  reads: ({ unit, period, asOf }) => [
    {
      fact: 'task',
      about: [unit],
      from: Math.min(period.from, asOf),
      to: Math.max(period.to, asOf + 1),
    },
  ],
  async load(reader, scope) {
    const [found] = await reader.query<{ readonly tasks: ColumnLists }>(SQL, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      scope.period.from,
      scope.period.to,
      scope.asOf,
      scope.decisionPosition,
    ]);
    return rowsOf<TaskRecord>(found!.tasks, COLUMNS, QUANTITIES).flatMap((task) => taskRows(task, scope));
  },
});

/** What a task is, on the day of truth, to the period: one row, or none when it belongs to another period. */
export function taskRows(
  task: TaskRecord,
  scope: Pick<FactScope, 'period' | 'asOf' | 'lastDayOver' | 'calendar' | 'units'>,
): readonly TaskRow[] {
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
    task.progressOwedBy !== ownerOn(task, dates.due!);
  const timeliness: Timeliness = isUnknown ? 'PROGRESS_UNKNOWN' : known;
  const decidedOn = decidingDay(timeliness, dates.due, done, withdrawn);
  // What nobody reported is asked for in the period of its due date; it is not carried over as if it were known to be open.
  const carriedOver = dates.due !== null && dates.due < period.from && withdrawn === null && !isUnknown;
  if (decidedOn !== null && !carriedOver && (decidedOn < period.from || decidedOn >= period.to)) return [];
  if (carriedOver && done !== null && done < period.from) return [];

  // What is not decided stands where somebody answers for it: at the latest on the period's last day, whoever it passed to since.
  const owner = ownerOn(task, decidedOn ?? Math.min(asOf, period.to - 1));
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
      // A carried-over task stays with whoever let it become late: its due date decides.
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
    // Withdrawn after its date had passed, a task stays overdue: withdrawing does not undo lateness. Submitted in time, it was not late.
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

/** The unit that leads the task on a day: handovers count from their day on. */
function ownerOn(task: TaskRecord, day: Day): string {
  return task.handovers.findLast((handover) => handover.on <= day)?.toUnit ?? task.leadUnit;
}

/** Quantity × coefficient in units of 10^-scale, half-up at the last kept place; a missing coefficient is 1. */
function converted(quantity: bigint | null, coefficient: bigint | null): bigint | null {
  if (quantity === null) return null;
  const scale = 10n ** BigInt(CONVERTED_SCALE);
  const product = quantity * (coefficient ?? scale);
  return (product * 2n + scale) / (scale * 2n);
}
