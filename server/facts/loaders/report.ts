import { reportFact } from '../../../rules/facts/report.ts';
import type { ReportDuty, SubmissionRecord } from '../../modules/report/report-state.ts';
import { reportRows } from '../../modules/report/report-state.ts';
import { inPeriod } from '../dependencies.ts';
import type { ColumnLists } from '../columns.ts';
import { columnLists, rowsOf } from '../columns.ts';
import { anyOf, codesText, dayNumber, dayOf, visible } from '../scope.ts';
import { defineLoader } from '../loader.ts';

/** A duty as it crosses, with what arrived for it. */
type FoundDuty = Omit<ReportDuty, 'title'> & {
  readonly title: string;
  readonly submissions: readonly SubmissionRecord[];
};

const COLUMNS = [
  'code',
  'title',
  'unit',
  'recipient',
  'field',
  'frequency',
  'everyDays',
  'firstDueOn',
  'lastDueOn',
  'submissions',
] as const satisfies readonly (keyof FoundDuty)[];

const SQL = `
  with duties as materialized (
    select d.* from report_duty_version d
    where ${visible('d')} and d.unit = ${anyOf('$3')}
      and d.first_due_on < ${dayOf('$5')} and (d.last_due_on is null or d.last_due_on >= ${dayOf('$4')})
  ),
  found as (
    select d.code, d.title_vi as title, d.unit, d.recipient, d.field, d.frequency, d.every_days as "everyDays",
      ${dayNumber('d.first_due_on')} as "firstDueOn", ${dayNumber('d.last_due_on')} as "lastDueOn", coalesce(s.list, '[]'::json) as submissions
    from duties d
    left join (
      select s.duty, json_agg(json_build_object('dueOn', ${dayNumber('s.due_on')}, 'submittedOn', ${dayNumber('s.submitted_on')}, 'empty', s.empty)
        order by s.submitted_on, s.number) as list
      from duties join submission_version s on s.duty = duties.code
      where ${visible('s')} and s.due_on >= ${dayOf('$4')} and s.due_on < ${dayOf('$5')} and s.submitted_on <= ${dayOf('$6')}
      group by s.duty) s on s.duty = d.code
    order by d.code collate "C"
  )
  select ${columnLists('found', COLUMNS)} as duties`;

/** Reports owed by the units in the period, with what arrived. */
export const reportLoader = defineLoader({
  fact: reportFact,
  dependencies: (scope) => [{ fact: 'report', about: [scope.unit], ...inPeriod(scope) }],
  async load(reader, scope) {
    const [found] = await reader.query<{ readonly duties: ColumnLists }>(SQL, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      scope.period.from,
      scope.period.to,
      scope.asOf,
    ]);
    return rowsOf<FoundDuty>(found!.duties, COLUMNS).flatMap(({ title, submissions, ...duty }) =>
      reportRows({ ...duty, title: { vi: title } }, submissions, scope),
    );
  },
});
