import type { FactRow } from '../kit/fact.ts';
import type { Fraction } from '../kit/fraction.ts';
import { compare, fraction, multiply } from '../kit/fraction.ts';
import type { targetFact } from './target.ts';
import { VALUE_SCALE } from './target.ts';

type Target = FactRow<typeof targetFact>;

/** Whether a target is reached. MISSING: due and no reading; OUTSIDE: not yet due, nothing to measure, or figures shown only. */
export type Attainment = 'EXCEEDED' | 'MET' | 'UNMET' | 'MISSING' | 'OUTSIDE';

const UNITS = 10n ** BigInt(VALUE_SCALE);
const HUNDRED = fraction(100);

/** Reads a target against its reading, in the direction of its metric. */
export function attainmentOf(target: Target): Attainment {
  switch (target.readingState) {
    case 'MISSING':
      return 'MISSING';
    case 'NOT_YET':
    case 'ZERO_DENOMINATOR':
    case 'SHOWN_ONLY':
      return 'OUTSIDE';
    case 'PRESENT':
      return reached(target);
    default:
      return target.readingState satisfies never;
  }
}

function reached(target: Target): Attainment {
  const value = valueOf(target);
  const low = target.minimum ?? target.maximum;
  const high = target.maximum ?? target.minimum;
  if (value === null || low === null || high === null) return 'MISSING';
  // A range is met from its near bound on and exceeded beyond its far one.
  const higher = target.direction === 'HIGHER_IS_BETTER';
  const ahead = (bound: bigint) =>
    higher ? compare(value, fraction(bound, UNITS)) : compare(fraction(bound, UNITS), value);
  const held = target.targetKind === 'REACH_BY' || target.readingsMet === target.readingsHeld;
  if (!held || ahead(higher ? low : high) < 0) return 'UNMET';
  return target.kind !== 'MILESTONE' && ahead(higher ? high : low) > 0 ? 'EXCEEDED' : 'MET';
}

function valueOf(target: Target): Fraction | null {
  if (target.numerator === null) return null;
  if (target.kind !== 'RATIO') return fraction(target.numerator, UNITS);
  if (target.denominator === null || target.denominator === 0n) return null;
  return multiply(fraction(target.numerator, target.denominator), HUNDRED);
}
