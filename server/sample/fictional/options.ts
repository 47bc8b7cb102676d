import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, dayOf } from '../../../rules/kit/day.ts';

/** How large a fictional province is, and whether it holds the cast of named situations. */
export interface ProvinceOptions {
  readonly seed: number;
  /** Units below the province in a province without cast; with cast the units are fixed. */
  readonly units: number;
  /** A head and this many less one deputies in every unit of a province without cast. */
  readonly leadersPerUnit: number;
  /** Tasks without those of the cast. */
  readonly tasks: number;
  readonly metrics: number;
  /** Months of readings, from October 2024 on. */
  readonly months: number;
  readonly dutiesPerUnit: number;
  /** The named situations that the README of the small province lists. */
  readonly cast: boolean;
}

/** The seed of the province that stands in the repository. */
export const DEFAULT_SEED = 20261122;

/** The small province that stands in the repository. */
export const SMALL: ProvinceOptions = {
  seed: DEFAULT_SEED,
  units: 32,
  leadersPerUnit: 1,
  tasks: 400,
  metrics: 10,
  months: 24,
  dutiesPerUnit: 1,
  cast: true,
};

/**
 * A province for measuring speed.
 * Scale 1 is 200 units, 600 leaders, 20,000 tasks and 288,000 readings.
 */
export function scaled(scale: number, seed: number = DEFAULT_SEED): ProvinceOptions {
  const units = Math.max(1, Math.floor(200 * scale));
  return {
    seed,
    units,
    leadersPerUnit: 3,
    tasks: units * 100,
    metrics: 60,
    months: 24,
    dutiesPerUnit: 8,
    cast: false,
  };
}

/** First day on which anything is read. */
export const FIRST_DAY: Day = dayOf(2024, 10, 1);
/** The day on which the fictional province was last written to; nothing lies later but due dates. */
export const TODAY: Day = dayOf(2026, 11, 20);

/** A quarter in which the province works. */
export interface Quarter {
  readonly code: string;
  readonly from: Day;
  readonly to: Day;
}

/** 2024-Q4 … 2026-Q4. */
export const QUARTERS: readonly Quarter[] = Array.from({ length: 9 }, (_, index) => {
  const from = addMonths(FIRST_DAY, index * 3);
  return {
    code: `${2024 + Math.floor((index + 3) / 4)}-Q${((index + 3) % 4) + 1}`,
    from,
    to: addMonths(from, 3),
  };
});
