import type { Budget, Ratio, Sample, Side } from './measure.ts';
import { interleaved, ratioOf } from './measure.ts';
import type { Province } from './province.ts';

/** The scheme, the quarter and the day that every row measures. */
export const SCHEME = 'project-06-leader-2024';
export const PERIOD = '2026-Q3';
export const TODAY = '2026-11-20';
export const NOW = '2026-11-20T09:00:00+07:00';

/** What a run was asked for. */
export interface Run {
  readonly quick: boolean;
  readonly provinces: readonly Province[];
  tell(line: string): void;
}

/** One row of the table: the product beside its limit, or a measure of its own where there is no limit. */
export interface Line {
  readonly row: string;
  readonly scale: number;
  /** What one number is: milliseconds for a unit of work, requests a second, megabytes. */
  readonly unit: string;
  readonly product: Sample;
  readonly limit: Sample | null;
  /** Product by limit; for requests a second too. */
  readonly ratio: Ratio | null;
  readonly target: Target | null;
  /** Others in the same rounds, such as a float-only limit. */
  readonly beside: readonly { readonly name: string; readonly sample: Sample; readonly ratio: Ratio }[];
  readonly note: string | null;
}

export interface Target {
  readonly kind: 'AT_MOST' | 'AT_LEAST';
  readonly value: number;
}

export function atMost(value: number): Target {
  return { kind: 'AT_MOST', value };
}

export function atLeast(value: number): Target {
  return { kind: 'AT_LEAST', value };
}

/** Whether a line reached its target; null where it has none. */
export function isReached({ ratio, product, limit, target }: Line): boolean | null {
  if (target === null) return null;
  const value = limit === null || ratio === null ? product.median : ratio.value;
  return target.kind === 'AT_MOST' ? value <= target.value : value >= target.value;
}

/** Few rounds when quick: the ratios are then rough. */
export function budgetOf({ quick }: Run, heavy = false): Budget {
  if (heavy) return { rounds: quick ? 3 : 7, fill: quick ? 100 : 1000 };
  return { rounds: quick ? 3 : 11, fill: quick ? 50 : 400 };
}

/** Measures a product beside its limit, and others beside both, in the same rounds. */
export async function compared(
  row: string,
  scale: number,
  target: Target | null,
  budget: Budget,
  sides: readonly [product: Side, limit: Side, ...beside: Side[]],
  note: string | null = null,
): Promise<Line> {
  const samples = await interleaved(sides, budget);
  const [product, limit, ...alongside] = sides.map((side) => samples.get(side.name)!);
  return {
    row,
    scale,
    unit: 'ms',
    product: product!,
    limit: limit!,
    ratio: ratioOf(product!, limit!),
    target,
    beside: alongside.map((sample, index) => ({
      name: sides[index + 2]!.name,
      sample,
      ratio: ratioOf(product!, sample),
    })),
    note,
  };
}

/** Something that must hold before anything is timed. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`the bench is not measuring the same work: ${what}`);
}
