import { VALUE_SCALE } from '../../../rules/facts/target.ts';
import { exactText, fraction } from '../../../rules/kit/fraction.ts';
import type { CrossCheck } from '../../platform/model/cross-check.ts';
import { metricEntity, readingEntity } from './metric.entity.ts';
import { refused } from './metric.problems.ts';

/** A value above its metric's scale, such as 50 on a scale of 10, was read wrongly somewhere. */
export const readingsWithinScale: CrossCheck = {
  entities: ['reading'],
  async check(view) {
    const staged = view.puts(readingEntity);
    if (staged.length === 0) return [];
    const metrics = await view.rows(metricEntity, {
      codes: [...new Set(staged.map(({ metric }) => metric))],
    });
    return staged.flatMap(({ code, metric, kind, numerator, scaleMax }) => {
      const scale = metrics.get(metric)?.scaleMax ?? null;
      // A ratio's numerator is a count of its own, and a reading that names its scale was judged by that.
      if (kind === 'RATIO' || scaleMax !== null || scale === null || numerator === null) return [];
      if (numerator <= scale) return [];
      const data = { value: plain(numerator), scale: plain(scale) };
      return [{ entity: 'reading', code, problem: refused('ABOVE_SCALE', data, 'numerator') }];
    });
  },
};

function plain(value: bigint): string {
  return exactText(fraction(value, 10n ** BigInt(VALUE_SCALE)));
}
