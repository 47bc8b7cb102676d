import { GraphQLScalarType, Kind } from 'graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { dayOrNull, formatDay } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { decimalText, exactText, parseFraction } from '../../../rules/kit/fraction.ts';
import { isInstant } from '../clock.ts';
import { ApiFault } from '../faults.ts';

function readDay(value: unknown): Day {
  const day = typeof value === 'string' ? dayOrNull(value) : null;
  if (day !== null) return day;
  throw ApiFault.badInput('UNREADABLE_VALUE', {
    vi: `"${String(value)}" không phải là ngày dạng YYYY-MM-DD`,
    en: `"${String(value)}" is no day in the form YYYY-MM-DD`,
  });
}

/** A local day in Vietnam. */
export const DateScalar = new GraphQLScalarType<Day, string>({
  name: 'Date',
  description: 'A calendar day in Vietnam (Asia/Ho_Chi_Minh), as YYYY-MM-DD.',
  serialize: (value) => (typeof value === 'string' ? value : formatDay(value as Day)),
  parseValue: readDay,
  parseLiteral: (node) => readDay(node.kind === Kind.STRING ? node.value : null),
});

/** An instant with its offset. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, as ISO 8601 with its offset: 2026-10-02T08:00:00+07:00.',
  serialize: String,
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : null),
});

function readInstant(value: unknown): string {
  if (typeof value === 'string' && isInstant(value)) return value;
  throw ApiFault.badInput('UNREADABLE_VALUE', {
    vi: `"${String(value)}" không phải là thời điểm kèm múi giờ`,
    en: `"${String(value)}" is no instant with its offset`,
  });
}

/** A number that no floating point has touched. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as text, such as "12.5". Where the exact value does not end, the field beside it gives the fraction.',
  serialize: String,
  parseValue: readDecimal,
  parseLiteral: (node) =>
    readDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null,
    ),
});

function readDecimal(value: unknown): string {
  const text = String(value);
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  throw ApiFault.badInput('UNREADABLE_VALUE', {
    vi: `"${text}" không phải là số thập phân`,
    en: `"${text}" is no decimal number`,
  });
}

/** Decimals given where an exact value does not end. */
export const SHOWN_PLACES = 6;

/** A fraction as decimal text, rounded half up at the sixth place only where it does not end. */
export function shown(value: Fraction): string {
  const exact = exactText(value);
  return exact.includes('/') ? decimalText(value, SHOWN_PLACES) : exact;
}

/** An exact value given as text, in the decimals that `shown` gives its fraction. */
export function shownText(exact: string): string {
  return exact.includes('/') ? decimalText(parseFraction(exact), SHOWN_PLACES) : exact;
}

/** A bigint of units of 10^-scale as decimal text. */
export function quantityText(value: bigint, scale: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const decimals = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${decimals && `.${decimals}`}`;
}
