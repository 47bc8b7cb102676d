import { createHash } from 'node:crypto';
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { GraphQLError, getArgumentValues, getNamedType, isObjectType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Language } from '../../../rules/kit/text.ts';
import type { AnyEntity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import { Refusal } from '../problems.ts';
import type { CellReader } from '../model/storage.ts';
import { cellReader, versionTable } from '../model/storage.ts';
import type { PageArgs } from './arguments.ts';
import type { Page, PageRequest } from './connection.ts';
import { asConnection, pageBelow, writeCursor } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { FieldArguments, ListRelation } from './direct-field.ts';
import { sourceOf } from './direct-field.ts';
import { ApiFault } from '../faults.ts';
import type { RequestedList, Condition, EntityList } from './list-sql.ts';
import { orderOf, visibleRows } from './list-sql.ts';
import type { Fetched, EntityClass, EntityObject } from './entity-type.ts';
import { typeOfEntity } from './entity-type.ts';
import { openRows } from './viewer-access.ts';

/** Statements larger than this take longer to plan than they save; what lies beyond is read by loaders. */
const MOST_PLACES = 24;

/** Things of one noun at one place of a selection. */
interface Place {
  readonly entity: AnyEntity;
  /** Columns that are shown or point on; null where some field may look at the whole row. */
  readonly wanted: Map<string, Set<Language>> | null;
  readonly links: readonly LinkPlan[];
  readonly lists: readonly ListPlan[];
}

interface LinkPlan {
  readonly key: string;
  readonly column: string;
  readonly place: Place;
}

interface ListPlan {
  readonly key: string;
  readonly relation: ListRelation;
  readonly requested: RequestedList;
  /** The page asked for; null for a short list. */
  readonly page: PageRequest | null;
  readonly counts: boolean;
  readonly place: Place;
}

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

/** What a connection’s selection asks for. */
interface PageSelection {
  /** The fields that select things; several selections of the same things cannot be told apart later. */
  readonly nodes: readonly FieldNode[] | null;
  readonly counts: boolean;
}

/** Reads a selection as places, links and lists. */
class Planner {
  readonly info: GraphQLResolveInfo;
  readonly at: ReadPoint;
  readonly language: Language;
  #places = 0;

  constructor(info: GraphQLResolveInfo, at: ReadPoint, language: Language) {
    this.info = info;
    this.at = at;
    this.language = language;
  }

  page(type: GraphQLObjectType, fieldNodes: readonly FieldNode[]): PageSelection {
    const groups: (readonly FieldNode[])[] = [];
    let counts = false;
    for (const { field, nodes } of this.#fields(type, fieldNodes)) {
      if (field.name === 'totalCount') counts = true;
      else if (field.name === 'nodes') groups.push(nodes);
      else if (field.name === 'edges')
        for (const below of this.#fields(getNamedType(field.type) as GraphQLObjectType, nodes))
          if (below.field.name === 'node') groups.push(below.nodes);
    }
    return { nodes: groups.length > 1 ? null : (groups[0] ?? []), counts };
  }

  /** `fieldNodes` null stands for a selection that is left to loaders. */
  place(entity: AnyEntity, type: GraphQLObjectType, fieldNodes: readonly FieldNode[] | null): Place {
    this.#places++;
    const wanted = new Map<string, Set<Language>>();
    const links: LinkPlan[] = [];
    const lists: ListPlan[] = [];
    let isWhole = fieldNodes === null;
    for (const { key, field, nodes } of this.#fields(type, fieldNodes ?? [])) {
      const source = sourceOf(field);
      if (source === null) isWhole = true;
      else if (source.kind === 'column') wanted.set(source.column, new Set());
      else if (source.kind === 'label') {
        const languages = wanted.get(source.column) ?? new Set();
        for (const one of source.both ? BOTH : this.#languageOf(field, nodes)) languages.add(one);
        wanted.set(source.column, languages);
      } else if (source.kind === 'link') {
        wanted.set(source.column, new Set());
        if (this.#places < MOST_PLACES) {
          const target = getNamedType(field.type) as GraphQLObjectType;
          const place = this.place(typeOfEntity(source.of)!.entity, target, nodes);
          links.push({ key, column: source.column, place });
        }
      } else if (source.kind === 'list') {
        const plan = this.#places < MOST_PLACES ? this.#list(key, source.relation, field, nodes) : null;
        if (plan) lists.push(plan);
        else isWhole = true;
      }
    }
    return { entity, wanted: isWhole ? null : wanted, links, lists };
  }

  /** Null where the list must be worked out, or its resolver has to refuse the arguments. */
  #list(
    key: string,
    relation: ListRelation,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): ListPlan | null {
    const args = this.#argumentsOf(field, nodes);
    const requested = args && refusedAsNull(() => relation.ask(args, this.at));
    if (!requested) return null;
    const { connection, entity } = relation;
    const type = getNamedType(field.type) as GraphQLObjectType;
    if (connection === null)
      return { key, relation, requested, page: null, counts: false, place: this.place(entity, type, nodes) };
    const page = refusedAsNull(() => pageBelow(this.at, args as PageArgs, relation.name, requested.others));
    if (page === null) return null;
    const selection = this.page(type, nodes);
    // Rows behind a cursor do not tell how long the list is; where there are none, nothing would.
    if (selection.counts && page.after !== null) return null;
    const thing = getNamedType(type.getFields()['nodes']!.type) as GraphQLObjectType;
    const { counts } = selection;
    return { key, relation, requested, page, counts, place: this.place(entity, thing, selection.nodes) };
  }

  *#fields(type: GraphQLObjectType, fieldNodes: readonly FieldNode[]) {
    const { schema, fragments, variableValues } = this.info;
    for (const [key, nodes] of collectSubfields(schema, fragments, variableValues, type, fieldNodes)) {
      const field = type.getFields()[nodes[0]!.name.value];
      // __typename needs nothing from the row.
      if (field) yield { key, field, nodes };
    }
  }

  #languageOf(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): readonly Language[] {
    const args = this.#argumentsOf(field, nodes);
    if (args === null) return BOTH;
    return [(args['language'] as Language | null | undefined) ?? this.language];
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): FieldArguments | null {
    return refusedAsNull(() => getArgumentValues(field, nodes[0]!, this.info.variableValues));
  }
}

const BOTH: readonly Language[] = ['vi', 'en'];

/** What is refused here is refused again, with its path, by the resolver that then runs. */
function refusedAsNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ApiFault || error instanceof Refusal || error instanceof GraphQLError) return null;
    throw error;
  }
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

  /** What the viewer’s rights add to the conditions on a noun’s rows. */
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
