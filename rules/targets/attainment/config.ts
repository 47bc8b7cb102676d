import { z } from 'zod';
import { StepTable, decimal, faultInWords, titled, worded } from '../../kit/config.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, compare, fraction, multiply } from '../../kit/fraction.ts';

const HUNDRED = fraction(100);

const Shape = worded({
  LINEAR: { vi: 'Tỷ lệ thuận', en: 'In proportion' },
  STEP: { vi: 'Theo bậc', en: 'By steps' },
  PASS_FAIL: { vi: 'Đạt hoặc không đạt', en: 'All or nothing' },
});

const PercentSteps = StepTable.refine(
  (steps) => steps.every(({ atLeast }) => compare(atLeast, HUNDRED) <= 0),
  faultInWords('Mức đạt không vượt quá 100%', 'attainment ends at 100 percent'),
);

/** What staff may tune of the attainment of targets. */
export const config = z.strictObject({
  shape: titled(Shape.default('LINEAR'), 'Cách quy đổi mức đạt thành điểm', 'How attainment becomes points', {
    vi: 'LINEAR: tỷ lệ thuận; STEP: theo bậc; PASS_FAIL: đạt được trọn điểm, không đạt điểm 0',
    en: 'LINEAR: in proportion; STEP: by steps; PASS_FAIL: all when reached, else nothing',
  }),
  // Steps of a local table (100 → 10, 90 → 8, 80 → 6, 70 → 4, 60 → 1 of 10 points), as an example.
  steps: titled(
    PercentSteps.prefault([
      { atLeast: '100', share: '1' },
      { atLeast: '90', share: '0.8' },
      { atLeast: '80', share: '0.6' },
      { atLeast: '70', share: '0.4' },
      { atLeast: '60', share: '0.1' },
    ]),
    'Bậc theo mức đạt (%), từ cao xuống thấp',
    'Steps by attainment (%), from high to low',
  ),
  floorPercent: titled(
    decimal({ min: '0', max: '100' }).nullable().default(null),
    'Dưới mức đạt này (%) thì không có điểm',
    'No points below this attainment (%)',
  ),
  weights: titled(
    z.record(z.string().min(1), titled(decimal({ min: '0' }), 'Trọng số', 'Weight')).prefault({}),
    'Trọng số theo mã chỉ tiêu (không khai là 1; 0 là không tính)',
    'Weights by metric code (1 where none is given; 0 leaves the metric out)',
  ),
});

/** What staff may tune, read. */
export type Config = z.output<typeof config>;

/** The share of a target's points that its attainment earns. */
export function shareOf(attained: Fraction, settings: Config): Fraction {
  if (isBelowFloor(attained, settings)) return ZERO;
  switch (settings.shape) {
    case 'LINEAR':
      return attained;
    case 'PASS_FAIL':
      return compare(attained, ONE) === 0 ? ONE : ZERO;
    case 'STEP': {
      const percent = multiply(attained, HUNDRED);
      return settings.steps.find(({ atLeast }) => compare(percent, atLeast) >= 0)?.share ?? ZERO;
    }
    default:
      return settings.shape satisfies never;
  }
}

/**
 * Whether an attainment lies below the one under which a target earns nothing.
 * False where the configuration names no such floor.
 */
export function isBelowFloor(attained: Fraction, { floorPercent }: Config): boolean {
  return floorPercent !== null && compare(multiply(attained, HUNDRED), floorPercent) < 0;
}
