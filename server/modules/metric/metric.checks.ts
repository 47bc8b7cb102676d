import { VALUE_SCALE } from '../../../rules/facts/target.ts';
import { exactText, fraction } from '../../../rules/kit/fraction.ts';
import type { CrossCheck } from '../../platform/cross-check.ts';
import type { NounRow } from '../../platform/noun.ts';
import type { Coded } from '../../platform/storage.ts';
import type { metricNoun, readingNoun } from './metric.noun.ts';
import { refused } from './metric.problems.ts';

type Metric = Coded<NounRow<typeof metricNoun>>;
type Reading = Coded<NounRow<typeof readingNoun>>;

/** A value above its metric's scale, such as 50 on a scale of 10, was read wrongly somewhere. */
export const readingsWithinScale: CrossCheck = {
  nouns: ['reading'],
  async check(view) {
    const staged = view.puts<Reading>('reading');
    if (staged.length === 0) return [];
    const metrics = await view.rows<Metric>('metric', {
      codes: [...new Set(staged.map(({ metric }) => metric))],
    });
    return staged.flatMap(({ code, metric, kind, numerator, scaleMax }) => {
      const scale = metrics.get(metric)?.scaleMax ?? null;
      // A ratio's numerator is a count of its own, and a reading that names its scale was judged by that.
      if (kind === 'RATIO' || scaleMax !== null || scale === null || numerator === null) return [];
      if (numerator <= scale) return [];
      const data = { value: plain(numerator), scale: plain(scale) };
      return [{ noun: 'reading', code, problem: refused('ABOVE_SCALE', data, 'numerator') }];
    });
  },
};

function plain(value: bigint): string {
  return exactText(fraction(value, 10n ** BigInt(VALUE_SCALE)));
}
