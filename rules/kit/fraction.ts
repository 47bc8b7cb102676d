/**
 * Exact fractions of bigints: every share and every point stays one of these until the step where a scheme rounds.
 * A fraction is plain data; the denominator is positive and the pair is in lowest terms.
 */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** How a scheme rounds: half-up as in Decision 766's portal, or truncation as in the reports of tasks assigned by the Prime Minister. */
export type RoundingMode = 'HALF_UP' | 'HALF_EVEN' | 'DOWN';

export const ZERO: Fraction = Object.freeze({ n: 0n, d: 1n });
export const ONE: Fraction = Object.freeze({ n: 1n, d: 1n });

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y > SAFE || x > SAFE) {
    if (y === 0n) return x;
    [x, y] = [y, x % y];
  }
  // Whole numbers this small are exact as numbers too, and Euclid's steps on them are several times cheaper.
  let small = Number(x);
  let rest = Number(y);
  while (rest !== 0) [small, rest] = [rest, small % rest];
  return BigInt(small);
}

/** The fraction n/d in lowest terms. @throws RangeError when d is zero: a zero denominator is an outcome, never a number. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const num = BigInt(n);
  const den = BigInt(d);
  if (den === 0n) throw new RangeError(`${num}/0 is no number`);
  if (num === 0n) return ZERO;
  if (den === 1n) return { n: num, d: 1n };
  const sign = den < 0n ? -1n : 1n;
  const common = gcd(num, sign * den);
  return { n: (sign * num) / common, d: (sign * den) / common };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads "12", "-0.25" or "35/6". @throws RangeError on anything else. */
export function parseFraction(text: string): Fraction {
  const slash = text.indexOf('/');
  if (slash > 0) {
    const [n, d] = [text.slice(0, slash), text.slice(slash + 1)];
    if (/^-?\d+$/.test(n) && /^\d+$/.test(d)) return fraction(BigInt(n), BigInt(d));
  }
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`"${text}" is neither a decimal nor a fraction`);
  const decimals = match[3] ?? '';
  const scaled = BigInt(match[2]! + decimals);
  return fraction(match[1] ? -scaled : scaled, 10n ** BigInt(decimals.length));
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  return a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n || b.n === 0n) return ZERO;
  if (a.n === 1n && a.d === 1n) return b;
  if (b.n === 1n && b.d === 1n) return a;
  return fraction(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when b is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: Fraction, b: Fraction): boolean {
  return a.n === b.n && a.d === b.d;
}

export function min(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

export function max(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

export function sum(terms: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const term of terms) total = add(total, term);
  return total;
}

/** Keeps a share inside 0…1. */
export function clampShare(share: Fraction): Fraction {
  return share.n <= 0n ? ZERO : share.n >= share.d ? ONE : share;
}

/** Rounds to `places` decimals. HALF_UP and HALF_EVEN round the magnitude, so -0.005 becomes -0.01 under HALF_UP. */
export function round(value: Fraction, places: number, mode: RoundingMode): Fraction {
  const scale = 10n ** BigInt(places);
  const magnitude = (value.n < 0n ? -value.n : value.n) * scale;
  let whole = magnitude / value.d;
  const twice = (magnitude % value.d) * 2n;
  const up =
    mode === 'DOWN'
      ? false
      : mode === 'HALF_UP'
        ? twice >= value.d
        : twice > value.d || (twice === value.d && whole % 2n === 1n);
  if (up) whole += 1n;
  return fraction(value.n < 0n ? -whole : whole, scale);
}

/** Largest whole number not above the value. */
export function floor(value: Fraction): bigint {
  const quotient = value.n / value.d;
  return value.n < 0n && value.n % value.d !== 0n ? quotient - 1n : quotient;
}

/** The exact form: "12", "0.25" where the decimal ends, else "35/6". `parseFraction` reads it back. */
export function exactText(value: Fraction): string {
  if (value.d === 1n) return value.n.toString();
  let rest = value.d;
  let places = 0;
  for (const factor of [10n, 2n, 5n]) {
    for (; rest % factor === 0n; places++) rest /= factor;
  }
  return rest === 1n ? decimalText(value, places) : `${value.n}/${value.d}`;
}

/** The value as a decimal string with at most `places` decimals, half-up; trailing zeros dropped. */
export function decimalText(value: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const rounded = round(value, places, 'HALF_UP');
  const scaled = (rounded.n * scale) / rounded.d;
  const magnitude = scaled < 0n ? -scaled : scaled;
  const decimals =
    places === 0 ? '' : (magnitude % scale).toString().padStart(places, '0').replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${magnitude / scale}${decimals && `.${decimals}`}`;
}
