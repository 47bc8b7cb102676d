import type { Citation } from './citation.ts';
import type { Day } from './day.ts';
import { parseDay } from './day.ts';
import type { Fraction } from './fraction.ts';
import { parseFraction } from './fraction.ts';
import type { Text } from './text.ts';

/** A figure that law sets, with every value it has had: dated, cited, never edited by staff. */
export interface LegalParameter {
  readonly title: Text;
  readonly values: readonly DatedValue[];
}

/** One value of a legal figure, from its first day of force. */
export interface DatedValue {
  /** First day of force, "YYYY-MM-DD". */
  readonly from: string;
  /** Decimal or fraction as text; null where the figure was repealed. */
  readonly value: string | null;
  readonly basis: Citation;
}

/** The value in force on a day, with its basis. */
export interface ParameterValue {
  readonly value: Fraction;
  readonly basis: Citation;
}

/** Declares a legal figure with every value it has had, oldest first. */
export function dated(vi: string, en: string, values: readonly DatedValue[]): LegalParameter {
  return { title: { vi, en }, values };
}

/** The value in force on `day`, or null before the first and after a repeal. */
export function parameterOn(parameter: LegalParameter, day: Day): ParameterValue | null {
  let current: DatedValue | null = null;
  for (const entry of parameter.values) if (parseDay(entry.from) <= day) current = entry;
  return current?.value == null ? null : { value: parseFraction(current.value), basis: current.basis };
}
