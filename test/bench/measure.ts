/** How long one side of a row took, over all rounds: milliseconds for one unit of work. */
export interface Sample {
  readonly median: number;
  /** Lowest and highest round. */
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** Something to time: does the whole work once, and says how many units of work that was. */
export interface Side {
  readonly name: string;
  readonly units: number;
  run(): unknown;
}

export interface Budget {
  /** How often every side takes its turn. */
  readonly rounds: number;
  /** Least time of one side in one round: fast work is repeated until it is filled. */
  readonly fill: number;
}

/**
 * Runs the sides in turn, round after round, so that whatever slows the machine down slows all of them. One whole turn before the
 * first round is thrown away. The order turns round with every round: no side is always the one after a collection of garbage.
 */
export async function interleaved(
  sides: readonly Side[],
  { rounds, fill }: Budget,
): Promise<Map<string, Sample>> {
  const times = new Map<string, number[]>(sides.map((side) => [side.name, []]));
  const repeats = new Map<string, number>();
  for (const side of sides) {
    const first = await timeOf(side, 1);
    // The first run is the slowest one; what is repeated is estimated from the second.
    const second = first > fill ? first : await timeOf(side, 1);
    repeats.set(side.name, Math.max(1, Math.min(2000, Math.round(fill / Math.max(second, 0.001)))));
  }
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? sides : sides.toReversed();
    for (const side of order) {
      collectGarbage();
      const count = repeats.get(side.name)!;
      times.get(side.name)!.push((await timeOf(side, count)) / count / side.units);
    }
  }
  return new Map([...times].map(([name, list]) => [name, sampleOf(list)]));
}

async function timeOf(side: Side, count: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    const result = side.run();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}

/** Only where the process was started with --expose-gc. */
export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

export function sampleOf(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: medianOf(sorted), low: sorted[0]!, high: sorted.at(-1)!, rounds: sorted.length };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A ratio of two samples with the range that the rounds leave open. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many times the time of `limit` the `product` takes. */
export function ratioOf(product: Sample, limit: Sample): Ratio {
  return {
    value: product.median / limit.median,
    low: product.low / limit.high,
    high: product.high / limit.low,
  };
}
