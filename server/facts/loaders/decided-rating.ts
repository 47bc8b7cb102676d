import { decidedRatingFact } from '../../../rules/facts/card.ts';
import { decidedRatingEntity } from '../../modules/evaluation/evaluation.entity.ts';
import { decodeRow, selectColumns } from '../../platform/model/storage.ts';
import { EVER, entered, unitAndPerson } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { codesText, enteredInTime, visible } from '../scope.ts';
import { OF_UNIT_OR_LEADER, about, lastDayOf } from '../records.ts';

/** Classes decided for leaders and units. */
export const decidedRatingLoader = defineLoader({
  fact: decidedRatingFact,
  group: 'DECISION',
  // Of every period, with the period’s year and kind.
  dependencies: (scope) => [
    { fact: 'decided-rating', about: unitAndPerson(scope), ...entered(scope) },
    { fact: 'period', about: [], ...EVER },
  ],
  async load(reader, scope) {
    const sql = `
      select ${selectColumns(decidedRatingEntity, 'v')}, p.kind as period_kind, extract(year from p."from")::int as period_year
      from decided_rating_version v join period_version p on p.code = v.period and ${visible('p')}
      where ${visible('v')} and ${OF_UNIT_OR_LEADER} order by v.code collate "C"`;
    const raw = await reader.query(sql, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      codesText(scope.leaders),
    ]);
    return raw
      .map((record) => ({ record, row: decodeRow(decidedRatingEntity, record) }))
      .filter(({ row }) => enteredInTime(scope, row.decidedOn))
      .map(({ record, row }) => ({
        ...about(row, lastDayOf(scope)),
        period: row.period,
        year: record['period_year'] as number,
        yearly: record['period_kind'] === 'YEAR',
        rating: row.rating,
        ratingSource: 'DECIDED' as const,
        document: row.document,
      }));
  },
});
