import type { GraphQLResolveInfo } from 'graphql';
import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Entity } from '../model/entity.ts';
import type { Coded } from '../model/storage.ts';
import { decodeRow, selectColumns, versionTable } from '../model/storage.ts';
import type { Page, PageRequest } from './connection.ts';
import { writeCursor } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { ListRelation } from './direct-field.ts';
import type { EntityObject } from './entity-type.ts';
import { show, typeOfEntity } from './entity-type.ts';
import type { RequestedList, Condition, EntityList } from './list-sql.ts';
import { among, orderOf, visibleRows } from './list-sql.ts';
import { viewerAccess } from './viewer-access.ts';
import { pageOfSelection } from './selection.ts';

interface RawRow {
  readonly '~sort': string;
  readonly '~below': string | null;
}

/**
 * A page of an entity’s rows.
 *
 * Pages of the same list below many objects, requested in the same turn, come in one statement. With the `info` of a root field,
 * the page and everything selected below it does.
 */
export async function pageOfEntity<T extends EntityObject>(
  context: RequestContext,
  request: PageRequest,
  list: EntityList,
  info?: GraphQLResolveInfo,
): Promise<Page<T>> {
  const { at, first, after } = request;
  if (list.below === undefined) await context.mustMayAskFor(at, list.entity.visibility.class);
  if (info && context.readsWholeSelections) {
    const count = () => countOf(context, request, list);
    const page = await pageOfSelection(context, request, list, info, count);
    return page as Page<T>;
  }
  const key = JSON.stringify([
    list.entity.name,
    at,
    request.list,
    list.order,
    first,
    after,
    list.below?.column ?? null,
  ]);
  const loader = context.loader<string, readonly (Record<string, unknown> & RawRow)[]>(key, async (codes) => {
    const rows = await readRows(context, request, list, codes);
    const groups = Map.groupBy(rows, (row) => row['~below'] ?? '');
    return codes.map((code) => groups.get(code) ?? []);
  });
  const rows = await loader.load(list.below?.code ?? '');
  const pageRows = rows.slice(0, first);
  const { type } = typeOfEntity(list.entity.name)!;
  return {
    nodes: pageRows.map((raw) => show(type, at, decodeRow(list.entity, raw)) as T),
    cursorOf: (index) => {
      const raw = pageRows[index]!;
      return writeCursor(request, [raw['~sort'], String(raw['code'])]);
    },
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== null,
    total: () => countOf(context, request, list),
  };
}

/** Every row of a list, for what must be sorted or filtered by computed values. */
export async function allOfEntity<C extends Columns>(
  context: RequestContext,
  at: ReadPoint,
  entity: Entity<C>,
  where: readonly Condition[],
): Promise<Coded<Row<C>>[]> {
  const { reads, open } = await viewerAccess(context, entity, at);
  const { sql, values } = conditionsOf(at, [...where, ...open], null, []);
  const rows = await reads.query(
    `select ${selectColumns(entity, 'v')} from ${versionTable(entity)} v
     where ${sql} order by v.code collate "C"`,
    values,
  );
  return rows.map((raw) => decodeRow(entity, raw));
}

async function readRows(
  context: RequestContext,
  { at, first, after }: PageRequest,
  { entity, where, order, below }: EntityList,
  codes: readonly string[],
): Promise<(Record<string, unknown> & RawRow)[]> {
  const { reads, open } = await viewerAccess(context, entity, at);
  const { sql, values, parameter } = conditionsOf(at, [...where, ...open], below?.column ?? null, codes);
  const { sort, orderBy, behind } = orderOf(order, after, parameter);
  const columns = `${selectColumns(entity, 'v')}, ${sort}::text as "~sort"`;
  if (below === undefined) {
    return reads.query(
      `select ${columns}, null as "~below" from ${versionTable(entity)} v where ${sql} ${behind} order by ${orderBy} limit ${first + 1}`,
      values,
    );
  }
  return reads.query(
    `select * from (
       select ${columns}, v."${below.column}" as "~below", row_number() over (partition by v."${below.column}" order by ${orderBy}) as "~number"
       from ${versionTable(entity)} v where ${sql} ${behind}
     ) numbered where "~number" <= ${first + 1} order by "~below" collate "C", "~number"`,
    values,
  );
}

/** The objects of a short list below one object; one statement for all lists of the same turn. */
export async function rowsBelow(
  context: RequestContext,
  relation: ListRelation,
  { at, row: { code } }: EntityObject,
  { where, order, others }: RequestedList,
): Promise<EntityObject[]> {
  const { entity, column } = relation;
  const key = JSON.stringify([relation.name, at, others]);
  const loader = context.loader<string, readonly (Record<string, unknown> & RawRow)[]>(key, async (codes) => {
    const { reads, open } = await viewerAccess(context, entity, at);
    const { sql, values, parameter } = conditionsOf(at, [...where, ...open], column, codes);
    const { orderBy } = orderOf(order, null, parameter);
    const rows = await reads.query<Record<string, unknown> & RawRow>(
      `select ${selectColumns(entity, 'v')}, v."${column}" as "~below" from ${versionTable(entity)} v
       where ${sql} order by ${orderBy}`,
      values,
    );
    const groups = Map.groupBy(rows, (raw) => raw['~below'] ?? '');
    return codes.map((one) => groups.get(one) ?? []);
  });
  const { type } = typeOfEntity(entity.name)!;
  return (await loader.load(code)).map((raw) => show(type, at, decodeRow(entity, raw)));
}

function countOf(context: RequestContext, request: PageRequest, list: EntityList): Promise<number> {
  const { at } = request;
  const { entity, where, below } = list;
  const key = JSON.stringify(['count', entity.name, at, request.list, below?.column ?? null]);
  const loader = context.loader<string, number>(key, async (codes) => {
    const { reads, open } = await viewerAccess(context, entity, at);
    const { sql, values } = conditionsOf(at, [...where, ...open], below?.column ?? null, codes);
    const group = below === undefined ? `''` : `v."${below.column}"`;
    const rows = await reads.query<{ below: string; count: number }>(
      `select ${group} as below, count(*)::int as count from ${versionTable(entity)} v where ${sql} group by 1`,
      values,
    );
    const counts = new Map(rows.map((row) => [row.below, row.count]));
    return codes.map((code) => counts.get(code) ?? 0);
  });
  return loader.load(below?.code ?? '');
}

/** What holds for every row of a list; further parameters are added to the values by `parameter`. */
function conditionsOf(
  at: ReadPoint,
  where: readonly Condition[],
  belowColumn: string | null,
  codes: readonly string[],
) {
  const values: (string | number)[] = [at.authority, at.position];
  const parameter = (value: string | number): string => `$${values.push(value)}`;
  const below = belowColumn === null ? [] : [among(belowColumn, codes)];
  return { sql: visibleRows([...where, ...below], parameter), values, parameter };
}
