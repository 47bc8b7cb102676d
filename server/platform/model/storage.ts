import type { Column, Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Language, Text } from '../../../rules/kit/text.ts';
import type { AnyEntity, AnyRow, Entity } from './entity.ts';
import { snake, storedNames } from './entity.ts';

/** A row with the natural key under which the ledger stores it. */
export type Coded<R> = R & { readonly code: string };

/**
 * Which rows to read: all, or only some.
 *
 * Those with one of the codes, or with one of the values in a text column.
 */
export interface Only {
  readonly codes?: readonly string[];
  readonly where?: Readonly<Record<string, readonly string[]>>;
}

/** One database column of a version table, besides authority, code and the two positions. */
export interface StoredColumn {
  readonly declared: string;
  readonly column: Column;
  readonly name: string;
  readonly sqlType: string;
  readonly nullable: boolean;
}

const SQL_TYPES: Readonly<Record<Column['type'], string>> = {
  code: 'text',
  text: 'text',
  label: 'text',
  day: 'date',
  count: 'integer',
  quantity: 'bigint',
  flag: 'boolean',
  choice: 'text',
  codes: 'text[]',
  days: 'date[]',
};

const EPOCH = "date '1970-01-01'";

/** Table that holds the versions of an entity's rows. */
export function versionTable(entity: AnyEntity): string {
  return `${snake(entity.name)}_version`;
}

/** Table that holds the codes of an entity, for foreign keys. */
export function anchorTable(entity: AnyEntity): string {
  return snake(entity.name);
}

/** The columns of a version table that hold the row. A declared column "code" is the natural key, stored once. */
export function storedColumns(entity: AnyEntity): readonly StoredColumn[] {
  return Object.entries(entity.columns)
    .filter(([declared]) => declared !== 'code')
    .flatMap(([declared, column]) =>
      storedNames(declared, column).map((name) => ({
        declared,
        column,
        name,
        sqlType: SQL_TYPES[column.type],
        nullable: column.nullable,
      })),
    );
}

/**
 * SQL select list of an entity's row and code from its version table under `alias`.
 *
 * Days arrive as whole numbers and quantities as decimal text, so that both drivers agree and no Date object is ever made;
 * `decodeRow` reads what comes back.
 */
export function selectColumns(entity: AnyEntity, alias: string): string {
  const parts = storedColumns(entity).map((stored) => {
    const source = `${alias}."${stored.name}"`;
    return `${selected(stored.column, source)} as "${stored.name}"`;
  });
  return [`${alias}."code" as "code"`, ...parts].join(', ');
}

function selected(column: Column, source: string): string {
  switch (column.type) {
    case 'day':
      return `(${source} - ${EPOCH})`;
    case 'quantity':
      return `${source}::text`;
    case 'days':
      return `case when ${source} is null then null else array(select u.d - ${EPOCH} from unnest(${source}) with ordinality as u(d, n) order by u.n) end`;
    case 'code':
    case 'text':
    case 'label':
    case 'count':
    case 'flag':
    case 'choice':
    case 'codes':
      return source;
    default:
      return column satisfies never;
  }
}

const decoders = new WeakMap<AnyEntity, (raw: Readonly<Record<string, unknown>>) => AnyRow>();

/** The typed row, with its code, that one record of `selectColumns` holds. */
export function decodeRow<C extends Columns>(
  entity: Entity<C>,
  raw: Readonly<Record<string, unknown>>,
): Coded<Row<C>> {
  let decode = decoders.get(entity);
  if (!decode) decoders.set(entity, (decode = decoderOf(entity)));
  return decode(raw) as Coded<Row<C>>;
}

function decoderOf(entity: AnyEntity): (raw: Readonly<Record<string, unknown>>) => AnyRow {
  const fields = Object.entries(entity.columns)
    .filter(([declared]) => declared !== 'code')
    .map(([declared, column]) => ({ declared, column, names: storedNames(declared, column) }));
  return (raw) => {
    const row: Record<string, unknown> = { code: raw['code'] };
    for (const { declared, column, names } of fields) {
      const value = raw[names[0]!];
      if (value === null || value === undefined) row[declared] = null;
      else if (column.type === 'quantity') row[declared] = BigInt(value as string);
      else if (column.type === 'label') row[declared] = { vi: value, en: raw[names[1]!] };
      else row[declared] = value;
    }
    return row;
  };
}

/** Declared columns to read, and of labels the languages; null is the whole row. */
export type Wanted = ReadonlyMap<string, ReadonlySet<Language>> | null;

/** Reads a row, or a part of it, from a list of cells. */
export interface CellReader {
  /** The database columns in the order of the cells, "code" first, with the SQL that selects each. */
  cells(alias: string): readonly { readonly name: string; readonly sql: string }[];
  /** The row that cells hold; columns that were not wanted are absent. */
  decode(cells: readonly unknown[]): Coded<AnyRow>;
}

/** A reader of an entity's rows from cells, for statements that return rows of several entities. */
export function cellReader(entity: AnyEntity, wanted: Wanted): CellReader {
  const isWanted = ({ declared, column, name }: StoredColumn): boolean => {
    if (wanted === null) return true;
    const languages = wanted.get(declared);
    return languages !== undefined && (column.type !== 'label' || languages.has(languageOf(name)));
  };
  const stored = storedColumns(entity).filter(isWanted);
  const readers = stored.map(readerOfCell);
  return {
    cells: (alias) => [
      { name: 'code', sql: `${alias}."code"` },
      ...stored.map(({ name, column }) => ({ name, sql: selected(column, `${alias}."${name}"`) })),
    ],
    decode(cells) {
      const row: Record<string, unknown> & Coded<AnyRow> = { code: cells[0] as string };
      for (let index = 0; index < readers.length; index++) readers[index]!(row, cells[index + 1]);
      return row;
    },
  };
}

const languageOf = (storedName: string): Language => (storedName.endsWith('_vi') ? 'vi' : 'en');

function readerOfCell({
  declared,
  column,
  name,
}: StoredColumn): (row: Record<string, unknown>, cell: unknown) => void {
  if (column.type === 'label') {
    const language = languageOf(name);
    return (row, cell) => {
      const text = row[declared] as Record<string, unknown> | null | undefined;
      if (text) text[language] = cell;
      else row[declared] = cell === null ? null : { [language]: cell };
    };
  }
  if (column.type === 'quantity')
    return (row, cell) => {
      row[declared] = cell === null ? null : BigInt(cell as string);
    };
  return (row, cell) => {
    row[declared] = cell;
  };
}

/** The row as the JSON object that `json_to_recordset` turns into database columns. */
export function encodeRow(entity: AnyEntity, row: AnyRow): Record<string, unknown> {
  const encoded: Record<string, unknown> = {};
  for (const stored of storedColumns(entity)) {
    encoded[stored.name] = encodeValue(stored, row[stored.declared]);
  }
  return encoded;
}

function encodeValue(stored: StoredColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (stored.column.type) {
    case 'day':
      return formatDay(value as Day);
    case 'days':
      return (value as readonly Day[]).map(formatDay);
    case 'quantity':
      return (value as bigint).toString();
    case 'label':
      return stored.name.endsWith('_vi') ? (value as Text).vi : (value as Text).en;
    case 'code':
    case 'text':
    case 'count':
    case 'flag':
    case 'choice':
    case 'codes':
      return value;
    default:
      return stored.column satisfies never;
  }
}

const sortedColumns = new WeakMap<AnyEntity, readonly (readonly [string, Column])[]>();

/**
 * RFC 8785 JSON of a row, for its digest.
 *
 * Names in order, numbers and days as strings, unknown values left out, so that a column added later leaves the digests of older
 * rows as they were. Built by hand because an import needs it some hundred thousand times.
 */
export function canonicalRow(entity: AnyEntity, row: AnyRow): string {
  let columns = sortedColumns.get(entity);
  if (!columns) {
    columns = Object.entries(entity.columns).toSorted(([a], [b]) => (a < b ? -1 : 1));
    sortedColumns.set(entity, columns);
  }
  const plain: Record<string, unknown> = {};
  for (const [name, column] of columns) {
    const value = row[name];
    if (value !== null && value !== undefined) plain[name] = plainValue(column, value);
  }
  return JSON.stringify(plain);
}

function plainValue(column: Column, value: unknown): unknown {
  switch (column.type) {
    case 'day':
      return formatDay(value as Day);
    case 'days':
      return (value as readonly Day[]).map(formatDay);
    case 'quantity':
    case 'count':
      return String(value);
    case 'label':
      return { en: (value as Text).en, vi: (value as Text).vi };
    case 'code':
    case 'text':
    case 'flag':
    case 'choice':
    case 'codes':
      return value;
    default:
      return column satisfies never;
  }
}
