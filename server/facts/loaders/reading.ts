import { readingFact } from '../../../rules/facts/reading.ts';
import { readingEntity } from '../../modules/metric/metric.entity.ts';
import { decodeRow, selectColumns } from '../../platform/model/storage.ts';
import { EVER, inPeriod } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { codesText, dayOf, lastKnownDay, visible } from '../scope.ts';
import { OF_UNIT, about } from '../records.ts';

/** Readings of metrics that the period covers. */
export const readingLoader = defineLoader({
  fact: readingFact,
  dependencies: (scope) => [
    { fact: 'reading', about: [scope.unit], ...inPeriod(scope) },
    { fact: 'metric', about: [], ...EVER },
  ],
  async load(reader, scope) {
    const sql = `
      select ${selectColumns(readingEntity, 'v')}, m.title_vi as metric_title, m.reported_by, m.field as metric_field
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
      const row = decodeRow(readingEntity, record);
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
