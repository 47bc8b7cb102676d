import type { Day } from '../../../rules/kit/day.ts';
import { dayOrNull } from '../../../rules/kit/day.ts';
import type { AnyEntity } from '../model/entity.ts';
import { visibleAt } from '../ledger/reading.ts';
import { noCursor } from './connection.ts';

/** SQL condition over the version under "v"; `parameter` adds a value and returns its placeholder. */
export type Condition = (parameter: (value: string | number) => string) => string;

/** The SQL expression a list is sorted by: never null, and unique together with the code. */
export interface Order {
  readonly sql: string;
  readonly type: 'date' | 'text';
  readonly descending?: boolean;
}

/** Sorts by code. */
export const BY_CODE: Order = { sql: 'v.code', type: 'text' };

/** Sorts by a day column; unknown days come last. */
export function byDay(column: string, descending = false): Order {
  const last = descending ? "date '0001-01-01'" : "date '9999-12-31'";
  return { sql: `coalesce(v."${column}", ${last})`, type: 'date', descending };
}

/** The column has one of the values. */
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
    const searched = parameter(text.normalize('NFC'));
    return `(${columns.map((column) => `position(lower(${searched}::text) in lower(v."${column}")) > 0`).join(' or ')})`;
  };
}

/** Filter and order of a list, worked out from its GraphQL arguments. */
export interface RequestedList {
  readonly where: readonly Condition[];
  readonly order: Order;
  /** The arguments that filter and sort; a cursor is valid for one set of them. */
  readonly others: object;
}

/** A list of an entity’s rows: conditions and order. */
export interface EntityList {
  readonly entity: AnyEntity;
  readonly where: readonly Condition[];
  readonly order: Order;
  /** For a list below an object: the column that points to it, and its code. */
  readonly below?: { readonly column: string; readonly code: string };
}

/** SQL of an order: sort expression, order by, and the condition of rows behind a cursor. @throws ApiFault BAD_CURSOR */
export function orderOf(
  { sql, type, descending }: Order,
  after: readonly string[] | null,
  parameter: (value: string) => string,
): { readonly sort: string; readonly orderBy: string; readonly behind: string } {
  if (after !== null && !isSortKey(after, type)) throw noCursor();
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

/** Whether a list sorted so can have written this key: the value sorted by, and the code. */
function isSortKey(after: readonly string[], type: Order['type']): boolean {
  if (after.length !== 2) return false;
  return type === 'text' || dayOrNull(after[0]!) !== null;
}

/** SQL condition: rows under "v" of authority $1, visible at position $2, that meet all conditions. */
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
