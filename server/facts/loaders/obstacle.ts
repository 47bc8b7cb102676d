import { obstacleFact } from '../../../rules/facts/obstacle.ts';
import { obstacleEntity } from '../../modules/obstacle/obstacle.entity.ts';
import { untilPeriodEnds } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { anyOf } from '../scope.ts';
import { about, select } from '../records.ts';

/** Obstacles that the units must clear. */
export const obstacleLoader = defineLoader({
  fact: obstacleFact,
  dependencies: (scope) => [{ fact: 'obstacle', about: [scope.unit], ...untilPeriodEnds(scope) }],
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      obstacleEntity,
      ['owedBy', 'title', 'kind', 'task', 'blockedUnit', 'raisedOn', 'dueDay', 'clearedOn'],
      `v.owed_by = ${anyOf('$3')} and v.raised_on < span."to" and v.raised_on <= span.as_of`,
    );
    return rows.flatMap((row) => {
      const cleared = row.clearedOn !== null && row.clearedOn <= asOf ? row.clearedOn : null;
      if (cleared !== null && cleared < period.from) return [];
      const due = row.dueDay;
      const state =
        due === null
          ? 'NO_DUE_DATE'
          : cleared !== null
            ? cleared <= due
              ? 'CLEARED_IN_TIME'
              : 'CLEARED_LATE'
            : due > scope.lastDayOver
              ? 'OPEN_IN_TERM'
              : 'OPEN_OVERDUE';
      const decidedOn =
        state === 'CLEARED_IN_TIME'
          ? cleared
          : state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE'
            ? due
            : null;
      // Its deciding day gives it to one period alone, also when it is still open in the next one.
      if (decidedOn !== null && (decidedOn < period.from || decidedOn >= period.to)) return [];
      const late = state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE';
      return [
        {
          ...about({ code: row.code, unit: row.owedBy }, 0),
          decidedOn,
          termFrom: row.raisedOn,
          title: row.title.vi,
          kind: row.kind,
          task: row.task,
          blockedUnit: row.blockedUnit,
          raisedOn: row.raisedOn,
          dueOn: due,
          clearedOn: cleared,
          state,
          workingDaysLate: late ? calendar.workingDaysBetween(due!, cleared ?? asOf) : 0,
        } as const,
      ];
    });
  },
});
