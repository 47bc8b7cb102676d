import { GraphQLScalarType, Kind } from 'graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { dayOrNull, formatDay } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { decimalText, exactText, parseFraction } from '../../../rules/kit/fraction.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { isInstant } from '../clock.ts';
import { ApiFault } from '../faults.ts';

function readDay(value: unknown): Day {
  const day = typeof value === 'string' ? dayOrNull(value) : null;
  if (day !== null) return day;
  throw unreadable(value, {
    vi: 'không phải là ngày dạng YYYY-MM-DD',
    en: 'is no day in the form YYYY-MM-DD',
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
  throw unreadable(value, {
    vi: 'không phải là thời điểm kèm múi giờ',
    en: 'is no instant with its offset',
  });
}

/** A number that no floating point has touched. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as text, such as "12.5", with at most 30 digits before and 30 behind the point. A JSON number is taken only where it is whole and at most 9007199254740991: others have lost digits on the way. Where the exact value does not end, the field beside it gives the fraction.',
  serialize: String,
  parseValue: readDecimal,
  parseLiteral: (node) =>
    readDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null,
    ),
});

/** Bounded, so that nothing computes with more digits than a figure can have. */
const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;

function readDecimal(value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw unreadable(value, {
      vi: 'là số JSON có thể đã mất chữ số; hãy gửi dạng văn bản, như "12.5"',
      en: 'is a JSON number that may have lost digits; send it as text, such as "12.5"',
    });
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && DECIMAL.test(text)) return text;
  throw unreadable(value, {
    vi: 'không phải là số thập phân có nhiều nhất 30 chữ số trước và 30 chữ số sau dấu chấm',
    en: 'is no decimal number with at most 30 digits before and 30 behind the point',
  });
}

/** The fault of a value that a scalar cannot read, quoting at most its beginning. */
function unreadable(value: unknown, why: Text): ApiFault {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const quoted = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return ApiFault.badInput('UNREADABLE_VALUE', { vi: `"${quoted}" ${why.vi}`, en: `"${quoted}" ${why.en}` });
}

const LONGEST_QUOTE = 60;

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
