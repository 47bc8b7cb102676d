import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { GraphQLError, getArgumentValues, getNamedType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Language } from '../../../rules/kit/text.ts';
import { ApiFault } from '../faults.ts';
import type { AnyEntity } from '../model/entity.ts';
import { Refusal } from '../problems.ts';
import type { PageArgs } from './arguments.ts';
import type { PageRequest } from './connection.ts';
import { pageBelow } from './connection.ts';
import type { ReadPoint } from './context.ts';
import type { FieldArguments, ListRelation } from './direct-field.ts';
import { sourceOf } from './direct-field.ts';
import { typeOfEntity } from './entity-type.ts';
import type { RequestedList } from './list-sql.ts';

/** Statements of more nodes take longer to plan than they save; what lies beyond is read by loaders. */
const MOST_NODES = 24;

/** One node of a selection’s plan: objects of one entity, read together. */
export interface SelectionNode {
  readonly entity: AnyEntity;
  /** Columns that are selected or point on; null where some field may use the whole row. */
  readonly wanted: Map<string, Set<Language>> | null;
  readonly links: readonly LinkPlan[];
  readonly lists: readonly ListPlan[];
}

/** A link to follow: objects whose codes a column of the node above holds. */
export interface LinkPlan {
  /** Response name. */
  readonly key: string;
  readonly column: string;
  readonly node: SelectionNode;
}

/** A list to read below each object of the node above. */
export interface ListPlan {
  /** Response name. */
  readonly key: string;
  readonly relation: ListRelation;
  readonly requested: RequestedList;
  /** The page requested; null for a short list. */
  readonly page: PageRequest | null;
  /** Whether the length of the whole list is selected. */
  readonly counts: boolean;
  readonly node: SelectionNode;
}

/** What is selected of a connection. */
export interface PageSelection {
  /** The fields that select its objects; null for several, which one statement cannot tell apart. */
  readonly nodes: readonly FieldNode[] | null;
  /** Whether the length of the whole list is selected. */
  readonly counts: boolean;
}

/** Plans the nodes, links and lists that a selection needs. Reads nothing. */
export class SelectionPlanner {
  readonly info: GraphQLResolveInfo;
  readonly at: ReadPoint;
  readonly language: Language;
  #nodes = 0;

  constructor(info: GraphQLResolveInfo, at: ReadPoint, language: Language) {
    this.info = info;
    this.at = at;
    this.language = language;
  }

  /** What is selected of a connection type. */
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

  /** The plan of the objects that the fields select; null fields leave everything below them to loaders. */
  node(entity: AnyEntity, type: GraphQLObjectType, fieldNodes: readonly FieldNode[] | null): SelectionNode {
    this.#nodes++;
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
        if (this.#nodes < MOST_NODES) {
          const target = getNamedType(field.type) as GraphQLObjectType;
          const node = this.node(typeOfEntity(source.of)!.entity, target, nodes);
          links.push({ key, column: source.column, node });
        }
      } else if (source.kind === 'list') {
        const plan = this.#nodes < MOST_NODES ? this.#list(key, source.relation, field, nodes) : null;
        if (plan) lists.push(plan);
        else isWhole = true;
      }
    }
    return { entity, wanted: isWhole ? null : wanted, links, lists };
  }

  /** Null where the list is computed in code, or its resolver has to refuse the arguments. */
  #list(
    key: string,
    relation: ListRelation,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): ListPlan | null {
    const args = this.#argumentsOf(field, nodes);
    const requested = args && nullIfRefused(() => relation.requestOf(args, this.at));
    if (!requested) return null;
    const { connection, entity } = relation;
    const type = getNamedType(field.type) as GraphQLObjectType;
    if (connection === null)
      return { key, relation, requested, page: null, counts: false, node: this.node(entity, type, nodes) };
    const page = nullIfRefused(() => pageBelow(this.at, args as PageArgs, relation.name, requested.others));
    if (page === null) return null;
    const selection = this.page(type, nodes);
    // Rows behind a cursor do not tell how long the list is; where there are none, nothing would.
    if (selection.counts && page.after !== null) return null;
    const object = getNamedType(type.getFields()['nodes']!.type) as GraphQLObjectType;
    const { counts } = selection;
    return { key, relation, requested, page, counts, node: this.node(entity, object, selection.nodes) };
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
    return nullIfRefused(() => getArgumentValues(field, nodes[0]!, this.info.variableValues));
  }
}

const BOTH: readonly Language[] = ['vi', 'en'];

/** The result; null for a refusal, which the resolver that then runs repeats with its path. */
function nullIfRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiFault || error instanceof Refusal || error instanceof GraphQLError) return null;
    throw error;
  }
}
