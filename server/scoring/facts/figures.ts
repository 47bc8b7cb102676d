import { indexResultFact, subordinateIndexFact } from '../../../rules/facts/index-result.ts';
import { readingFact } from '../../../rules/facts/reading.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import { indexResultNoun } from '../../modules/index-result/index-result.noun.ts';
import { readingNoun } from '../../modules/metric/metric.noun.ts';
import type { Noun } from '../../platform/noun.ts';
import { decodeRow, selectColumns } from '../../platform/storage.ts';
import { EVER, inPeriod, untilPeriodEnds } from './reads.ts';
import { codesText, dayOf, defineLoader, lastKnownDay, visible } from './scope.ts';
import { OF_UNIT, about, lastDayOf, select } from './records.ts';

export const readingLoader = defineLoader({
  fact: readingFact,
  reads: (scope) => [
    { fact: 'reading', about: [scope.unit], ...inPeriod(scope) },
    { fact: 'metric', about: [], ...EVER },
  ],
  async load(reader, scope) {
    const untyped = readingNoun as unknown as Noun;
    const sql = `
      select ${selectColumns(untyped, 'v')}, m.title_vi as metric_title, m.reported_by, m.field as metric_field
      from reading_version v join metric_version m on m.code = v.metric and ${visible('m')}
      where ${visible('v')} and ${OF_UNIT}
        and v.covers_to >= ${dayOf('$4')} and v.covers_to < ${dayOf('$5')} and v.known_on <= ${dayOf('$6')}
        and (m.source is null or m.source = v.source)
      order by v.code collate "C"`;
    const raw = await reader.query(sql, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      scope.period.from,
      scope.period.to,
      lastKnownDay(scope),
    ]);
    return raw.map((record) => {
      const row = decodeRow(readingNoun, record);
      return {
        ...about({ code: row.code, unit: row.unit }, row.coversTo),
        field: (record['metric_field'] as string | null) ?? null,
        metric: row.metric,
        title: record['metric_title'] as string,
        kind: row.kind,
        source: row.source,
        coversFrom: row.coversFrom,
        coversTo: row.coversTo,
        numerator: row.numerator,
        denominator: row.denominator,
        publishedPoints: row.publishedPoints,
        publishedPercent: row.publishedPercent,
        measuredAt: row.measuredAt,
        tags: row.tags,
        reportedBy: (record['reported_by'] as string | null) ?? null,
      };
    });
  },
});

/** How many years an index result may stand for those that followed, its own included. */
const YEARS_THAT_SPEAK = 3;

export const indexResultLoader = defineLoader({
  fact: indexResultFact,
  reads: (scope) => [{ fact: 'index-result', about: [scope.unit], ...untilPeriodEnds(scope) }],
  async load(reader, scope) {
    const lastDay = scope.period.to - 1;
    // A year more is read for the rank before the oldest result that still speaks.
    const oldest = civilOf(lastDay).year - YEARS_THAT_SPEAK + 1;
    const rows = await select(
      reader,
      scope,
      indexResultNoun,
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

export const subordinateIndexLoader = defineLoader({
  fact: subordinateIndexFact,
  reads(scope) {
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
      indexResultNoun,
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
