import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, dayOrNull } from '../../../rules/kit/day.ts';
import type { ReadPoint, RequestContext } from '../../platform/api/context.ts';
import { among } from '../../platform/api/list-sql.ts';
import { idOfNode, registerNode } from '../../platform/api/node.ts';
import { allOfEntity } from '../../platform/api/entity-list.ts';
import { findPointing } from '../../platform/api/entity-type.ts';
import { calendarAt } from '../calendar/calendar-of-request.ts';
import { mostDueDaysIn } from './due-days.ts';
import { refuse } from './report.problems.ts';
import { reportRows } from './report-state.ts';
import type { ReportFilter } from './report-state.type.ts';
import { Report } from './report-state.type.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';

/** Longest span of days whose reports are made: three years. */
const MOST_DAYS = 1100;

/** Most reports that are made for one list: about a quarter of a second. */
const MOST_REPORTS = 100_000;

/**
 * Reports that the filter names.
 * By default those due in the year up to the day of truth and the month after it.
 */
export function reportsOf(
  context: RequestContext,
  at: ReadPoint,
  filter: ReportFilter | null | undefined,
): Promise<Report[]> {
  const to = filter?.due?.to ?? addMonths(at.asOf, 1);
  const from = filter?.due?.from ?? addMonths(Math.min(at.asOf, to), -12);
  return reportsIn(context, at, filter, from, to);
}

/** Reports due in a span of days, with what arrived for each; the earliest first. @throws Refusal of too long a span */
async function reportsIn(
  context: RequestContext,
  at: ReadPoint,
  filter: ReportFilter | null | undefined,
  from: Day,
  to: Day,
): Promise<Report[]> {
  const span = to - from + 1;
  if (span > MOST_DAYS) refuse('SPAN_TOO_LONG', { days: span, most: MOST_DAYS }, 'filter.due');
  const calendar = await calendarAt(context, at);
  const duties = await allOfEntity(context, at, reportDutyEntity, [
    ...(filter?.units ? [among('unit', filter.units)] : []),
    ...(filter?.duties ? [among('code', filter.duties)] : []),
  ]);
  const period = { from, to: to + 1 };
  const count = duties.reduce((sum, duty) => sum + mostDueDaysIn(duty, period.from, period.to), 0);
  if (count > MOST_REPORTS) refuse('TOO_MANY_REPORTS', { count, most: MOST_REPORTS }, 'filter.due');
  const rows = await Promise.all(
    duties.map(async (duty) => {
      const submissions = await findPointing(context.system, submissionEntity, 'duty', at, duty.code);
      const arrived = submissions
        .map(({ row }) => row)
        .toSorted((a, b) => a.submittedOn - b.submittedOn || a.number - b.number);
      return reportRows(duty, arrived, { period, asOf: at.asOf, lastDayOver: at.asOf - 1, calendar });
    }),
  );
  return rows
    .flat()
    .filter((row) => !filter?.states || filter.states.includes(row.state))
    .toSorted((a, b) => a.dueOn - b.dueOn || (a.code < b.code ? -1 : 1))
    .map((row) =>
      Object.assign(new Report(), {
        at,
        row,
        id: idOfNode({ type: 'Report', authority: at.authority, code: row.code }),
      }),
    );
}

registerNode('Report', async (context, at, code) => {
  const end = code.lastIndexOf('/');
  const day = dayOrNull(code.slice(end + 1));
  if (end < 0 || day === null) return null;
  const [found] = await reportsIn(context, at, { duties: [code.slice(0, end)] }, day, day);
  return found ?? null;
});
