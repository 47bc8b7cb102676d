import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import type { AnyEntity } from '../model/entity.ts';
import { visibleAt } from '../ledger/reading.ts';
import { noCursor } from './connection.ts';

/** SQL over the version under "v" that must hold; `parameter` gives the place of a value. */
export type Condition = (parameter: (value: string | number) => string) => string;

/** By which expression a list is sorted: never null, and unique together with the code. */
export interface Order {
  readonly sql: string;
  readonly type: 'date' | 'text';
  readonly descending?: boolean;
}

export const BY_CODE: Order = { sql: 'v.code', type: 'text' };

/** Sorts by a day column; unknown days come last. */
export function byDay(column: string, descending = false): Order {
  const last = descending ? "date '0001-01-01'" : "date '9999-12-31'";
  return { sql: `coalesce(v."${column}", ${last})`, type: 'date', descending };
}

export function among(column: string, values: readonly string[]): Condition {
  return (parameter) =>
    `v."${column}" in (select jsonb_array_elements_text(${parameter(JSON.stringify(values))}::text::jsonb))`;
}

/** The column’s day lies in the span, both ends included. */
export function within(column: string, range: { from?: Day | null; to?: Day | null }): Condition[] {
  const day = (parameter: string) => `(date '1970-01-01' + ${parameter}::int)`;
  const { from, to } = range;
  return [
    ...(from === null || from === undefined
      ? []
      : [(parameter: Parameters<Condition>[0]) => `v."${column}" >= ${day(parameter(from))}`]),
    ...(to === null || to === undefined
      ? []
      : [(parameter: Parameters<Condition>[0]) => `v."${column}" <= ${day(parameter(to))}`]),
  ];
}

/** Some span of days, its end not included and possibly open, contains the day. */
export function spans(from: string, to: string, on: Day): Condition {
  return (parameter) => {
    const day = `(date '1970-01-01' + ${parameter(on)}::int)`;
    return `v."${from}" <= ${day} and (v."${to}" is null or v."${to}" > ${day})`;
  };
}

/** One of the columns contains the text, whatever its case. */
export function contains(columns: readonly string[], text: string): Condition {
  return (parameter) => {
    const place = parameter(text.normalize('NFC'));
    return `(${columns.map((column) => `position(lower(${place}::text) in lower(v."${column}")) > 0`).join(' or ')})`;
  };
}

/** Filter and order of a list, worked out from its GraphQL arguments. */
export interface RequestedList {
  readonly where: readonly Condition[];
  readonly order: Order;
  /** The arguments that filter and sort; a cursor is valid for one set of them. */
  readonly others: object;
}

export interface EntityList {
  readonly entity: AnyEntity;
  readonly where: readonly Condition[];
  readonly order: Order;
  /** For the list below each of several things: the column that points to them, and the code of this one. */
  readonly below?: { readonly column: string; readonly code: string };
}

/** The SQL of an order: the expression sorted by, the whole order, and the condition of lying behind a cursor. */
export function orderOf(
  { sql, type, descending }: Order,
  after: readonly string[] | null,
  parameter: (value: string) => string,
): { readonly sort: string; readonly orderBy: string; readonly behind: string } {
  if (after !== null && !isPlace(after, type)) throw noCursor();
  const collate = type === 'text' ? ' collate "C"' : '';
  const direction = descending ? 'desc' : 'asc';
  return {
    sort: `(${sql})`,
    orderBy: `(${sql})${collate} ${direction}, v.code collate "C" ${direction}`,
    behind:
      after === null
        ? ''
        : `and ((${sql})${collate}, v.code collate "C") ${descending ? '<' : '>'} (${parameter(after[0]!)}::text::${type}, ${parameter(after[1]!)}::text)`,
  };
}

/** Whether a list sorted so can have written these as its place: what is sorted by, and the code. */
function isPlace(after: readonly string[], type: Order['type']): boolean {
  if (after.length !== 2) return false;
  return type === 'text' || isDay(after[0]!);
}

const FIRST_DAY = parseDay('0001-01-01');

/** A day that the database knows: its calendar has no year 0. */
function isDay(text: string): boolean {
  try {
    return parseDay(text) >= FIRST_DAY;
  } catch {
    return false;
  }
}

/** SQL that holds for the rows under "v" of the authority ($1) at the position ($2) that meet all conditions. */
export function visibleRows(
  where: readonly Condition[],
  parameter: (value: string | number) => string,
): string {
  const conditions = [
    'v.authority = $1',
    visibleAt('v', 2),
    ...where.map((condition) => condition(parameter)),
  ];
  return conditions.map((one) => `(${one})`).join(' and ');
}
