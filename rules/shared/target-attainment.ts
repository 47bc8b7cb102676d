import type { Day } from '../kit/day.ts';
import type { FactRow } from '../kit/fact.ts';
import type { Fraction } from '../kit/fraction.ts';
import { compare, fraction, multiply } from '../kit/fraction.ts';
import type { Period } from '../kit/period.ts';
import { cutOffPassed } from '../kit/period.ts';
import type { targetFact } from '../facts/target.ts';
import { VALUE_SCALE } from '../facts/target.ts';

type Target = FactRow<typeof targetFact>;

/**
 * Whether a target is reached.
 * MISSING: due and no reading. OUTSIDE: not yet due, nothing to measure, no bound set, or figures shown only.
 */
export type Attainment = 'EXCEEDED' | 'MET' | 'UNMET' | 'MISSING' | 'OUTSIDE';

const UNITS = 10n ** BigInt(VALUE_SCALE);
const HUNDRED = fraction(100);

/**
 * Whether a level to be reached by a day still has time.
 * Until then a figure below it is progress, not failure.
 */
export function stillHasTime(target: Target, period: Period, asOf: Day): boolean {
  return (
    target.targetKind === 'REACH_BY' && target.by !== null && asOf <= target.by && !cutOffPassed(period, asOf)
  );
}

/**
 * Reads a target against its reading, in the direction of its metric.
 * What is missing from a pool makes the whole reading missing.
 */
export function attainmentOf(target: Target, period: Period, asOf: Day): Attainment {
  const attainment = finalAttainment(target);
  return attainment === 'UNMET' && stillHasTime(target, period, asOf) ? 'OUTSIDE' : attainment;
}

function finalAttainment(target: Target): Attainment {
  const { readingState: state, targetKind, readingsHeld, readingsMet } = target;
  const low = target.minimum ?? target.maximum;
  const high = target.maximum ?? target.minimum;
  if (state === 'NOT_YET' || state === 'SHOWN_ONLY' || low === null || high === null) return 'OUTSIDE';
  if (state === 'MISSING' || target.missingFrom.length > 0) return 'MISSING';
  if (state === 'ZERO_DENOMINATOR' || (target.kind === 'RATIO' && target.denominator === 0n))
    return 'OUTSIDE';
  const held = targetKind !== 'REACH_BY' && readingsHeld > 0;
  if (held && readingsMet < readingsHeld) return 'UNMET';
  const value = valueOf(target);
  if (value === null) return held ? 'MET' : 'MISSING';
  // A range is met from its near bound on and exceeded beyond its far one.
  const higher = target.direction === 'HIGHER_IS_BETTER';
  const ahead = (bound: bigint) =>
    higher ? compare(value, fraction(bound, UNITS)) : compare(fraction(bound, UNITS), value);
  if (!held && ahead(higher ? low : high) < 0) return 'UNMET';
  return target.kind !== 'MILESTONE' && ahead(higher ? high : low) > 0 ? 'EXCEEDED' : 'MET';
}

function valueOf(target: Target): Fraction | null {
  if (target.numerator === null) return null;
  if (target.kind !== 'RATIO') return fraction(target.numerator, UNITS);
  return target.denominator === null
    ? null
    : multiply(fraction(target.numerator, target.denominator), HUNDRED);
}
