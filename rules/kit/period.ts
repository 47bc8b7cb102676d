import type { Day } from './day.ts';
import { civilOf, dayOf } from './day.ts';

/** Lengths of periods of evaluation. */
export const PERIOD_KINDS = ['MONTH', 'QUARTER', 'YEAR'] as const;

/** One of `PERIOD_KINDS`. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A period of evaluation: local days, the end not included. */
export interface Period {
  readonly code: string;
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly to: Day;
  /** Day at whose end states and days late are read and stop growing. */
  readonly cutOff: Day;
}

/** The calendar year in which a period begins, with its days, the end not included. */
export function yearOf(period: Period): { readonly year: number; readonly from: Day; readonly to: Day } {
  const { year } = civilOf(period.from);
  return { year, from: dayOf(year, 1, 1), to: dayOf(year + 1, 1, 1) };
}

/** Whether the period's end has been read: on the cut-off day itself states are those of its end. */
export function cutOffPassed(period: Period, asOf: Day): boolean {
  return asOf >= period.cutOff;
}

/**
 * The calendar period that "2024", "2024-Q2" or "2024-05" names, cut off on its last day.
 *
 * @example periodNamed('2024-Q2') // from 2024-04-01, to 2024-07-01 (not included), cut off on 2024-06-30
 * @throws Error when the text names no period.
 */
export function periodNamed(code: string): Period {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(code);
  if (!match) throw new Error(`no period is named "${code}"`);
  const year = Number(match[1]);
  const [kind, first, months] = match[2]
    ? (['QUARTER', Number(match[2]) * 3 - 2, 3] as const)
    : match[3]
      ? (['MONTH', Number(match[3]), 1] as const)
      : (['YEAR', 1, 12] as const);
  const last = first + months;
  const to = last > 12 ? dayOf(year + 1, 1, 1) : dayOf(year, last, 1);
  return { code, kind, from: dayOf(year, first, 1), to, cutOff: to - 1 };
}
