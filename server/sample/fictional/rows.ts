import type {
  CodesColumn,
  Column,
  Columns,
  DaysColumn,
  FlagColumn,
  Row,
  ValueOf,
} from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { AnyEntity, Entity } from '../../platform/model/entity.ts';

/** One row of an entity, and the act that records it; null is the first act. */
export interface Entry {
  readonly row: Row<Columns>;
  readonly act: string | null;
}

/** All rows of one entity, made one at a time. */
export interface Table {
  readonly entity: AnyEntity;
  readonly rows: Iterable<Entry>;
}

/** A file of a data folder as cells, ready to be written. */
export interface SampleFile {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

type HasBlank<C extends Column> = C extends
  { readonly nullable: true } | CodesColumn | DaysColumn | FlagColumn
  ? true
  : false;

/** What a row must be given: columns that may stay empty are left out. */
export type Given<C extends Columns> = {
  readonly [Name in keyof C as HasBlank<C[Name]> extends true ? never : Name]: ValueOf<C[Name]>;
} & Partial<Row<C>>;

/** Makes rows of an entity, filling what is left out with null, an empty list or false. */
export function rowsOf<C extends Columns>(
  entity: Entity<C>,
): (given: Given<C>, act?: string | null) => Entry {
  const blank = Object.fromEntries(
    Object.entries(entity.columns).map(([name, column]) => [name, blankOf(column)]),
  );
  return (given, act = null) => ({ row: { ...blank, ...given } as unknown as Row<Columns>, act });
}

function blankOf(column: Column): unknown {
  if (column.nullable) return null;
  if (column.type === 'codes' || column.type === 'days') return [];
  return column.type === 'flag' ? false : undefined;
}

/** The same table with the row types of its entity erased. */
export function table<C extends Columns>(entity: Entity<C>, rows: Iterable<Entry>): Table {
  return { entity, rows };
}

/** A table as a file: a label takes two columns, and the act is named where any row has one. */
export function fileOf({ entity, rows }: Table, withActs: boolean): SampleFile {
  const columns = Object.entries(entity.columns);
  const header = columns.flatMap(([name, column]) =>
    column.type === 'label' ? [`${name}.vi`, `${name}.en`] : [name],
  );
  return {
    file: entity.file,
    header: withActs ? [...header, 'act'] : header,
    rows: cells(rows, columns, withActs),
  };
}

function* cells(
  rows: Iterable<Entry>,
  columns: readonly [string, Column][],
  withActs: boolean,
): Generator<readonly string[]> {
  for (const { row, act } of rows) {
    const line = columns.flatMap(([name, column]) => cellsOf(column, row[name]));
    yield withActs ? [...line, act ?? ''] : line;
  }
}

function cellsOf(column: Column, value: unknown): string[] {
  if (column.type === 'label') {
    const label = value as Text | null;
    return [label?.vi ?? '', label?.en ?? ''];
  }
  if (value === null || value === undefined) return [''];
  switch (column.type) {
    case 'code':
    case 'text':
    case 'choice':
      return [value as string];
    case 'count':
      return [String(value)];
    case 'flag':
      return [value === true ? 'true' : ''];
    case 'day':
      return [formatDay(value as Day)];
    case 'days':
      return [(value as readonly Day[]).map(formatDay).join(';')];
    case 'codes':
      return [(value as readonly string[]).join(';')];
    case 'quantity':
      return [decimalText(value as bigint, column.scale)];
    default:
      return column satisfies never;
  }
}

/** A scaled bigint as people write it: 125n at scale 1 is "12.5". */
function decimalText(value: bigint, scale: number): string {
  const unit = 10n ** BigInt(scale);
  const size = value < 0n ? -value : value;
  const rest = (size % unit).toString().padStart(scale, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / unit}${scale > 0 && rest ? `.${rest}` : ''}`;
}

/** One line of CSV (RFC 4180), without the line end. */
export function csvLine(line: readonly string[]): string {
  return line.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
