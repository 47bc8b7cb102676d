import type { Day } from './day.ts';

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
