import { assignmentFact } from '../../../rules/facts/assignment.ts';
import { taskEntity } from '../../modules/task/task.entity.ts';
import { inPeriod } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { anyOf } from '../scope.ts';
import { about, select } from '../records.ts';

/** Tasks as the units assigned them. */
export const assignmentLoader = defineLoader({
  fact: assignmentFact,
  dependencies: (scope) => [{ fact: 'assignment', about: [scope.unit], ...inPeriod(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      taskEntity,
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
