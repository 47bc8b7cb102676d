/**
 * An exact fraction of bigints, in lowest terms with a positive denominator.
 * Every share and every point stays one until the step where a scheme rounds; it is plain data.
 *
 * @example exactText(add(fraction(1, 3), fraction(1, 6))) // '0.5'
 */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/**
 * How a scheme rounds: half-up as Decision 766's portal, half to even, or truncation.
 * Reports of tasks assigned by the Prime Minister truncate.
 */
export type RoundingMode = 'HALF_UP' | 'HALF_EVEN' | 'DOWN';

/** Nought. */
export const ZERO: Fraction = Object.freeze({ n: 0n, d: 1n });

/** One whole: a full share. */
export const ONE: Fraction = Object.freeze({ n: 1n, d: 1n });

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** Euclid’s steps on machine integers: for whole numbers this small they are as exact, and several times cheaper. */
function smallGcd(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** @param b not zero. */
function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y > SAFE) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  if (y === 0n) return x;
  return BigInt(smallGcd(Number(y), Number(x > SAFE ? x % y : x)));
}

/**
 * The fraction n/d in lowest terms.
 *
 * @example fraction(6, 8) // { n: 3n, d: 4n }
 * @throws RangeError when d is zero: a zero denominator is an outcome, never a number.
 */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const num = BigInt(n);
  const den = BigInt(d);
  if (den === 0n) throw new RangeError(`${num}/0 is no number`);
  if (num === 0n) return ZERO;
  if (den === 1n) return { n: num, d: 1n };
  // Exact where both are safe integers: whatever lies beyond stays beyond when it is turned into a number.
  const small = Number(num);
  const over = Number(den);
  if (over > 0 && Number.isSafeInteger(small) && Number.isSafeInteger(over)) {
    const common = smallGcd(small, over);
    return common === 1 ? { n: num, d: den } : { n: BigInt(small / common), d: BigInt(over / common) };
  }
  const common = den < 0n ? -gcd(num, den) : gcd(num, den);
  return { n: num / common, d: den / common };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads "12", "-0.25" or "35/6".
 *
 * @example parseFraction('0.25') // { n: 1n, d: 4n }
 * @throws RangeError on anything else.
 */
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
  return fraction(match[1] ? -scaled : scaled, powerOfTen(decimals.length));
}

// Sums and products divide out what their terms can have in common (Knuth, The Art of Computer Programming 2, 4.5.1)
// and never search the result for it: the denominators of a card’s totals outgrow the machine’s integers, those of
// its terms do not.

/** The exact sum. */
export function add(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  if (a.d === b.d) return fraction(a.n + b.n, a.d);
  if (b.d === 1n) return { n: a.n + b.n * a.d, d: a.d };
  if (a.d === 1n) return { n: a.n * b.d + b.n, d: b.d };
  const common = gcd(a.d, b.d);
  if (common === 1n) return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
  const rest = b.d / common;
  const n = a.n * rest + b.n * (a.d / common);
  const shared = gcd(n, common);
  return shared === 1n ? { n, d: a.d * rest } : { n: n / shared, d: (a.d / shared) * rest };
}

/** The exact difference a − b. */
export function subtract(a: Fraction, b: Fraction): Fraction {
  return b.n === 0n ? a : add(a, { n: -b.n, d: b.d });
}

/** The exact product. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n || b.n === 0n) return ZERO;
  if (a.d === 1n) return a.n === 1n ? b : product(a.n, b.n, b.d);
  if (b.d === 1n) return b.n === 1n ? a : product(b.n, a.n, a.d);
  const left = gcd(a.n, b.d);
  const right = gcd(b.n, a.d);
  return { n: (a.n / left) * (b.n / right), d: (a.d / right) * (b.d / left) };
}

/** A whole number, not zero, by n/d. */
function product(whole: bigint, n: bigint, d: bigint): Fraction {
  const common = gcd(whole, d);
  return common === 1n ? { n: whole * n, d } : { n: (whole / common) * n, d: d / common };
}

/** The exact quotient a / b. @throws RangeError when b is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError(`${a.n * b.d}/0 is no number`);
  return multiply(a, b.n < 0n ? { n: -b.d, d: -b.n } : { n: b.d, d: b.n });
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Fraction, b: Fraction): number {
  const isSameUnit = a.d === b.d;
  const left = isSameUnit ? a.n : a.n * b.d;
  const right = isSameUnit ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether two fractions are the same number. */
export function equal(a: Fraction, b: Fraction): boolean {
  return a.n === b.n && a.d === b.d;
}

/** The smaller of two. */
export function min(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

/** The larger of two. */
export function max(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

/** The exact sum of any number of terms; nought of none. */
export function sum(terms: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const term of terms) total = add(total, term);
  return total;
}

/** Keeps a share inside 0…1. */
export function clampShare(share: Fraction): Fraction {
  return share.n <= 0n ? ZERO : share.n >= share.d ? ONE : share;
}

/**
 * The value rounded to `places` decimals.
 * HALF_UP and HALF_EVEN round the magnitude, so -0.005 becomes -0.01 under HALF_UP.
 *
 * @example exactText(round(parseFraction('2.345'), 2, 'HALF_UP')) // '2.35'
 */
export function round(value: Fraction, places: number, mode: RoundingMode): Fraction {
  return fraction(roundedUnits(value, places, mode), powerOfTen(places));
}

/** The value in whole units of 10^-places. */
function roundedUnits(value: Fraction, places: number, mode: RoundingMode): bigint {
  const magnitude = (value.n < 0n ? -value.n : value.n) * powerOfTen(places);
  let whole = magnitude / value.d;
  if (mode !== 'DOWN') {
    const twice = (magnitude - whole * value.d) * 2n;
    if (twice > value.d || (twice === value.d && (mode === 'HALF_UP' || whole % 2n === 1n))) whole += 1n;
  }
  return value.n < 0n ? -whole : whole;
}

/** Largest whole number not above the value. */
export function floor(value: Fraction): bigint {
  const quotient = value.n / value.d;
  return value.n < 0n && value.n % value.d !== 0n ? quotient - 1n : quotient;
}

/**
 * The exact form: "12", "0.25" where the decimal ends, else "35/6".
 * `parseFraction` reads it back.
 */
export function exactText(value: Fraction): string {
  if (value.d === 1n) return value.n.toString();
  const places = decimalsOf(value.d);
  if (places === null) return `${value.n}/${value.d}`;
  return unitsText((value.n * powerOfTen(places)) / value.d, places);
}

/** How many decimals one part of `d` has, or null where they never end. */
function decimalsOf(d: bigint): number | null {
  let rest = d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; twos++) rest /= 2n;
  for (; rest % 5n === 0n; fives++) rest /= 5n;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/**
 * The value as a decimal string with at most `places` decimals, half-up.
 * Trailing zeros are dropped.
 */
export function decimalText(value: Fraction, places: number): string {
  return unitsText(roundedUnits(value, places, 'HALF_UP'), places);
}

/**
 * A count of units of 10^-scale as a decimal string; trailing zeros are dropped.
 * Quantities are kept as such counts.
 */
export function unitsText(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const small = Number(units);
  // Exact where it is a safe integer, and such a number is written out several times faster.
  const written = Number.isSafeInteger(small)
    ? String(Math.abs(small))
    : (units < 0n ? -units : units).toString();
  const digits = written.padStart(scale + 1, '0');
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO_DIGIT) end--;
  const whole = digits.slice(0, point);
  const text = end === point ? whole : `${whole}.${digits.slice(point, end)}`;
  return units < 0n ? `-${text}` : text;
}

const ZERO_DIGIT = '0'.charCodeAt(0);

/**
 * n/d units of 10^-scale as a decimal string, cut to whole units with an ellipsis.
 * A figure shown to people never rounds up to what it is compared with.
 *
 * @param d positive; n/d need not be in lowest terms.
 */
export function cutText(n: bigint, d: bigint, scale: number): string {
  const whole = n / d;
  const text = unitsText(whole, scale);
  return whole * d === n ? text : `${text}…`;
}
