import { reportFact } from '../../../../rules/facts/report.ts';
import type { Day } from '../../../../rules/kit/day.ts';
import { formatDay } from '../../../../rules/kit/day.ts';
import type { FactRow } from '../../../../rules/kit/fact.ts';
import { dueDaysIn } from '../../../modules/report/due-days.ts';
import type { reportDutyNoun } from '../../../modules/report/report.noun.ts';
import type { NounRow } from '../../../platform/noun.ts';
import { inPeriod } from '../reads.ts';
import type { ColumnLists } from '../columns.ts';
import { columnLists, rowsOf } from '../columns.ts';
import type { FactScope } from '../scope.ts';
import { anyOf, codesText, dayNumber, dayOf, visible } from '../scope.ts';
import { defineLoader } from '../loader.ts';

type DutyRow = NounRow<typeof reportDutyNoun>;
/** A duty as far as scoring reads it. */
type ReportDuty = Pick<
  DutyRow,
  'code' | 'unit' | 'recipient' | 'field' | 'frequency' | 'everyDays' | 'firstDueOn' | 'lastDueOn'
> & { readonly title: Pick<DutyRow['title'], 'vi'> };
export interface SubmissionRecord {
  readonly dueOn: Day;
  readonly submittedOn: Day;
  readonly empty: boolean;
}

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

export const reportLoader = defineLoader({
  fact: reportFact,
  reads: (scope) => [{ fact: 'report', about: [scope.unit], ...inPeriod(scope) }],
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

/** Every occurrence of a duty that falls due in the period, with what arrived for it by the day of truth. */
export function reportRows(
  duty: ReportDuty,
  submissions: readonly SubmissionRecord[],
  scope: Pick<FactScope, 'period' | 'asOf' | 'lastDayOver' | 'calendar'>,
): FactRow<typeof reportFact>[] {
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
