import { absenceFact } from '../../../rules/facts/absence.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths } from '../../../rules/kit/day.ts';
import { absenceEntity } from '../../modules/leader/leader.entity.ts';
import { inPeriod, person } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_LEADER, about, select } from '../records.ts';

/** Certified absences of the leaders. */
export const absenceLoader = defineLoader({
  fact: absenceFact,
  group: 'ORGANISATION',
  dependencies: (scope) => [{ fact: 'absence', about: person(scope), ...inPeriod(scope) }],
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      absenceEntity,
      ['leader', 'kind', 'from', 'to', 'document'],
      `${OF_LEADER} and v."from" < span."to" and v."from" <= span.as_of and (v."to" is null or v."to" > span."from")`,
    );
    return rows.map((row) => {
      const first = Math.max(row.from, period.from);
      const end = Math.min(row.to ?? period.to, period.to, asOf + 1);
      return {
        ...about({ code: row.code, leader: row.leader }, row.from),
        kind: row.kind,
        from: row.from,
        to: row.to,
        workingDays: calendar.workingDaysBetween(first - 1, end - 1),
        months: wholeMonths(first, end),
        document: row.document,
      };
    });
  },
});

function wholeMonths(from: Day, to: Day): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months++;
  return months;
}
