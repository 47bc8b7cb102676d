import type { Fraction, RoundingMode } from '../../rules/kit/fraction.ts';
import { exactText, fraction, round, subtract } from '../../rules/kit/fraction.ts';

/** What the rates of tasks are worked out from. */
export interface RateCounts {
  /** Every task that stands: withdrawn ones are none. */
  readonly all: number;
  readonly done: number;
  readonly doneOnTime: number;
  readonly doneLate: number;
  readonly openOverdue: number;
}

/** Percentages as decimal text; null where the denominator is zero. */
export interface Rates {
  readonly doneOfAll: string | null;
  readonly doneOfDue: string | null;
  readonly overdueOfDue: string | null;
  readonly onTimeOfDone: string | null;
}

const HUNDRED = fraction(100);

/**
 * Rates of tasks, each named after its denominator. "Of due" is done over done and overdue; overdue is the complement of that
 * rate as rounded, so that the two add up to 100 as in the reports on tasks assigned by the Prime Minister (Decision
 * 42/2014/QĐ-TTg; the report on 2017 truncates to 98.62 and publishes 1.38).
 */
export function taskRates(counts: RateCounts, rounding: RoundingMode, places: number): Rates {
  const { all, done, doneOnTime, doneLate, openOverdue } = counts;
  const rate = (part: number, whole: number): Fraction | null =>
    whole === 0 ? null : round(fraction(BigInt(part) * 100n, whole), places, rounding);
  const doneDated = doneOnTime + doneLate;
  const doneOfDue = rate(doneDated, doneDated + openOverdue);
  return {
    doneOfAll: textOf(rate(done, all)),
    doneOfDue: textOf(doneOfDue),
    overdueOfDue: textOf(doneOfDue && subtract(HUNDRED, doneOfDue)),
    onTimeOfDone: textOf(rate(doneOnTime, doneDated)),
  };
}

function textOf(rate: Fraction | null): string | null {
  return rate && exactText(rate);
}
