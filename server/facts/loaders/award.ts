import { awardFact } from '../../../rules/facts/emulation.ts';
import { awardEntity } from '../../modules/emulation/emulation.entity.ts';
import { entered, unitAndPerson } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { enteredInTime } from '../scope.ts';
import { OF_UNIT_OR_LEADER, about, lastDayOf, select } from '../records.ts';

/** Titles awarded to leaders and units. */
export const awardLoader = defineLoader({
  fact: awardFact,
  group: 'DECISION',
  dependencies: (scope) => [{ fact: 'award', about: unitAndPerson(scope), ...entered(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      awardEntity,
      ['unit', 'leader', 'award', 'year', 'awardedOn', 'document', 'revokedOn', 'revokedReason'],
      OF_UNIT_OR_LEADER,
    );
    return rows
      .filter((row) => enteredInTime(scope, row.awardedOn))
      .map((row) => {
        const revoked = row.revokedOn !== null && row.revokedOn <= scope.asOf;
        return {
          ...about(row, lastDayOf(scope)),
          award: row.award,
          year: row.year,
          awardedOn: row.awardedOn,
          document: row.document,
          revoked,
          revokedReason: revoked ? row.revokedReason : null,
        };
      });
  },
});
