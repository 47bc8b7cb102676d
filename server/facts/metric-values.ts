import { VALUE_SCALE } from '../../rules/facts/target.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { fraction } from '../../rules/kit/fraction.ts';
import { metricEntity } from '../modules/metric/metric.entity.ts';
import { decodeRow, selectColumns } from '../platform/model/storage.ts';
import type { ColumnLists } from './columns.ts';
import { columnLists, rowsOf } from './columns.ts';
import type { FactScope, Reader } from './scope.ts';
import { codesText, dayOf, lastKnownDay, visible } from './scope.ts';
import type { Answer, MetricRow } from './metric-readings.ts';
import {
  METRIC_COLUMNS,
  READING_COLUMNS,
  READING_SELECT,
  Readings,
  answerFor,
  placed,
  poolOf,
} from './metric-readings.ts';

/** What a metric reads in one unit over a period, by the same reading logic as targets. */
export interface MetricValue {
  readonly unit: string;
  /**
   * NONE also where only figures split by an estimated share, or percentages that cannot be added up, exist: those
   * are shown, not counted; and where all figures are those of predecessors that are among the units too.
   */
  readonly state: 'PRESENT' | 'ZERO_DENOMINATOR' | 'NONE';
  /** Of a ratio in percent; null unless PRESENT. */
  readonly value: Fraction | null;
  /** At the scale of values; null where only a published percentage is known. */
  readonly numerator: bigint | null;
  readonly denominator: bigint | null;
  readonly pooledFrom: readonly string[];
  readonly missingFrom: readonly string[];
}

// One statement brings the metric and every reading that may answer it: the units' own, their subordinates' and their
// predecessors', which $3 lists.
const SQL = `
  with units as materialized ${placed('$3')},
  metrics as materialized (
    select ${selectColumns(metricEntity, 'm')}, 0 as place from metric_version m where ${visible('m')} and m.code = $7
  ),
  readings as (
    select ${READING_SELECT}
    from units u join reading_version r on r.unit = u.code join metrics m on m.code = r.metric
    where ${visible('r')} and r.covers_to >= ${dayOf('$4')} and r.covers_to < ${dayOf('$5')}
      and r.known_on <= ${dayOf('$6')} and (m.source is null or m.source = r.source)
  )
  select ${columnLists('metrics', METRIC_COLUMNS)} as metrics, ${columnLists('readings', READING_COLUMNS)} as readings`;

/** The metric and its value in each of the units; null where no metric bears the code. */
export async function readMetricValues(
  reader: Reader,
  code: string,
  scope: Pick<FactScope, 'authority' | 'position' | 'period' | 'asOf' | 'organisation' | 'units'>,
): Promise<{ readonly metric: MetricRow; readonly values: readonly MetricValue[] } | null> {
  const { organisation, period, units } = scope;
  const sources = [...new Set(units.flatMap((unit) => [unit, ...poolOf(unit, organisation, scope)]))];
  const [lists] = await reader.query<Record<'metrics' | 'readings', ColumnLists>>(SQL, [
    scope.authority,
    scope.position,
    codesText(sources),
    period.from,
    period.to,
    lastKnownDay(scope),
    code,
  ]);
  const { metrics, readings } = lists!;
  const [raw] = rowsOf<Record<string, unknown>>(metrics, METRIC_COLUMNS);
  if (!raw) return null;
  const metric = decodeRow(metricEntity, raw);
  const readingsOf = new Readings(sources, [metric], readings).of(metric);
  // No target says which subordinates owe a reading: every one without is named.
  const isOwed = () => true;
  const requested = new Set(units);
  const values = units.map((unit) => {
    const answer = answerFor(unit, metric, period.from, period.to - 1, scope, readingsOf, isOwed);
    // In the period of a merger the predecessors stand in the list with their own figures: nothing is counted twice.
    const isCountedApart = organisation
      .predecessorsOf(unit, period.to)
      .some((predecessor) => requested.has(predecessor) && answer.pooledFrom.includes(predecessor));
    return metricValue(unit, metric, isCountedApart ? { ...answer, state: 'NONE' } : answer);
  });
  return { metric, values };
}

function metricValue(unit: string, metric: MetricRow, answer: Answer): MetricValue {
  const { pooledFrom, missingFrom, numerator, denominator } = answer;
  const state = answer.state === 'SHOWN_ONLY' ? 'NONE' : answer.state;
  const none = { unit, state, value: null, numerator: null, denominator: null, pooledFrom, missingFrom };
  if (state === 'NONE' || numerator === null) return none;
  if (state === 'ZERO_DENOMINATOR') return { ...none, numerator, denominator };
  const value =
    denominator === null
      ? fraction(numerator, 10n ** BigInt(VALUE_SCALE))
      : fraction(numerator * 100n, denominator);
  const isPercentOnly = metric.kind === 'RATIO' && answer.isBare === true;
  return isPercentOnly ? { ...none, value } : { ...none, value, numerator, denominator };
}
