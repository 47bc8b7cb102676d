import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';

/** Exact fractions as the product keeps them, with the shortcuts that whoever writes for one configuration can take. */
export const NOTHING: Fraction = { n: 0n, d: 1n };
export const WHOLE: Fraction = { n: 1n, d: 1n };

/** n/d in lowest terms from machine integers, which every count of a card is. */
export function ratio(n: number, d: number): Fraction {
  if (n === 0) return NOTHING;
  if (n === d) return WHOLE;
  let x = n;
  let y = d;
  while (y !== 0) [x, y] = [y, x % y];
  return { n: BigInt(n / x), d: BigInt(d / x) };
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function lowest(n: bigint, d: bigint): Fraction {
  if (n === 0n) return NOTHING;
  if (n > 0n && n <= SAFE && d <= SAFE) return ratio(Number(n), Number(d));
  let x = n < 0n ? -n : n;
  let y = d;
  while (y !== 0n) [x, y] = [y, x % y];
  return { n: n / x, d: d / x };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  if (a.d === b.d) return a.d === 1n ? { n: a.n + b.n, d: 1n } : lowest(a.n + b.n, a.d);
  return lowest(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return b.n === 0n ? a : plus(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n || b.n === 0n) return NOTHING;
  if (a.n === 1n && a.d === 1n) return b;
  if (b.n === 1n && b.d === 1n) return a;
  return lowest(a.n * b.n, a.d * b.d);
}

export function over(a: Fraction, b: Fraction): Fraction {
  return lowest(a.n * b.d, a.d * b.n);
}

export function same(a: Fraction, b: Fraction): boolean {
  return a.n === b.n && a.d === b.d;
}

/** Two decimals, half up, of a value that is not negative. */
export function hundredths(value: Fraction): Fraction {
  const twice = (value.n * 200n) / value.d;
  return lowest((twice + 1n) / 2n, 100n);
}

/** Whole part of a × b / c. */
export function wholeOf(a: number, b: number, c: number): number {
  const product = a * b;
  return Number.isSafeInteger(product)
    ? Math.floor(product / c)
    : Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** A figure in ten-thousandths as a decimal without trailing zeros. */
export function decimalOf(tenThousandths: number): string {
  const whole = Math.floor(tenThousandths / 10_000);
  const rest = tenThousandths % 10_000;
  return rest === 0
    ? String(whole)
    : `${whole}.${String(rest + 10_000)
        .slice(1)
        .replace(/0+$/, '')}`;
}

/** n/d × factor as people read it: exact where four decimals suffice, else cut there with an ellipsis. */
export function readable(n: number, d: number, factor: number): string {
  const cut = wholeOf(n, factor * 10_000, d);
  const exact = BigInt(cut) * BigInt(d) === BigInt(n) * BigInt(factor * 10_000);
  return exact ? decimalOf(cut) : `${decimalOf(cut)}…`;
}

/** A figure of the ledger as a machine integer. @throws RangeError beyond what the fused function was written for. */
export function small(value: bigint): number {
  const number = Number(value);
  if (number < 0 || number > 2 ** 33) throw new RangeError(`${value} is beyond what this limit counts in`);
  return number;
}

const days = new Map<Day, string>();

/** The few thousand days that findings name, each written once. */
export function dayText(day: Day): string {
  let text = days.get(day);
  if (text === undefined) days.set(day, (text = formatDay(day)));
  return text;
}
