import { targetFact } from '../../../rules/facts/target.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { targetEntity } from '../../modules/metric/metric.entity.ts';
import { metricEntity } from '../../modules/metric/metric.entity.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { decodeRow, selectColumns } from '../../platform/model/storage.ts';
import type { ColumnLists } from '../columns.ts';
import { columnLists, rowsOf } from '../columns.ts';
import type { MetricRow, ReadingRecord, Value } from '../metric-readings.ts';
import {
  HUNDRED,
  METRIC_COLUMNS,
  READING_COLUMNS,
  READING_SELECT,
  Readings,
  answerFor,
  placed,
  poolOf,
} from '../metric-readings.ts';
import { EVER, inPeriod, untilPeriodEnds } from '../dependencies.ts';
import type { FactScope } from '../scope.ts';
import { anyOf, codesText, dayNumber, dayOf, lastKnownDay, visible } from '../scope.ts';
import { defineLoader } from '../loader.ts';

type TargetRow = Coded<EntityRow<typeof targetEntity>>;
const TARGET_COLUMNS = [
  'code',
  'metric',
  'unit',
  'kind',
  'from',
  'by',
  'minimum',
  'maximum',
  'document',
] as const;

const IN_PERIOD = `${visible('v')} and v."from" < ${dayOf('$5')}`;

// One statement brings targets that the period may decide, their metrics, and every reading that may answer them:
// those of the units ($3), and of the units whose figures may stand in for them ($8, beside whom they stand in for in
// $7), where there is a target to answer. Of each metric, readings are taken from the first day on which one of its
// targets may be answered. Targets without a last day are searched apart, so that the others are found by it. $9
// lists all units, which readings name by their place in it.
const SQL = `
  with own as materialized (
    select v.* from target_version v where ${IN_PERIOD} and v.unit = ${anyOf('$3')} and v.by >= ${dayOf('$4')}
    union all
    select v.* from target_version v where ${IN_PERIOD} and v.unit = ${anyOf('$3')} and v.by is null
  ),
  sources as materialized (
    select distinct source from unnest($7::text::text[], $8::text::text[]) as p(unit, source) where unit in (select unit from own)
  ),
  others as (select array(select source from sources where source <> all($3::text::text[])) as units),
  targets as materialized (
    select * from own
    union all
    select v.* from target_version v where ${IN_PERIOD} and v.unit = any((select units from others)::text[]) and v.by >= ${dayOf('$4')}
    union all
    select v.* from target_version v where ${IN_PERIOD} and v.unit = any((select units from others)::text[]) and v.by is null
  ),
  units as materialized (
    select code, place from ${placed('$9')} u where code = ${anyOf('$3')} or code in (select source from sources)
  ),
  sent as (
    select code, metric, unit, kind, ${dayNumber('"from"')} as "from", ${dayNumber('by')} as by, minimum::text as minimum, maximum::text as maximum,
      document
    from targets
  ),
  starts as (
    select metric, min(case when kind = 'REACH_BY' then "from" else greatest("from", ${dayOf('$4')}) end) as start from targets group by metric
  ),
  metrics as materialized (
    select ${selectColumns(metricEntity, 'm')}, s.start, row_number() over (order by m.code collate "C")::int - 1 as place
    from starts s join metric_version m on m.code = s.metric where ${visible('m')}
    order by m.code collate "C"
  ),
  readings as (
    select ${READING_SELECT}
    from units u join reading_version r on r.unit = u.code join metrics m on m.code = r.metric
    where ${visible('r')} and r.covers_to < ${dayOf('$5')} and r.covers_to >= (select min(start) from starts) and r.covers_to >= m.start
      and r.known_on <= ${dayOf('$6')} and (m.source is null or m.source = r.source)
  )
  select ${columnLists('sent', TARGET_COLUMNS)} as targets, ${columnLists('metrics', METRIC_COLUMNS)} as metrics,
    ${columnLists('readings', READING_COLUMNS)} as readings`;

/** Targets of the units that the period may decide, with the readings that answer them. */
export const targetLoader = defineLoader({
  fact: targetFact,
  // A level to reach may be answered by a reading from long before the period.
  dependencies(scope) {
    const about = [scope.unit, ...poolOf(scope.unit, scope.organisation, scope)];
    return [
      { fact: 'target', about, ...inPeriod(scope) },
      { fact: 'reading', about, ...untilPeriodEnds(scope) },
      { fact: 'metric', about: [], ...EVER },
    ];
  },
  async load(reader, scope) {
    const pool = scope.units.flatMap((unit) =>
      poolOf(unit, scope.organisation, scope).map((source) => ({ unit, source })),
    );
    const units = [...new Set([...scope.units, ...pool.map(({ source }) => source)])];
    const [lists] = await reader.query<Record<'targets' | 'metrics' | 'readings', ColumnLists>>(SQL, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      scope.period.from,
      scope.period.to,
      lastKnownDay(scope),
      codesText(pool.map(({ unit }) => unit)),
      codesText(pool.map(({ source }) => source)),
      codesText(units),
    ]);
    const targets = rowsOf<TargetRecord>(lists!.targets, TARGET_COLUMNS, ['minimum', 'maximum']);
    const metrics = rowsOf<Record<string, unknown>>(lists!.metrics, METRIC_COLUMNS).map((raw) =>
      decodeRow(metricEntity, raw),
    );
    return targetRows(targets, metrics, new Readings(units, metrics, lists!.readings), scope);
  },
});

/** A target as far as scoring reads it. */
type TargetRecord = Pick<TargetRow, (typeof TARGET_COLUMNS)[number]>;

/** The targets that the period decides, in code order, each with the reading that answers it. */
function targetRows(
  targets: readonly TargetRecord[],
  metrics: readonly MetricRow[],
  readings: Readings,
  scope: FactScope,
): FactRow<typeof targetFact>[] {
  const requested = new Set(scope.units);
  const byCode = new Map(
    metrics.map((metric) => [
      metric.code,
      { metric, readingsOf: readings.of(metric), targeted: new Set<string>() },
    ]),
  );
  for (const target of targets) byCode.get(target.metric)?.targeted.add(target.unit);
  return targets
    .filter((target) => requested.has(target.unit) && isDecidedIn(target, scope.period.from, scope.period.to))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((target) => {
      const known = byCode.get(target.metric);
      if (!known)
        throw new RangeError(
          `target ${target.code}: metric ${target.metric} is not recorded at this position`,
        );
      const { metric, readingsOf, targeted } = known;
      return targetRow(target, metric, scope, readingsOf, (unit) => targeted.has(unit));
    });
}

/** REACH_BY is decided in the period of its last day; a level to hold, in every period that it touches. */
function isDecidedIn(target: TargetRecord, from: Day, to: Day): boolean {
  if (target.kind === 'REACH_BY') return target.by! >= from && target.by! < to;
  return target.from < to && (target.by === null || target.by >= from);
}

function targetRow(
  target: TargetRecord,
  metric: MetricRow,
  scope: Pick<FactScope, 'period' | 'asOf' | 'lastDayOver' | 'organisation'>,
  readingsOf: (unit: string) => readonly ReadingRecord[],
  isTargeted: (unit: string) => boolean,
): FactRow<typeof targetFact> {
  const { period } = scope;
  const first = target.kind === 'REACH_BY' ? target.from : Math.max(target.from, period.from);
  const last = target.kind === 'REACH_BY' ? target.by! : Math.min(target.by ?? period.to - 1, period.to - 1);
  const answer = answerFor(target.unit, metric, first, last, scope, readingsOf, isTargeted);
  const due = scope.lastDayOver >= last;
  const opened = scope.organisation.units.get(target.unit)!.openedOn;
  const readingState = answer.state !== 'NONE' ? answer.state : due ? 'MISSING' : 'NOT_YET';
  let readingsHeld = 0;
  let readingsMet = 0;
  for (const value of answer.values) {
    if (value.denominator === 0n) continue;
    readingsHeld++;
    if (meets(value, target, metric)) readingsMet++;
  }
  return {
    code: target.code,
    unit: target.unit,
    leader: null,
    field: metric.field,
    termFrom: target.from,
    // Figures of predecessors may end before the unit began; nobody answers for it earlier than its first day.
    decidedOn: answer.coversTo === null ? (due ? last : null) : Math.max(answer.coversTo, opened),
    metric: metric.code,
    title: metric.title.vi,
    kind: metric.kind,
    direction: metric.direction,
    targetKind: target.kind,
    from: target.from,
    by: target.by,
    minimum: target.minimum,
    maximum: target.maximum,
    readingState,
    numerator: answer.numerator,
    denominator: answer.denominator,
    coversTo: answer.coversTo,
    pooledFrom: answer.pooledFrom,
    missingFrom: answer.missingFrom,
    reportedBy: metric.reportedBy ?? target.unit,
    owedSince: readingState === 'MISSING' || answer.missingFrom.length > 0 ? last + 1 : null,
    document: target.document,
    readingsHeld,
    readingsMet,
  };
}

function meets(value: Value, target: TargetRecord, metric: MetricRow): boolean {
  // A ratio compares in percent: numerator × 100 against bound × denominator, without dividing.
  const [left, unit] =
    value.denominator === null
      ? [value.numerator * HUNDRED, HUNDRED]
      : [value.numerator * HUNDRED, value.denominator];
  // The near bound of a range, or the only one there is, as `attainmentOf` reads it.
  return metric.direction === 'LOWER_IS_BETTER'
    ? left <= (target.maximum ?? target.minimum ?? 0n) * unit
    : left >= (target.minimum ?? target.maximum ?? 0n) * unit;
}
