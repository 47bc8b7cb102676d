import { createHash } from 'node:crypto';
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { AnyEntity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import type { CellReader } from '../model/storage.ts';
import { cellReader, versionTable } from '../model/storage.ts';
import type { Page, PageRequest } from './connection.ts';
import { asConnection, writeCursor } from './connection.ts';
import type { EntityClass, EntityObject, Fetched } from './entity-type.ts';
import { typeOfEntity } from './entity-type.ts';
import type { Condition, EntityList, RequestedList } from './list-sql.ts';
import { orderOf, visibleRows } from './list-sql.ts';
import type { LinkPlan, ListPlan, SelectionNode, SelectionPlanner } from './selection-plan.ts';

/** How the objects of one selection node are read from the statement’s result. */
export interface Level {
  readonly reader: CellReader;
  readonly type: EntityClass;
  /** Index of the level above; the first one has none. */
  readonly above: number;
  /** Hands the objects, with their cells, to the level above. */
  readonly attach: (above: Fetched, objects: readonly EntityObject[], cells: readonly Cells[]) => void;
}

/** Values of one row, in the order of its level’s reader; further cells follow. */
export type Cells = readonly unknown[];

/** One statement with everything that its result is read by. */
export interface SelectionStatement {
  readonly text: string;
  /** Keeps it prepared on its connection; undefined where too many are. */
  readonly name: string | undefined;
  /** Parameters behind authority and position. */
  readonly values: readonly unknown[];
  readonly levels: readonly Level[];
  /** Index of the sort key in the cells of the page’s rows. */
  readonly sortCell: number;
  /** Whether its result has the length of the whole list, as "total". */
  readonly counts: boolean;
}

/** Names of prepared statements by text; bounded, since every connection holds each of them. */
const named = new Map<string, string>();
const MOST_NAMED = 300;

/**
 * The statement that reads a page of a root field with everything selected below it.
 * @param open conditions that the viewer’s rights set on an entity’s rows
 */
export function writeStatement(
  planner: SelectionPlanner,
  open: (entity: AnyEntity) => readonly Condition[],
  request: PageRequest,
  { entity, where, order }: EntityList,
  info: GraphQLResolveInfo,
): SelectionStatement {
  const writer = new StatementWriter(open);
  const connection = getNamedType(info.returnType);
  if (!isObjectType(connection)) throw new Error(`${info.fieldName} is no connection`);
  const { nodes, counts } = planner.page(connection, info.fieldNodes);
  const object = getNamedType(connection.getFields()['nodes']!.type) as GraphQLObjectType;
  const rows = writer.visible(entity, where);
  const node = planner.node(entity, object, nodes);
  const { sort, orderBy, behind } = orderOf(order, request.after, writer.parameter);
  const sortCell = writer.level({
    node,
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

/** The order of a level’s rows, over the columns of its table. */
function outerOrder({ type, descending }: RequestedList['order']): string {
  const direction = descending ? 'desc' : 'asc';
  return `"~key"${type === 'text' ? ' collate "C"' : ''} ${direction}, "code" collate "C" ${direction}`;
}

interface LevelSpec {
  readonly node: SelectionNode;
  readonly above: number;
  /** The query of the level’s rows, given the select list of the cells. */
  readonly from: (columns: string) => string;
  /** SQL of further cells over the level’s columns. */
  readonly extra: readonly string[];
  /** Null where the order does not matter. */
  readonly order: string | null;
  readonly attach: (extraAt: number) => Level['attach'];
}

/** Writes one statement: a common table per node, each returned as one JSON list of lists. */
class StatementWriter {
  readonly #tables: string[] = [];
  readonly #outputs: string[] = [];
  readonly #values: unknown[] = [];
  readonly #levels: Level[] = [];

  readonly #open: (entity: AnyEntity) => readonly Condition[];

  constructor(open: (entity: AnyEntity) => readonly Condition[]) {
    this.#open = open;
  }

  /** Adds a value. @returns its placeholder; authority and position come first */
  readonly parameter = (value: string | number): string => `$${this.#values.push(value) + 2}`;

  visible(entity: AnyEntity, where: RequestedList['where']): string {
    return visibleRows([...where, ...this.#open(entity)], this.parameter);
  }

  output(sql: string, name: string): void {
    this.#outputs.push(`${sql} as "${name}"`);
  }

  /** Adds a node and everything below it. @returns index of the first extra cell */
  level({ node, above, from, extra, order, attach }: LevelSpec): number {
    const index = this.#levels.length;
    const reader = cellReader(node.entity, node.wanted);
    const cells = reader.cells('v');
    const columns = cells.map(({ name, sql }) => `${sql} as "${name}"`).join(', ');
    this.#tables.push(`n${index} as (${from(columns)})`);
    const outputs = [...cells.map(({ name }) => `"${name}"`), ...extra].join(', ');
    this.output(
      `(select json_agg(json_build_array(${outputs})${order === null ? '' : ` order by ${order}`}) from n${index})`,
      `n${index}`,
    );
    const { type } = typeOfEntity(node.entity.name)!;
    this.#levels.push({ reader, type, above, attach: attach(cells.length) });
    for (const link of node.links) this.#link(index, node.entity, link);
    for (const list of node.lists) this.#list(index, list);
    return cells.length;
  }

  #link(above: number, entity: AnyEntity, { key, column, node }: LinkPlan): void {
    const declared = entity.columns[column]!;
    const [stored] = storedNames(column, declared);
    const codes = declared.type === 'codes' ? `unnest("${stored}")` : `"${stored}"`;
    const rows = this.visible(node.entity, [() => `v."code" in (select ${codes} from n${above})`]);
    this.level({
      node,
      above,
      from: (columns) => `select ${columns} from "${versionTable(node.entity)}" v where ${rows}`,
      extra: [],
      order: null,
      attach: () => (fetched, objects) =>
        void fetched.links.set(key, new Map(objects.map((one) => [one.row.code, one]))),
    });
  }

  #list(above: number, { key, relation, requested, page, counts, node }: ListPlan): void {
    const table = `"${versionTable(node.entity)}" v`;
    const rows = this.visible(node.entity, [...requested.where, () => `v."${relation.column}" = p."code"`]);
    const { sort, orderBy, behind } = orderOf(requested.order, page?.after ?? null, this.parameter);
    const below = 'p."code" as "~below"';
    this.level({
      node,
      above,
      from: (columns) =>
        page === null
          ? `select ${below}, ${columns}, ${sort} as "~key" from n${above} p join ${table} on ${rows}`
          : `select ${below}, v.* from n${above} p cross join lateral (
               select ${columns}, ${sort} as "~key"${counts ? ', count(*) over ()::int as "~total"' : ''}
               from ${table} where ${rows} ${behind} order by ${orderBy} limit ${page.first + 1}) v`,
      extra: ['"~below"', ...(page ? ['"~key"::text'] : []), ...(counts ? ['"~total"'] : [])],
      order: outerOrder(requested.order),
      attach: (extraAt) => (fetched, objects, cells) => {
        const groups = new Map<string, number[]>();
        cells.forEach((row, index) => {
          const code = row[extraAt] as string;
          const group = groups.get(code);
          if (group) group.push(index);
          else groups.set(code, [index]);
        });
        const read = (self: EntityObject) => {
          const group = groups.get(self.row.code) ?? [];
          if (page === null) return group.map((index) => objects[index]!);
          return asConnection(relation.connection!, pageOfGroup(page, group, objects, cells, extraAt));
        };
        fetched.lists.set(key, read);
      },
    });
  }

  statement(sortCell: number, counts: boolean): SelectionStatement {
    const text = `with ${this.#tables.join(',\n')}\nselect ${this.#outputs.join(',\n')}`;
    return { text, name: nameOf(text), values: this.#values, levels: this.#levels, sortCell, counts };
  }
}

/** The page of one object: the rows of its group, of all rows of the level. */
function pageOfGroup(
  request: PageRequest,
  group: readonly number[],
  objects: readonly EntityObject[],
  cells: readonly Cells[],
  extraAt: number,
): Page<object> {
  return {
    nodes: group.slice(0, request.first).map((index) => objects[index]!),
    cursorOf: (index) =>
      writeCursor(request, [String(cells[group[index]!]![extraAt + 1]), objects[group[index]!]!.row.code]),
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
