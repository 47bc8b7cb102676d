import type { Day } from './day.ts';
import { civilOf, dayOf } from './day.ts';

export const PERIOD_KINDS = ['MONTH', 'QUARTER', 'YEAR'] as const;
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
