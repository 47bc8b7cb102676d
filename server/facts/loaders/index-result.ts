import { indexResultFact } from '../../../rules/facts/index-result.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import { indexResultEntity } from '../../modules/index-result/index-result.entity.ts';
import { untilPeriodEnds } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_UNIT, about, select } from '../records.ts';

/** How many years an index result may stand for those that followed, its own included. */
const YEARS_THAT_SPEAK = 3;

/** Published indices of the units. */
export const indexResultLoader = defineLoader({
  fact: indexResultFact,
  dependencies: (scope) => [{ fact: 'index-result', about: [scope.unit], ...untilPeriodEnds(scope) }],
  async load(reader, scope) {
    const lastDay = scope.period.to - 1;
    // A year more is read for the rank before the oldest result that still speaks.
    const oldest = civilOf(lastDay).year - YEARS_THAT_SPEAK + 1;
    const rows = await select(
      reader,
      scope,
      indexResultEntity,
      [
        'index',
        'unit',
        'year',
        'component',
        'points',
        'maxPoints',
        'rank',
        'rankOf',
        'publishedChange',
        'publishedOn',
      ],
      `${OF_UNIT} and v.year <= span.year and v.year >= span.year - ${YEARS_THAT_SPEAK}`,
    );
    const known = rows.filter((row) => row.publishedOn === null || row.publishedOn <= scope.asOf);
    const key = (row: (typeof known)[number]) => `${row.index}/${row.unit}/${row.component}`;
    const latest = new Map<string, (typeof known)[number]>();
    for (const row of known)
      if (row.year >= oldest && (latest.get(key(row))?.year ?? 0) < row.year) latest.set(key(row), row);
    return [...latest.values()].map((row) => {
      const before = known.find((other) => key(other) === key(row) && other.year === row.year - 1);
      return {
        ...about({ code: row.code, unit: row.unit }, lastDay < scope.asOf ? lastDay : scope.asOf),
        index: row.index,
        year: row.year,
        component: row.component === 'total' ? null : row.component,
        points: row.points,
        maxPoints: row.maxPoints,
        rank: row.rank,
        rankOf: row.rankOf,
        previousRank:
          before?.rank ??
          (row.rank !== null && row.publishedChange !== null ? row.rank + Number(row.publishedChange) : null),
      };
    });
  },
});
