import type { Column, Columns } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { FIRST_DAY, dayOrNull, formatDay } from '../../../rules/kit/day.ts';
import type { Language, Scalar, Text } from '../../../rules/kit/text.ts';
import { fillBoth } from '../../../rules/kit/text.ts';
import type { AnyRow } from '../model/entity.ts';
import type { Problem } from '../problems.ts';
import { refused, refusedInWords } from '../problems.ts';

const LANGUAGES = ['vi', 'en'] as const satisfies readonly Language[];

/** Why a value cannot be read. */
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
    vi: 'mã dài nhất {longest} ký tự, gồm chữ cái, chữ số, . _ - @ + & ( ) và từng dấu cách một ở giữa',
    en: 'a code has at most {longest} characters: letters, digits, . _ - @ + & ( ), and single blanks between them',
  },
  joinedCode: {
    vi: 'mã dài nhất {longest} ký tự, gồm chữ cái, chữ số, . _ - @ + & ( ), từng dấu cách một ở giữa và dấu / giữa các phần',
    en: 'a code has at most {longest} characters: letters, digits, . _ - @ + & ( ), single blanks between them, and / between its parts',
  },
  text: { vi: 'có ký tự điều khiển', en: 'it holds a control character' },
  length: {
    vi: 'dài hơn {longest} ký tự',
    en: 'it has more than {longest} characters',
  },
  items: {
    vi: 'danh sách có hơn {longest} phần tử',
    en: 'the list has more than {longest} items',
  },
  list: {
    vi: 'danh sách ngăn bằng dấu chấm phẩy có phần bỏ trống',
    en: 'the list, parted by semicolons, has an empty part',
  },
} as const satisfies Record<string, Text>;

type Reason = keyof typeof REASONS;

// Tab and line breaks may stand in a text; no other control character may, and PostgreSQL keeps no U+0000.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
/**
 * The alphabet of codes: Latin letters with any Vietnamese diacritics, digits, . _ - @ + & ( ), and single blanks between them.
 *
 * One for acts and imports alike. Texts come in NFC, so a letter with its diacritics is one character; what cannot be seen, and
 * letters of other scripts that look like Latin ones, are not among them: no two codes look the same and differ. Ids and cursors
 * join codes by "/" and ":", and lists by ";".
 */
const LETTER = /[\w.\-@+&()\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]/.source;
const NAME = `${LETTER}+(?: ${LETTER}+)*`;
const CODE = new RegExp(`^${NAME}$`, 'u');
/** Names joined by "/"; "*" among them stands for all groups of a scheme. */
const JOINED_CODE = new RegExp(`^(?:\\*|${NAME})(?:/(?:\\*|${NAME}))*$`, 'u');
/**
 * Longest code, in characters.
 *
 * Codes are joined to natural keys, and those are indexed: an index entry holds at most some 2,700 bytes.
 */
const LONGEST_CODE = 120;
/** Longest texts, in characters, and lists, by type of column: configurations are texts, titles are labels. */
const LONGEST = { code: LONGEST_CODE, codes: 1000, days: 1000, text: 100_000, label: 2000 } as const;
const WHOLE = /^\d{1,10}$/;
// Bounded, so that no text is turned into a number that is refused for its size afterwards.
const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;
const LARGEST_COUNT = 2_147_483_647;
const LARGEST_QUANTITY = 9_223_372_036_854_775_807n;

/** A value by the type of its column. A label has two texts, each a cell of its own. */
type Value = string | Day | bigint | boolean | readonly string[] | readonly Day[];

/** Why a value may not stand in a column; null where it may. Files and API requests are under the same checks. */
function faultOf(column: Column, value: Value): Reason | null {
  switch (column.type) {
    case 'code':
      return faultOfCode(value as string, column.joined);
    case 'text':
    case 'label':
      if ((value as string).length > LONGEST[column.type]) return 'length';
      return isText(value as string) ? null : 'text';
    case 'day':
      return isDay(value as Day) ? null : 'day';
    case 'count':
      return (value as number) >= 0 && (value as number) <= LARGEST_COUNT ? null : 'count';
    case 'quantity':
      return (value as bigint) >= -LARGEST_QUANTITY && (value as bigint) <= LARGEST_QUANTITY
        ? null
        : 'quantity';
    case 'flag':
      return null;
    case 'choice':
      return column.values.includes(value as string) ? null : 'choice';
    case 'codes':
      return faultOfCodes(value as readonly string[], column.of !== null);
    case 'days':
      if ((value as readonly Day[]).length > LONGEST.days) return 'items';
      return (value as readonly Day[]).every(isDay) ? null : 'day';
    default:
      return column satisfies never;
  }
}

function faultOfCodes(codes: readonly string[], joined: boolean): Reason | null {
  if (codes.length > LONGEST.codes) return 'items';
  if (codes.includes('')) return 'list';
  return codes.map((code) => faultOfCode(code, joined)).find((fault) => fault !== null) ?? null;
}

function faultOfCode(value: string, joined: boolean): Reason | null {
  if (joined) return value.length <= LONGEST_CODE && JOINED_CODE.test(value) ? null : 'joinedCode';
  return value.length <= LONGEST_CODE && CODE.test(value) ? null : 'code';
}

/** PostgreSQL keeps no half of a surrogate pair. */
function isText(value: string): boolean {
  return !CONTROL.test(value) && value.isWellFormed();
}

/** PostgreSQL knows no year 0. */
function isDay(value: Day): boolean {
  return value >= FIRST_DAY;
}

/** The value that a text of a file stands for, or why it stands for none. */
function parseText(column: Column, text: string): Value | { readonly reason: Reason } {
  switch (column.type) {
    case 'code':
    case 'text':
    case 'label':
    case 'choice':
      return text;
    case 'day':
      return dayOrNull(text) ?? { reason: 'day' };
    case 'count':
      return WHOLE.test(text) ? Number(text) : { reason: 'count' };
    case 'quantity':
      return quantityOf(text, column.scale) ?? { reason: 'quantity' };
    case 'flag':
      return FLAGS.get(text.toLowerCase()) ?? { reason: 'flag' };
    case 'codes':
      return text.split(';').map((part) => part.trim());
    case 'days': {
      const days = text.split(';').map((part) => dayOrNull(part.trim()));
      return days.includes(null) ? { reason: 'day' } : (days as Day[]);
    }
    default:
      return column satisfies never;
  }
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function quantityOf(text: string, scale: number): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const decimals = match[3] ?? '';
  if (/[1-9]/.test(decimals.slice(scale))) return null;
  const magnitude = BigInt(match[2]! + decimals.slice(0, scale).padEnd(scale, '0'));
  return match[1] ? -magnitude : magnitude;
}

/**
 * The value given to the API, with texts normalised.
 *
 * Decimals come as text, so that no float touches them.
 */
function normalized(column: Column, given: unknown): Value | { readonly reason: Reason } {
  switch (column.type) {
    case 'code':
    case 'text':
    case 'label':
    case 'choice':
      return plain(given as string);
    case 'codes':
      return (given as readonly string[]).map(plain);
    case 'quantity':
      return quantityOf(given as string, column.scale) ?? { reason: 'quantity' };
    case 'count':
      // JSON and GraphQL know a negative zero.
      return given === 0 ? 0 : (given as number);
    case 'day':
    case 'days':
    case 'flag':
      return given as Value;
    default:
      return column satisfies never;
  }
}

/** Text as it is stored: in NFC, without outer blanks. */
function plain(text: string): string {
  return text.trim().normalize('NFC');
}

/** Column names of a file: a label takes two, "name.vi" and "name.en". */
export function headerOfColumns(columns: Columns): string[] {
  return Object.entries(columns).flatMap(([name, column]) => cellsOf(name, column).map(({ path }) => path));
}

/** The cells that one column takes: a label has one a language. */
function cellsOf(name: string, column: Column): Cell[] {
  if (column.type !== 'label') return [{ path: name, name, language: null }];
  return LANGUAGES.map((language) => ({ path: `${name}.${language}`, name, language }));
}

/** Column names that a file must have; lists, flags and what may be unknown can be left out. */
export function requiredHeader(columns: Columns): string[] {
  const needed = Object.entries(columns).filter(([, column]) => !canBeEmpty(column));
  return headerOfColumns(Object.fromEntries(needed));
}

/** Whether a cell may be empty: a list without elements, a flag that is false, an optional value. */
export function canBeEmpty(column: Column): boolean {
  return column.nullable || ['codes', 'days', 'flag'].includes(column.type);
}

function emptyValue(column: Column): unknown {
  if (column.nullable) return null;
  return column.type === 'flag' ? false : [];
}

/** A row that was read, with its problems; where there are any, the row is incomplete. */
export interface ReadRow {
  readonly row: AnyRow;
  readonly problems: readonly Problem[];
}

/** One cell of a row: a column, or a label in one language. */
interface Cell {
  /** Its name in a file, and in problems: "dueDay", "title.vi". */
  readonly path: string;
  readonly name: string;
  readonly language: Language | null;
}

/** A reader of rows of files: cells as text by name ("title.vi"). Texts come out in NFC, without outer blanks. */
export function readText(columns: Columns): (cells: ReadonlyMap<string, string>) => ReadRow {
  return rowReader<ReadonlyMap<string, string>>(columns, {
    find: (cells, { path }) => plain(cells.get(path) ?? '') || null,
    valueOf: (column, found) => parseText(column, found as string),
    quote: (_, found) => found as string,
  });
}

/** A reader of rows of the API: values by column, as GraphQL’s scalars parse them. Texts come out like those of files. */
export function readValue(columns: Columns): (given: AnyRow) => ReadRow {
  return rowReader<AnyRow>(columns, {
    find: (given, cell) => {
      const value = valueIn(given, cell);
      return isNothing(value) ? null : value;
    },
    valueOf: normalized,
    quote: (column, found) => plain(textOf(column, found)),
  });
}

/**
 * Values of an API row as text, by cell name, as a data file would hold them.
 *
 * Values not given are left out.
 */
export function textOfValues(columns: Columns, given: AnyRow): Record<string, string> {
  const cells = Object.entries(columns).flatMap(([name, column]) =>
    cellsOf(name, column).flatMap((cell) => {
      const value = valueIn(given, cell);
      return value === null || value === undefined ? [] : [[cell.path, textOf(column, value)] as const];
    }),
  );
  return Object.fromEntries(cells);
}

function valueIn(given: AnyRow, { name, language }: Cell): unknown {
  const value = given[name];
  return language === null ? value : (value as Text | null | undefined)?.[language];
}

/** Blank texts and empty lists count as not given. */
function isNothing(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function textOf(column: Column, value: unknown): string {
  if (column.type === 'day') return formatDay(value as Day);
  if (column.type === 'days') return (value as readonly Day[]).map(formatDay).join(';');
  if (column.type === 'codes') return (value as readonly string[]).join(';');
  return String(value);
}

/** How the cells of rows are read from one kind of input. */
interface InputFormat<Given> {
  /** What was given for a cell; null where nothing was. */
  readonly find: (given: Given, cell: Cell) => unknown;
  readonly valueOf: (column: Column, found: unknown) => Value | { readonly reason: Reason };
  /** What was given, as problems quote it. */
  readonly quote: (column: Column, found: unknown) => string;
}

function rowReader<Given>(
  columns: Columns,
  { find, valueOf, quote }: InputFormat<Given>,
): (given: Given) => ReadRow {
  const fields = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    cells: cellsOf(name, column),
  }));
  return (given) => {
    const row: Record<string, unknown> = {};
    const problems: Problem[] = [];
    for (const { name, column, cells } of fields) {
      const found = cells.map((cell) => find(given, cell));
      if (found.every((one) => one === null) && canBeEmpty(column)) {
        row[name] = emptyValue(column);
        continue;
      }
      const values = found.map((one, index) => {
        const { path } = cells[index]!;
        if (one === null) {
          problems.push(refused('REQUIRED', {}, path));
          return null;
        }
        const value = valueOf(column, one);
        const reason = isUnread(value) ? value.reason : faultOf(column, value);
        if (reason === null) return value;
        problems.push(unreadable(quote(column, one), column, reason, path));
        return null;
      });
      row[name] = column.type === 'label' ? { vi: values[0], en: values[1] } : values[0];
    }
    return { row, problems };
  };
}

function isUnread(value: Value | { readonly reason: Reason }): value is { readonly reason: Reason } {
  return typeof value === 'object' && 'reason' in value;
}

function unreadable(value: string, column: Column, reason: Reason, path: string): Problem {
  const data: Record<string, Scalar> = {
    ...(column.type === 'quantity' && { scale: column.scale }),
    ...(reason === 'length' || reason === 'items'
      ? { longest: LONGEST[column.type as keyof typeof LONGEST] }
      : { longest: LONGEST_CODE }),
    ...(column.type === 'choice' && { values: column.values.join(', ') }),
  };
  const why = fillBoth(REASONS[reason], data);
  const quoted = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return refusedInWords(
    'UNREADABLE_VALUE',
    { vi: { value: quoted, why: why.vi }, en: { value: quoted, why: why.en } },
    path,
  );
}
