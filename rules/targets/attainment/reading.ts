import type { targetFact } from '../../facts/target.ts';
import { VALUE_SCALE } from '../../facts/target.ts';
import type { FactRow } from '../../kit/fact.ts';
import type { Fraction } from '../../kit/fraction.ts';
import {
  ONE,
  ZERO,
  clampShare,
  compare,
  decimalText,
  divide,
  exactText,
  fraction,
  multiply,
  round,
} from '../../kit/fraction.ts';

export type Target = FactRow<typeof targetFact>;

const UNITS = 10n ** BigInt(VALUE_SCALE);
export const HUNDRED = fraction(100);

/** What a target's row allows to say. */
export type Reading =
  | { readonly state: 'KNOWN'; readonly attainment: Fraction }
  | { readonly state: 'HELD'; readonly attainment: Fraction }
  | { readonly state: 'MISSING' | 'NOT_YET' | 'ZERO_DENOMINATOR' | 'SHOWN_ONLY' | 'NO_BOUND' };

/** Reads a target against its reading. What is missing from a pool makes the whole reading missing, never smaller. */
export function readingOf(target: Target): Reading {
  const { readingState: state } = target;
  if (state === 'NOT_YET' || state === 'SHOWN_ONLY') return { state };
  if (goalOf(target) === null) return { state: 'NO_BOUND' };
  if (state === 'MISSING' || target.missingFrom.length > 0) return { state: 'MISSING' };
  if (state === 'ZERO_DENOMINATOR' || (target.kind === 'RATIO' && target.denominator === 0n))
    return { state: 'ZERO_DENOMINATOR' };
  if (target.targetKind !== 'REACH_BY' && target.readingsHeld > 0)
    return { state: 'HELD', attainment: clampShare(fraction(target.readingsMet, target.readingsHeld)) };
  const value = valueOf(target);
  if (value === null) return { state: 'MISSING' };
  return { state: 'KNOWN', attainment: attainmentOf(target, value) };
}

/**
 * The near bound: a range counts as reached from it on and is never worse beyond ("90–100%" is reached at 90 and stays so).
 */
function goalOf(target: Target): Fraction | null {
  const higher = target.direction === 'HIGHER_IS_BETTER';
  const goal = higher ? (target.minimum ?? target.maximum) : (target.maximum ?? target.minimum);
  return goal === null ? null : fraction(goal, UNITS);
}

function valueOf({ kind, numerator, denominator }: Target): Fraction | null {
  if (numerator === null) return null;
  if (kind !== 'RATIO') return fraction(numerator, UNITS);
  return denominator === null ? null : multiply(fraction(numerator, denominator), HUNDRED);
}

/** How far the value has come, 0…1. A goal of zero or below knows only reached and not reached. */
function attainmentOf(target: Target, value: Fraction): Fraction {
  const goal = goalOf(target)!;
  const higher = target.direction === 'HIGHER_IS_BETTER';
  if (higher ? compare(value, goal) >= 0 : compare(value, goal) <= 0) return ONE;
  if (compare(goal, ZERO) <= 0) return ZERO;
  return clampShare(higher ? divide(value, goal) : divide(goal, value));
}

/** The value as shown: "67.5% (27/40)" for a ratio. */
export function valueText(target: Target): string {
  const value = valueOf(target);
  if (value === null) return '–';
  if (target.kind !== 'RATIO') return shown(value) + percentSign(target);
  const [n, d] = [fraction(target.numerator!, UNITS), fraction(target.denominator!, UNITS)];
  return `${shown(value)}% (${exactText(n)}/${exactText(d)})`;
}

/** The goal as shown: "≥ 70%". */
export function goalText(target: Target): string {
  const goal = goalOf(target);
  if (goal === null) return '–';
  return `${target.direction === 'HIGHER_IS_BETTER' ? '≥' : '≤'} ${shown(goal)}${percentSign(target)}`;
}

function percentSign({ kind }: Target): string {
  return kind === 'RATIO' || kind === 'PERCENTAGE' ? '%' : '';
}

/** Exact where four decimals suffice, else cut there with an ellipsis: a shown figure never rounds up to its goal. */
export function shown(value: Fraction): string {
  const cut = round(value, VALUE_SCALE, 'DOWN');
  return compare(cut, value) === 0 ? exactText(value) : `${decimalText(cut, VALUE_SCALE)}…`;
}
