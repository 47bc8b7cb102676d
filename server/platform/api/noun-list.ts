import type { GraphQLResolveInfo } from 'graphql';
import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Noun } from '../noun.ts';
import { visibleAt } from '../reading.ts';
import type { Coded } from '../storage.ts';
import { decodeRow, selectColumns, versionTable } from '../storage.ts';
import type { Page, PageRequest } from './connection.ts';
import { writeCursor } from './connection.ts';
import type { At, RequestContext } from './context.ts';
import type { NounObject } from './noun-type.ts';
import { show, typeOfNoun } from './noun-type.ts';
import type { AskedList, ListRelation } from './relation.ts';
import { pageOfSelection } from './selection.ts';

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

export interface NounList<C extends Columns> {
  readonly noun: Noun<C>;
  readonly where: readonly Condition[];
  readonly order: Order;
  /** For the list below each of several things: the column that points to them, and the code of this one. */
  readonly below?: { readonly column: string; readonly code: string };
}

interface RawRow {
  readonly '~sort': string;
  readonly '~below': string | null;
}

/**
 * A page of a noun’s rows. Pages of the same list below many things, asked for in the same turn, come in one statement; with the `info` of
 * a root field, the page and all that its selection holds below does.
 */
export async function pageOfNoun<C extends Columns, T extends NounObject<C>>(
  context: RequestContext,
  request: PageRequest,
  list: NounList<C>,
  info?: GraphQLResolveInfo,
): Promise<Page<T>> {
  const { at, first, after } = request;
  const untyped = list.noun as unknown as Noun;
  if (info && context.readsWholeSelections) {
    const page = await pageOfSelection(context, request, list as unknown as NounList<Columns>, info);
    if (page) return page as unknown as Page<T>;
  }
  const key = JSON.stringify([
    list.noun.name,
    at.authority,
    at.position,
    request.list,
    list.order,
    first,
    after,
    list.below?.column ?? null,
  ]);
  const loader = context.loader<string, readonly (Record<string, unknown> & RawRow)[]>(key, async (codes) => {
    const rows = await readRows(context, request, untyped, list as unknown as NounList<Columns>, codes);
    const groups = Map.groupBy(rows, (row) => row['~below'] ?? '');
    return codes.map((code) => groups.get(code) ?? []);
  });
  const rows = await loader.load(list.below?.code ?? '');
  const shownRows = rows.slice(0, first);
  const { type } = typeOfNoun(list.noun.name)!;
  return {
    nodes: shownRows.map(
      (raw) => show(type, at, decodeRow(untyped, raw) as Coded<Row<Columns>>) as unknown as T,
    ),
    cursorOf: (index) => {
      const raw = shownRows[index]!;
      return writeCursor(request, [raw['~sort'], String(raw['code'])]);
    },
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== null,
    total: () => countOf(context, request, list as unknown as NounList<Columns>),
  };
}

/** Every row of a list, for what must be sorted or filtered by computed values. */
export async function allOfNoun<C extends Columns>(
  context: RequestContext,
  at: At,
  noun: Noun<C>,
  where: readonly Condition[],
): Promise<Coded<Row<C>>[]> {
  const { sql, values } = conditionsOf(at, where, null, []);
  const rows = await context.database.query(
    `select ${selectColumns(noun as unknown as Noun, 'v')} from ${versionTable(noun as unknown as Noun)} v
     where ${sql} order by v.code collate "C"`,
    values,
  );
  return rows.map((raw) => decodeRow(noun, raw));
}

async function readRows(
  context: RequestContext,
  { at, first, after }: PageRequest,
  noun: Noun,
  { where, order, below }: NounList<Columns>,
  codes: readonly string[],
): Promise<(Record<string, unknown> & RawRow)[]> {
  const { sql, values, parameter } = conditionsOf(at, where, below?.column ?? null, codes);
  const { sort, orderBy, behind } = orderOf(order, after, parameter);
  const columns = `${selectColumns(noun, 'v')}, ${sort}::text as "~sort"`;
  if (below === undefined) {
    return context.database.query(
      `select ${columns}, null as "~below" from ${versionTable(noun)} v where ${sql} ${behind} order by ${orderBy} limit ${first + 1}`,
      values,
    );
  }
  return context.database.query(
    `select * from (
       select ${columns}, v."${below.column}" as "~below", row_number() over (partition by v."${below.column}" order by ${orderBy}) as "~number"
       from ${versionTable(noun)} v where ${sql} ${behind}
     ) numbered where "~number" <= ${first + 1} order by "~below" collate "C", "~number"`,
    values,
  );
}

/** The SQL of an order: the expression sorted by, the whole order, and the condition of lying behind a cursor. */
export function orderOf(
  { sql, type, descending }: Order,
  after: readonly string[] | null,
  parameter: (value: string) => string,
): { readonly sort: string; readonly orderBy: string; readonly behind: string } {
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

/** Things of a short list below one thing; below all things that ask in the same turn, they come in one statement. */
export async function rowsBelow(
  context: RequestContext,
  relation: ListRelation,
  { at, row: { code } }: NounObject,
  { where, order, others }: AskedList,
): Promise<NounObject[]> {
  const { noun, column } = relation;
  const key = JSON.stringify([relation.name, at.authority, at.position, others]);
  const loader = context.loader<string, readonly (Record<string, unknown> & RawRow)[]>(key, async (codes) => {
    const { sql, values, parameter } = conditionsOf(at, where, column, codes);
    const { orderBy } = orderOf(order, null, parameter);
    const rows = await context.database.query<Record<string, unknown> & RawRow>(
      `select ${selectColumns(noun, 'v')}, v."${column}" as "~below" from ${versionTable(noun)} v
       where ${sql} order by ${orderBy}`,
      values,
    );
    const groups = Map.groupBy(rows, (raw) => raw['~below'] ?? '');
    return codes.map((one) => groups.get(one) ?? []);
  });
  const { type } = typeOfNoun(noun.name)!;
  return (await loader.load(code)).map((raw) => show(type, at, decodeRow(noun, raw) as Coded<Row<Columns>>));
}

export function countOf(
  context: RequestContext,
  request: PageRequest,
  list: NounList<Columns>,
): Promise<number> {
  const { at } = request;
  const { noun, where, below } = list;
  const key = JSON.stringify([
    'count',
    noun.name,
    at.authority,
    at.position,
    request.list,
    below?.column ?? null,
  ]);
  const loader = context.loader<string, number>(key, async (codes) => {
    const { sql, values } = conditionsOf(at, where, below?.column ?? null, codes);
    const group = below === undefined ? `''` : `v."${below.column}"`;
    const rows = await context.database.query<{ below: string; count: number }>(
      `select ${group} as below, count(*)::int as count from ${versionTable(noun)} v where ${sql} group by 1`,
      values,
    );
    const counts = new Map(rows.map((row) => [row.below, row.count]));
    return codes.map((code) => counts.get(code) ?? 0);
  });
  return loader.load(below?.code ?? '');
}

/** What holds for every row of a list; further parameters are added to the values by `parameter`. */
function conditionsOf(
  at: At,
  where: readonly Condition[],
  belowColumn: string | null,
  codes: readonly string[],
) {
  const values: (string | number)[] = [at.authority, at.position];
  const parameter = (value: string | number): string => `$${values.push(value)}`;
  const below = belowColumn === null ? [] : [among(belowColumn, codes)];
  return { sql: visibleRows([...where, ...below], parameter), values, parameter };
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
