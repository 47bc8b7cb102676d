import { assessmentFact } from '../../../rules/facts/assessment.ts';
import { assessmentEntity } from '../../modules/evaluation/evaluation.entity.ts';
import { entered, unitAndPerson } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { enteredInTime } from '../scope.ts';
import { OF_UNIT_OR_LEADER, about, lastDayOf, select } from '../records.ts';

/** Values that competent bodies entered for leaders and units. */
export const assessmentLoader = defineLoader({
  fact: assessmentFact,
  group: 'DECISION',
  dependencies: (scope) => [{ fact: 'assessment', about: unitAndPerson(scope), ...entered(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      assessmentEntity,
      ['unit', 'leader', 'criterion', 'value', 'maximum', 'assessedBy', 'assessedOn', 'document'],
      `${OF_UNIT_OR_LEADER} and v.period = span.period`,
    );
    return rows
      .filter((row) => enteredInTime(scope, row.assessedOn))
      .map((row) => ({
        ...about(row, lastDayOf(scope)),
        criterion: row.criterion,
        value: row.value,
        maximum: row.maximum,
        assessedBy: row.assessedBy,
        assessedOn: row.assessedOn,
        document: row.document,
      }));
  },
});
