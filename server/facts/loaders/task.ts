import { taskFact } from '../../../rules/facts/task.ts';
import type { TaskRecord } from '../../modules/task/task-state.ts';
import { taskRows } from '../../modules/task/task-state.ts';
import type { ColumnLists } from '../columns.ts';
import { columnLists, rowsOf } from '../columns.ts';
import { anyOf, codesText, dayNumber, dayOf, visible } from '../scope.ts';
import { defineLoader } from '../loader.ts';

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

/** Tasks that concern the units in the period. */
export const taskLoader = defineLoader({
  fact: taskFact,
  // A task concerns the period from its assignment to its acceptance; what was done to it, from that day on, also
  // between the period’s end and the cut-off.
  dependencies: ({ unit, period, asOf }) => [
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
