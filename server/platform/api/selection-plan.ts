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

/** Statements larger than this take longer to plan than they save; what lies beyond is read by loaders. */
const MOST_PLACES = 24;

/** Rows of one entity at one place of a selection. */
export interface Place {
  readonly entity: AnyEntity;
  /** Columns that are shown or point on; null where some field may look at the whole row. */
  readonly wanted: Map<string, Set<Language>> | null;
  readonly links: readonly LinkPlan[];
  readonly lists: readonly ListPlan[];
}

/** A link from a place to the rows that one of its columns names. */
export interface LinkPlan {
  readonly key: string;
  readonly column: string;
  readonly place: Place;
}

/** A list below each row of a place. */
export interface ListPlan {
  readonly key: string;
  readonly relation: ListRelation;
  readonly requested: RequestedList;
  /** The page requested; null for a short list. */
  readonly page: PageRequest | null;
  readonly counts: boolean;
  readonly place: Place;
}

/** What a connection’s selection requests. */
export interface PageSelection {
  /** The fields that select things; several selections of the same things cannot be told apart later. */
  readonly nodes: readonly FieldNode[] | null;
  readonly counts: boolean;
}

/** Reads a selection as places, links and lists. */
export class Planner {
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
    const requested = args && refusedAsNull(() => relation.requestOf(args, this.at));
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
