import { assignmentFact } from '../../../rules/facts/assignment.ts';
import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { obstacleFact } from '../../../rules/facts/obstacle.ts';
import { directingActNoun, obstacleNoun } from '../../modules/obstacle/obstacle.noun.ts';
import { taskNoun } from '../../modules/task/task.noun.ts';
import { inPeriod, person, untilPeriodEnds } from './reads.ts';
import { anyOf, defineLoader } from './scope.ts';
import { OF_LEADER, about, select } from './records.ts';

export const obstacleLoader = defineLoader({
  fact: obstacleFact,
  reads: (scope) => [{ fact: 'obstacle', about: [scope.unit], ...untilPeriodEnds(scope) }],
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      obstacleNoun,
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

export const directingActLoader = defineLoader({
  fact: directingActFact,
  reads: (scope) => [{ fact: 'directing-act', about: person(scope), ...inPeriod(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      directingActNoun,
      ['unit', 'leader', 'field', 'kind', 'on', 'inPerson', 'document'],
      `${OF_LEADER} and v."on" >= span."from" and v."on" < span."to" and v."on" <= span.as_of`,
    );
    return rows.map((row) => ({
      ...about(row, row.on),
      field: row.field,
      kind: row.kind,
      on: row.on,
      inPerson: row.inPerson,
      document: row.document,
    }));
  },
});

export const assignmentLoader = defineLoader({
  fact: assignmentFact,
  reads: (scope) => [{ fact: 'assignment', about: [scope.unit], ...inPeriod(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      taskNoun,
      ['assignedBy', 'title', 'leadUnit', 'assignedOn', 'clear', 'clearRecorded'],
      `v.assigned_by = ${anyOf('$3')} and v.assigned_on >= span."from" and v.assigned_on < span."to" and v.assigned_on <= span.as_of`,
    );
    return rows.map((row) => ({
      ...about({ code: row.code, unit: row.assignedBy }, row.assignedOn),
      title: row.title.vi,
      leadUnit: row.leadUnit,
      assignedOn: row.assignedOn,
      stated: row.clear,
      recordKept: row.clearRecorded ? ('RECORDED' as const) : ('NOT_RECORDED' as const),
    }));
  },
});
