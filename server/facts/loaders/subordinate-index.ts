import { subordinateIndexFact } from '../../../rules/facts/index-result.ts';
import { indexResultEntity } from '../../modules/index-result/index-result.entity.ts';
import { untilPeriodEnds } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_UNIT, about, lastDayOf, select } from '../records.ts';

/** Published indices of the units directly below. */
export const subordinateIndexLoader = defineLoader({
  fact: subordinateIndexFact,
  dependencies(scope) {
    const { unit, period, organisation } = scope;
    const about = organisation.childrenOf(unit, period.from, period.to).map(({ code }) => code);
    return [{ fact: 'index-result', about, ...untilPeriodEnds(scope) }];
  },
  async load(reader, scope) {
    const { organisation, period, asOf } = scope;
    const parents = new Map(
      scope.units.flatMap((unit) =>
        organisation.childrenOf(unit, period.from, period.to).map((child) => [child.code, unit] as const),
      ),
    );
    const below = { ...scope, units: [...parents.keys()] };
    const rows = await select(
      reader,
      below,
      indexResultEntity,
      ['index', 'unit', 'year', 'component', 'points', 'publishedOn'],
      `${OF_UNIT} and v.year = span.year`,
    );
    return rows
      .filter((row) => row.publishedOn === null || row.publishedOn <= asOf)
      .map((row) => ({
        ...about({ code: row.code, unit: parents.get(row.unit)! }, lastDayOf(scope)),
        subordinate: row.unit,
        index: row.index,
        year: row.year,
        component: row.component,
        points: row.points,
      }));
  },
});
