import type { targetFact } from '../../facts/target.ts';
import { VALUE_SCALE } from '../../facts/target.ts';
import type { FactRow } from '../../kit/fact.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, clampShare, cutText, fraction, unitsText } from '../../kit/fraction.ts';

/** A row of a target with its reading. */
export type Target = FactRow<typeof targetFact>;

/** One hundred percent, in the units that targets and values are kept in. */
const ALL = 100n * 10n ** BigInt(VALUE_SCALE);

/** What is known of a target's attainment, by its row. */
export type Reading =
  | { readonly state: 'KNOWN'; readonly attainment: Fraction }
  | { readonly state: 'HELD'; readonly attainment: Fraction }
  | { readonly state: 'MISSING' | 'NOT_YET' | 'ZERO_DENOMINATOR' | 'SHOWN_ONLY' | 'NO_BOUND' };

/** Reads a target against its reading. What is missing from a pool makes the whole reading missing, never smaller. */
export function readingOf(target: Target): Reading {
  const { readingState: state } = target;
  if (state === 'NOT_YET' || state === 'SHOWN_ONLY') return { state };
  const goal = goalOf(target);
  if (goal === null) return { state: 'NO_BOUND' };
  if (state === 'MISSING' || target.missingFrom.length > 0) return { state: 'MISSING' };
  if (state === 'ZERO_DENOMINATOR' || (target.kind === 'RATIO' && target.denominator === 0n))
    return { state: 'ZERO_DENOMINATOR' };
  if (target.targetKind !== 'REACH_BY' && target.readingsHeld > 0)
    return { state: 'HELD', attainment: clampShare(fraction(target.readingsMet, target.readingsHeld)) };
  const value = valueOf(target);
  if (value === null) return { state: 'MISSING' };
  return { state: 'KNOWN', attainment: attainmentOf(target, value, goal) };
}

/**
 * The near bound, in units: a range counts as reached from it on and is never worse beyond ("90–100%" is reached at
 * 90 and stays so).
 */
function goalOf(target: Target): bigint | null {
  const higher = target.direction === 'HIGHER_IS_BETTER';
  return higher ? (target.minimum ?? target.maximum) : (target.maximum ?? target.minimum);
}

/** A value in units that is compared and shown as it is, not in lowest terms: finding these costs more than all the rest. */
interface Value {
  readonly n: bigint;
  /** Positive. */
  readonly d: bigint;
}

/** The value in units: of a ratio its percentage, else the figure as kept. */
function valueOf({ kind, numerator, denominator }: Target): Value | null {
  if (numerator === null) return null;
  if (kind !== 'RATIO') return { n: numerator, d: 1n };
  return denominator === null ? null : { n: numerator * ALL, d: denominator };
}

/** How far the value has come, 0…1. A goal of zero or below knows only reached and not reached. */
function attainmentOf({ direction }: Target, value: Value, goal: bigint): Fraction {
  const wanted = goal * value.d;
  const higher = direction === 'HIGHER_IS_BETTER';
  if (higher ? value.n >= wanted : value.n <= wanted) return ONE;
  if (goal <= 0n) return ZERO;
  return clampShare(higher ? fraction(value.n, wanted) : fraction(wanted, value.n));
}

/** The value as shown: "67.5% (27/40)" for a ratio. */
export function valueText(target: Target): string {
  const value = valueOf(target);
  if (value === null) return '–';
  const shown = cutText(value.n, value.d, VALUE_SCALE);
  if (target.kind !== 'RATIO') return shown + percentSign(target);
  const [n, d] = [unitsText(target.numerator!, VALUE_SCALE), unitsText(target.denominator!, VALUE_SCALE)];
  return `${shown}% (${n}/${d})`;
}

/** The goal as shown: "≥ 70%". */
export function goalText(target: Target): string {
  const goal = goalOf(target);
  if (goal === null) return '–';
  const bound = target.direction === 'HIGHER_IS_BETTER' ? '≥' : '≤';
  return `${bound} ${unitsText(goal, VALUE_SCALE)}${percentSign(target)}`;
}

function percentSign({ kind }: Target): string {
  return kind === 'RATIO' || kind === 'PERCENTAGE' ? '%' : '';
}

/** A share in percent as shown: "80", "66.6666…". */
export function percentText(share: Fraction): string {
  return share === ONE ? '100' : cutText(share.n * ALL, share.d, VALUE_SCALE);
}
