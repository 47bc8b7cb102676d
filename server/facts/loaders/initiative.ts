import { initiativeFact } from '../../../rules/facts/emulation.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import { initiativeEntity } from '../../modules/emulation/emulation.entity.ts';
import { person, untilAsOf } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_LEADER, about, select } from '../records.ts';

/** Recognised initiatives of the leaders. */
export const initiativeLoader = defineLoader({
  fact: initiativeFact,
  group: 'DECISION',
  dependencies: (scope) => [{ fact: 'initiative', about: person(scope), ...untilAsOf(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      initiativeEntity,
      ['leader', 'title', 'reach', 'recognisedOn', 'document'],
      `${OF_LEADER} and v.recognised_on <= span.as_of`,
    );
    return rows.map((row) => ({
      ...about({ code: row.code, leader: row.leader }, row.recognisedOn),
      title: row.title.vi,
      reach: row.reach,
      year: civilOf(row.recognisedOn).year,
      recognisedOn: row.recognisedOn,
      document: row.document,
    }));
  },
});
