import { z } from 'zod';
import type { Column, Columns } from '../../rules/kit/columns.ts';
import { dayOf, parseDay } from '../../rules/kit/day.ts';
import type { Scalar, Text } from '../../rules/kit/text.ts';
import { fillBoth } from '../../rules/kit/text.ts';
import type { AnyRow } from './noun.ts';
import type { Problem } from './problems.ts';
import { refused, refusedInWords } from './problems.ts';

/** Why a cell cannot be read. */
const REASONS = {
  day: {
    vi: 'phải là một ngày có thật dạng năm-tháng-ngày, như 2026-09-30',
    en: 'it must be a real day such as 2026-09-30',
  },
  count: { vi: 'phải là số nguyên không âm', en: 'it must be a whole number, not negative' },
  quantity: {
    vi: 'phải là số viết với dấu chấm thập phân, nhiều nhất {scale} chữ số sau dấu chấm',
    en: 'it must be a number with a decimal point and at most {scale} decimals',
  },
  flag: { vi: 'phải là true hoặc false', en: 'it must be true or false' },
  choice: { vi: 'phải là một trong các giá trị {values}', en: 'it must be one of {values}' },
  code: {
    vi: 'mã dài nhất {longest} ký tự, không chứa dấu chấm phẩy hay ký tự điều khiển',
    en: 'a code has at most {longest} characters, no semicolon and no control character',
  },
  text: { vi: 'có ký tự điều khiển', en: 'it holds a control character' },
  list: {
    vi: 'danh sách ngăn bằng dấu chấm phẩy có phần bỏ trống',
    en: 'the list, parted by semicolons, has an empty part',
  },
} as const satisfies Record<string, Text>;

type Reason = keyof typeof REASONS;

// Tab and line breaks may stand in a text; no other control character may, and PostgreSQL keeps no U+0000.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
const NOT_IN_CODE = /[\p{Cc};]/u;
/** Codes are joined to natural keys, and those are indexed: an index entry holds at most some 2,700 bytes. */
const LONGEST_CODE = 120;
const FIRST_DAY = dayOf(1, 1, 1);
const WHOLE = /^\d{1,10}$/;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const LARGEST_COUNT = 2_147_483_647;
const LARGEST_QUANTITY = 9_223_372_036_854_775_807n;

/** A schema that reads a cell with something in it; its one issue names a reason. */
function schemaOf(column: Column): z.ZodType<unknown, string> {
  const read = (reason: Reason, parse: (value: string) => unknown): z.ZodType<unknown, string> =>
    z.string().transform((value, context) => {
      const parsed = parse(value);
      if (parsed !== undefined) return parsed;
      context.issues.push({ code: 'custom', input: value, message: reason });
      return z.NEVER;
    });
  switch (column.type) {
    case 'code':
      return z.string().refine(isCode, { error: 'code' satisfies Reason });
    case 'text':
    case 'label':
      return z.string().refine(isText, { error: 'text' satisfies Reason });
    case 'day':
      return read('day', dayOrNothing);
    case 'count':
      return read('count', (value) =>
        WHOLE.test(value) && Number(value) <= LARGEST_COUNT ? Number(value) : undefined,
      );
    case 'quantity':
      return read('quantity', (value) => quantityOrNothing(value, column.scale));
    case 'flag':
      return read('flag', (value) => FLAGS.get(value.toLowerCase()));
    case 'choice':
      return read('choice', (value) => (column.values.includes(value) ? value : undefined));
    case 'codes':
      return z
        .string()
        .refine(isText, { error: 'text' satisfies Reason })
        .transform((value) => value.split(';').map((part) => part.trim()))
        .refine((parts) => !parts.includes(''), { error: 'list' satisfies Reason });
    case 'days':
      return read('day', (value) => {
        const days = value.split(';').map((part) => dayOrNothing(part.trim()));
        return days.includes(undefined) ? undefined : days;
      });
    default:
      return column satisfies never;
  }
}

function isCode(value: string): boolean {
  return value.length <= LONGEST_CODE && !NOT_IN_CODE.test(value) && value.isWellFormed();
}

/** PostgreSQL keeps no half of a surrogate pair. */
function isText(value: string): boolean {
  return !CONTROL.test(value) && value.isWellFormed();
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function dayOrNothing(value: string): number | undefined {
  try {
    const day = parseDay(value);
    // PostgreSQL knows no year 0.
    return day < FIRST_DAY ? undefined : day;
  } catch {
    return undefined;
  }
}

function quantityOrNothing(value: string, scale: number): bigint | undefined {
  const match = DECIMAL.exec(value);
  if (!match) return undefined;
  const decimals = match[3] ?? '';
  if (/[1-9]/.test(decimals.slice(scale))) return undefined;
  const magnitude = BigInt(match[2]! + decimals.slice(0, scale).padEnd(scale, '0'));
  if (magnitude > LARGEST_QUANTITY) return undefined;
  return match[1] ? -magnitude : magnitude;
}

/** Column names of a file: a label takes two, "name.vi" and "name.en". */
export function headerOfColumns(columns: Columns): string[] {
  return Object.entries(columns).flatMap(([name, column]) => cellNames(name, column));
}

/** Names of the cells that one column takes: a label has one a language. */
function cellNames(name: string, column: Column): string[] {
  return column.type === 'label' ? [`${name}.vi`, `${name}.en`] : [name];
}

/** Column names that a file must have; lists, flags and what may be unknown can be left out. */
export function requiredHeader(columns: Columns): string[] {
  const needed = Object.entries(columns).filter(([, column]) => !canBeEmpty(column));
  return headerOfColumns(Object.fromEntries(needed));
}

/** An empty list has nothing in it, an empty flag says no, and an empty optional cell is unknown. */
export function canBeEmpty(column: Column): boolean {
  return column.nullable || ['codes', 'days', 'flag'].includes(column.type);
}

function emptyValue(column: Column): unknown {
  if (column.nullable) return null;
  return column.type === 'flag' ? false : [];
}

/** Reads one line of a file: cells by column name. Text is brought to NFC, outer blanks are dropped. */
export function rowReader(
  columns: Columns,
): (cells: ReadonlyMap<string, string>) => { readonly row: AnyRow; readonly problems: readonly Problem[] } {
  const readers = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    schema: schemaOf(column),
    names: cellNames(name, column),
  }));
  return (cells) => {
    const row: Record<string, unknown> = {};
    const problems: Problem[] = [];
    for (const { name, column, schema, names } of readers) {
      const given = names.map((cell) => (cells.get(cell) ?? '').trim().normalize('NFC'));
      if (given.every((cell) => cell === '') && canBeEmpty(column)) {
        row[name] = emptyValue(column);
        continue;
      }
      const values = given.map((cell, index) => {
        const path = names[index]!;
        if (cell === '') {
          problems.push(refused('REQUIRED', {}, path));
          return null;
        }
        const read = schema.safeParse(cell);
        if (!read.success) problems.push(unreadable(cell, column, read.error.issues[0]!.message, path));
        return read.data;
      });
      row[name] = column.type === 'label' ? { vi: values[0], en: values[1] } : values[0];
    }
    return { row, problems };
  };
}

function unreadable(value: string, column: Column, reason: string, path: string): Problem {
  const data: Record<string, Scalar> = {
    ...(column.type === 'quantity' && { scale: column.scale }),
    ...(column.type === 'code' && { longest: LONGEST_CODE }),
    ...(column.type === 'choice' && { values: column.values.join(', ') }),
  };
  const why = fillBoth(REASONS[reason as Reason], data);
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return refusedInWords(
    'UNREADABLE_VALUE',
    { vi: { value: shown, why: why.vi }, en: { value: shown, why: why.en } },
    path,
  );
}
