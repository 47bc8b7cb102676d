import { VALUE_SCALE } from '../../../rules/facts/target.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { unitsText } from '../../../rules/kit/fraction.ts';
import type { CrossCheck } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import { periodEntity } from '../period/period.entity.ts';
import { metricEntity, readingEntity } from './metric.entity.ts';
import { flagged, refused } from './metric.problems.ts';

type Metric = EntityRow<typeof metricEntity>;
type Reading = EntityRow<typeof readingEntity>;
type Period = EntityRow<typeof periodEntity>;

const ONE = 10n ** BigInt(VALUE_SCALE);

/**
 * A reading is of the kind of its metric, and within its scale.
 * What is doubtful is flagged: a source that does not count, decimals of a count, days of two periods.
 */
export const readingsFitTheirMetrics: CrossCheck = {
  entities: ['reading'],
  async check(view) {
    const staged = view.puts(readingEntity);
    if (staged.length === 0) return [];
    const metrics = await view.rows(metricEntity, {
      codes: [...new Set(staged.map(({ metric }) => metric))],
    });
    const periods = [...(await view.rows(periodEntity)).values()];
    return staged.flatMap((reading) => {
      const metric = metrics.get(reading.metric);
      if (metric === undefined) return [];
      const problems = [...misfitsOf(reading, metric), ...doubtsOf(reading, metric, periods)];
      return problems.map((problem) => ({ entity: 'reading', code: reading.code, problem }));
    });
  },
};

function misfitsOf({ kind, numerator, scaleMax }: Reading, metric: Metric): Problem[] {
  if (kind !== metric.kind)
    return [refused('KIND_OF_ANOTHER_METRIC', { kind, metric: metric.code, expected: metric.kind }, 'kind')];
  // A ratio's numerator is a count of its own, and a reading that names its scale was judged by that.
  const scale = kind === 'RATIO' || scaleMax !== null ? null : metric.scaleMax;
  if (scale === null || numerator === null || numerator <= scale) return [];
  const data = { value: unitsText(numerator, VALUE_SCALE), scale: unitsText(scale, VALUE_SCALE) };
  return [refused('ABOVE_SCALE', data, 'numerator')];
}

function doubtsOf(reading: Reading, metric: Metric, periods: readonly Period[]): Problem[] {
  const { kind, numerator, source, coversFrom, coversTo } = reading;
  const problems: Problem[] = [];
  if (metric.source !== null && source !== metric.source)
    problems.push(flagged('SOURCE_NOT_COUNTED', { source, counted: metric.source }, 'source'));
  // "3.343" where three thousand are meant; a count on a scale is a mark, which may have decimals.
  if (kind === 'COUNT' && metric.scaleMax === null && numerator !== null && numerator % ONE !== 0n)
    problems.push(flagged('DECIMALS_OF_A_COUNT', { value: unitsText(numerator, VALUE_SCALE) }, 'numerator'));
  const cut = metric.cumulative ? undefined : periods.find((period) => isCutBy(period, coversFrom, coversTo));
  if (cut !== undefined)
    problems.push(
      flagged('DAYS_OF_TWO_PERIODS', { code: cut.code, from: formatDay(cut.from) }, 'coversFrom'),
    );
  return problems;
}

/** Whether the days end in the period and begin before it, though they are no more than it holds. */
function isCutBy({ from, to }: Period, first: number, last: number): boolean {
  return last >= from && last < to && first < from && last - first < to - from;
}
