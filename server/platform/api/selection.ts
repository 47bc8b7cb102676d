import { createHash } from 'node:crypto';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { AnyEntity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import type { CellReader } from '../model/storage.ts';
import { cellReader, versionTable } from '../model/storage.ts';
import type { Page, PageRequest } from './connection.ts';
import { asConnection, writeCursor } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { RequestedList, Condition, EntityList } from './list-sql.ts';
import { orderOf, visibleRows } from './list-sql.ts';
import type { Fetched, EntityClass, EntityObject } from './entity-type.ts';
import { typeOfEntity } from './entity-type.ts';
import type { LinkPlan, ListPlan, Place } from './selection-plan.ts';
import { Planner } from './selection-plan.ts';
import { openRows } from './viewer-access.ts';

/** How one place is read out of the statement’s answer. */
interface Level {
  readonly reader: CellReader;
  readonly type: EntityClass;
  /** Index of the level above; the first one has none. */
  readonly above: number;
  /** Gives the things, with their cells, to the level above. */
  readonly attach: (above: Fetched, things: readonly EntityObject[], cells: readonly RowText[]) => void;
}

type RowText = readonly unknown[];

interface Statement {
  readonly text: string;
  readonly name: string | undefined;
  /** Parameters behind authority and position. */
  readonly values: readonly unknown[];
  readonly levels: readonly Level[];
  /** Place of the sort key in the cells of the page’s rows. */
  readonly sortCell: number;
  readonly counts: boolean;
}

/** Statements by the field that asks, then by everything that their text and parameters depend on. */
const compiled = new WeakMap<FieldNode, Map<string, Statement>>();
const MOST_KEPT_OF_A_FIELD = 100;

/** Texts that have a name on the connections; the number is bounded, since every connection keeps each of them. */
const named = new Map<string, string>();
const MOST_NAMED = 300;

/**
 * A page of the root field that `info` tells of, with all that is selected below it, in one statement; `count` tells the length
 * of the list where the page does not.
 */
export async function pageOfSelection(
  context: RequestContext,
  request: PageRequest,
  list: EntityList,
  info: GraphQLResolveInfo,
  count: () => Promise<number>,
): Promise<Page<EntityObject>> {
  const { at, first, after } = request;
  const [reads, rights] = await Promise.all([context.reads(at), context.rights(at)]);
  const statement = statementOf(context, rights, request, list, info);
  const [answer] = await reads.query(
    statement.text,
    [at.authority, at.position, ...statement.values],
    statement.name,
  );
  const rows = (answer!['n0'] ?? []) as readonly RowText[];
  const things = assemble(at, statement.levels, answer!);
  return {
    nodes: things.slice(0, first),
    cursorOf: (index) =>
      writeCursor(request, [String(rows[index]![statement.sortCell]), things[index]!.row.code]),
    hasNextPage: things.length > first,
    hasPreviousPage: after !== null,
    total: () => (statement.counts ? (answer!['total'] as number) : count()),
  };
}

function assemble(
  at: ReadPoint,
  levels: readonly Level[],
  answer: Readonly<Record<string, unknown>>,
): readonly EntityObject[] {
  const fetched: Fetched[] = levels.map(() => ({ links: new Map(), lists: new Map() }));
  let root: readonly EntityObject[] = [];
  levels.forEach(({ reader, type: Type, above, attach }, index) => {
    const cells = (answer[`n${index}`] ?? []) as readonly RowText[];
    const things = cells.map((row) => new Type(at, reader.decode(row), fetched[index]));
    if (index === 0) root = things;
    else attach(fetched[above]!, things, cells);
  });
  return root;
}

function statementOf(
  context: RequestContext,
  rights: Rights,
  request: PageRequest,
  list: EntityList,
  info: GraphQLResolveInfo,
): Statement {
  const { at, first, after } = request;
  const field = info.fieldNodes[0]!;
  let kept = compiled.get(field);
  if (!kept) compiled.set(field, (kept = new Map()));
  const key = JSON.stringify([at, first, after, context.language, info.variableValues, rights.key]);
  let statement = kept.get(key);
  if (!statement) {
    const open = (entity: AnyEntity) => openRows(entity, rights, context.database.dataModel.scopes, at.asOf);
    statement = compile(new Planner(info, at, context.language), new Writer(open), request, list, info);
    if (kept.size >= MOST_KEPT_OF_A_FIELD) kept.clear();
    kept.set(key, statement);
  }
  return statement;
}

function compile(
  planner: Planner,
  writer: Writer,
  request: PageRequest,
  { entity, where, order }: EntityList,
  info: GraphQLResolveInfo,
): Statement {
  const connection = getNamedType(info.returnType);
  if (!isObjectType(connection)) throw new Error(`${info.fieldName} is no connection`);
  const { nodes, counts } = planner.page(connection, info.fieldNodes);
  const thing = getNamedType(connection.getFields()['nodes']!.type) as GraphQLObjectType;
  const rows = writer.visible(entity, where);
  const place = planner.place(entity, thing, nodes);
  const { sort, orderBy, behind } = orderOf(order, request.after, writer.parameter);
  const sortCell = writer.level({
    place,
    above: -1,
    from: (columns) =>
      `select ${columns}, ${sort} as "~key" from "${versionTable(entity)}" v
       where ${rows} ${behind} order by ${orderBy} limit ${request.first + 1}`,
    extra: ['"~key"::text'],
    order: outerOrder(order),
    attach: () => () => undefined,
  });
  if (counts && request.after === null)
    writer.output(`(select count(*)::int from "${versionTable(entity)}" v where ${rows})`, 'total');
  return writer.statement(sortCell, counts && request.after === null);
}

/** The order of a level’s rows, told over its columns. */
function outerOrder({ type, descending }: RequestedList['order']): string {
  const direction = descending ? 'desc' : 'asc';
  return `"~key"${type === 'text' ? ' collate "C"' : ''} ${direction}, "code" collate "C" ${direction}`;
}

interface LevelSpec {
  readonly place: Place;
  readonly above: number;
  /** The query of the level’s rows, given the select list of the cells. */
  readonly from: (columns: string) => string;
  /** SQL of further cells over the level’s columns. */
  readonly extra: readonly string[];
  /** Null where the order does not matter. */
  readonly order: string | null;
  readonly attach: (extraAt: number) => Level['attach'];
}

/** Writes one statement: a common table per place, each answered as one JSON list of lists. */
class Writer {
  readonly #tables: string[] = [];
  readonly #outputs: string[] = [];
  readonly #values: unknown[] = [];
  readonly #levels: Level[] = [];

  /** What the viewer’s rights add to the conditions on an entity’s rows. */
  readonly #open: (entity: AnyEntity) => readonly Condition[];

  constructor(open: (entity: AnyEntity) => readonly Condition[]) {
    this.#open = open;
  }

  /** The place of a value; authority and position come first. */
  readonly parameter = (value: string | number): string => `$${this.#values.push(value) + 2}`;

  visible(entity: AnyEntity, where: RequestedList['where']): string {
    return visibleRows([...where, ...this.#open(entity)], this.parameter);
  }

  output(sql: string, name: string): void {
    this.#outputs.push(`${sql} as "${name}"`);
  }

  /** Adds a place and everything below it. @returns where the extra cells begin. */
  level({ place, above, from, extra, order, attach }: LevelSpec): number {
    const index = this.#levels.length;
    const reader = cellReader(place.entity, place.wanted);
    const cells = reader.cells('v');
    const columns = cells.map(({ name, sql }) => `${sql} as "${name}"`).join(', ');
    this.#tables.push(`n${index} as (${from(columns)})`);
    const shown = [...cells.map(({ name }) => `"${name}"`), ...extra].join(', ');
    this.output(
      `(select json_agg(json_build_array(${shown})${order === null ? '' : ` order by ${order}`}) from n${index})`,
      `n${index}`,
    );
    const { type } = typeOfEntity(place.entity.name)!;
    this.#levels.push({ reader, type, above, attach: attach(cells.length) });
    for (const link of place.links) this.#link(index, place.entity, link);
    for (const list of place.lists) this.#list(index, list);
    return cells.length;
  }

  #link(above: number, entity: AnyEntity, { key, column, place }: LinkPlan): void {
    const declared = entity.columns[column]!;
    const [stored] = storedNames(column, declared);
    const codes = declared.type === 'codes' ? `unnest("${stored}")` : `"${stored}"`;
    const rows = this.visible(place.entity, [() => `v."code" in (select ${codes} from n${above})`]);
    this.level({
      place,
      above,
      from: (columns) => `select ${columns} from "${versionTable(place.entity)}" v where ${rows}`,
      extra: [],
      order: null,
      attach: () => (fetched, things) =>
        void fetched.links.set(key, new Map(things.map((thing) => [thing.row.code, thing]))),
    });
  }

  #list(above: number, { key, relation, requested, page, counts, place }: ListPlan): void {
    const table = `"${versionTable(place.entity)}" v`;
    const rows = this.visible(place.entity, [...requested.where, () => `v."${relation.column}" = p."code"`]);
    const { sort, orderBy, behind } = orderOf(requested.order, page?.after ?? null, this.parameter);
    const below = 'p."code" as "~below"';
    this.level({
      place,
      above,
      from: (columns) =>
        page === null
          ? `select ${below}, ${columns}, ${sort} as "~key" from n${above} p join ${table} on ${rows}`
          : `select ${below}, v.* from n${above} p cross join lateral (
               select ${columns}, ${sort} as "~key"${counts ? ', count(*) over ()::int as "~total"' : ''}
               from ${table} where ${rows} ${behind} order by ${orderBy} limit ${page.first + 1}) v`,
      extra: ['"~below"', ...(page ? ['"~key"::text'] : []), ...(counts ? ['"~total"'] : [])],
      order: outerOrder(requested.order),
      attach: (extraAt) => (fetched, things, cells) => {
        const groups = new Map<string, number[]>();
        cells.forEach((row, index) => {
          const code = row[extraAt] as string;
          const group = groups.get(code);
          if (group) group.push(index);
          else groups.set(code, [index]);
        });
        const read = (self: EntityObject) => {
          const group = groups.get(self.row.code) ?? [];
          if (page === null) return group.map((index) => things[index]!);
          return asConnection(relation.connection!, pageOf(page, group, things, cells, extraAt));
        };
        fetched.lists.set(key, read);
      },
    });
  }

  statement(sortCell: number, counts: boolean): Statement {
    const text = `with ${this.#tables.join(',\n')}\nselect ${this.#outputs.join(',\n')}`;
    return { text, name: nameOf(text), values: this.#values, levels: this.#levels, sortCell, counts };
  }
}

function pageOf(
  request: PageRequest,
  group: readonly number[],
  things: readonly EntityObject[],
  cells: readonly RowText[],
  extraAt: number,
): Page<object> {
  return {
    nodes: group.slice(0, request.first).map((index) => things[index]!),
    cursorOf: (index) =>
      writeCursor(request, [String(cells[group[index]!]![extraAt + 1]), things[group[index]!]!.row.code]),
    hasNextPage: group.length > request.first,
    hasPreviousPage: request.after !== null,
    // The cell is there whenever the total was selected.
    total: () => (group.length === 0 ? 0 : (cells[group[0]!]![extraAt + 2] as number)),
  };
}

function nameOf(text: string): string | undefined {
  let name = named.get(text);
  if (name === undefined && named.size < MOST_NAMED) {
    name = `page_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    named.set(text, name);
  }
  return name;
}
