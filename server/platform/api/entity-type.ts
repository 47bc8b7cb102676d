import type { GraphQLSchema } from 'graphql';
import { getNullableType, isObjectType } from 'graphql';
import { ID, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import type { Column, Columns, Row } from '../../../rules/kit/columns.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { AnyEntity, AnyRow, Entity } from '../model/entity.ts';
import { readEntity } from '../ledger/reading.ts';
import type { Coded } from '../model/storage.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import { Node, idOfNode, registerNode } from './node.ts';
import { DateScalar, DecimalScalar, quantityText } from './scalars.ts';
import { viewerAccess } from './viewer-access.ts';
import { addField, sourceOf } from './direct-field.ts';
import { addTextField } from './text-field.ts';

/** An object of the API: a row of the ledger, read at one read point. */
export abstract class EntityObject<C extends Columns = Columns> {
  readonly at: ReadPoint;
  /** Whole, unless it came with a page whose selection needs only a part of it. */
  readonly row: Coded<Row<C>>;
  /** What came in the same statement; null where links are read one by one. */
  readonly fetched: Fetched | null;

  constructor(at: ReadPoint, row: Coded<Row<C>>, fetched: Fetched | null = null) {
    this.at = at;
    this.row = row;
    this.fetched = fetched;
  }
}

/** What one statement fetched below the objects of one selection node, by response name. */
export interface Fetched {
  /** Objects that a column points to, by code. */
  readonly links: Map<string, ReadonlyMap<string, EntityObject>>;
  /** Objects that point to one of these. */
  readonly lists: Map<string, (self: EntityObject) => unknown>;
}

/** A class whose objects hold rows of one entity. */
export type EntityClass<T extends EntityObject = EntityObject, R = Coded<AnyRow>> = ClassType<
  T,
  [at: ReadPoint, row: R, fetched?: Fetched | null]
>;

interface TypeOfEntity {
  readonly entity: AnyEntity;
  readonly type: EntityClass;
}

const types = new Map<string, TypeOfEntity>();

interface EntityTypeOptions {
  readonly description: string;
  /** GraphQL enums of choice columns, by column. */
  readonly choices?: Readonly<Record<string, object>>;
  /** Columns without a field. */
  readonly omit?: readonly string[];
  /** Names of fields that differ from their column’s, by column. */
  readonly names?: Readonly<Record<string, string>>;
}

/**
 * Makes a class the GraphQL type of an entity, with one field per column.
 *
 * Fields are described by the columns’ titles. A code of another entity’s row becomes that object, read at the same read point.
 */
export function EntityType<C extends Columns>(
  entity: Entity<C>,
  name: string,
  options: EntityTypeOptions,
): ClassDecorator {
  return (target) => {
    const type = target as unknown as EntityClass;
    ObjectType(name, { description: options.description, implements: Node })(target);
    types.set(entity.name, { entity, type });
    registerNode(name, (context, at, code) => findEntity(context, entity, at, code));
    addField(type.prototype, {
      name: 'id',
      type: () => ID,
      description: 'Opaque and stable: names the type, the authority and the code.',
      parameters: [],
      source: { kind: 'key' },
      resolve: (self) => {
        const { at, row } = self as EntityObject;
        return idOfNode({ type: name, authority: at.authority, code: row.code });
      },
    });
    if (!Object.hasOwn(entity.columns, 'code'))
      addPlain(type, 'code', 'code', 'Natural key: the values that name it, joined by "/".', () => String);
    for (const [column, declared] of Object.entries(entity.columns as Columns)) {
      if (options.omit?.includes(column)) continue;
      addColumn(type, options.names?.[column] ?? column, column, declared, options.choices?.[column]);
    }
  };
}

function addColumn(
  type: EntityClass,
  name: string,
  column: string,
  declared: Column,
  choice: object | undefined,
): void {
  const description = `${declared.title.vi} (${declared.title.en}).`;
  const { nullable } = declared;
  switch (declared.type) {
    case 'label':
      addTextField(
        type.prototype,
        name,
        description,
        nullable ? { nullable: true } : {},
        (self) => (self as EntityObject).row[column] as Text | null,
        column,
      );
      return;
    case 'code':
    case 'codes':
      if (declared.of !== null)
        addLink(type, name, column, declared.of, declared.type === 'codes', nullable, description);
      else
        addPlain(
          type,
          name,
          column,
          description,
          () => (declared.type === 'codes' ? [String] : String),
          nullable,
        );
      return;
    case 'text':
      addPlain(type, name, column, description, () => String, nullable);
      return;
    case 'choice':
      addPlain(type, name, column, description, () => choice ?? String, nullable);
      return;
    case 'day':
      addPlain(type, name, column, description, () => DateScalar, nullable);
      return;
    case 'days':
      addPlain(type, name, column, description, () => [DateScalar], nullable);
      return;
    case 'count':
      addPlain(type, name, column, description, () => Int, nullable);
      return;
    case 'flag':
      addPlain(type, name, column, description, () => Boolean, nullable);
      return;
    case 'quantity':
      addPlain(
        type,
        name,
        column,
        description,
        () => DecimalScalar,
        nullable,
        (value) => (value === null ? null : quantityText(value as bigint, declared.scale)),
      );
      return;
    default:
      declared satisfies never;
  }
}

function addPlain(
  type: EntityClass,
  name: string,
  column: string,
  description: string,
  returns: () => unknown,
  nullable = false,
  format: (value: unknown) => unknown = (value) => value,
): void {
  addField(type.prototype, {
    name,
    type: returns,
    description,
    ...(nullable && { nullable: true as const }),
    parameters: [],
    source: column === 'code' ? { kind: 'key' } : { kind: 'column', column },
    resolve: (self) => format((self as EntityObject).row[column]),
  });
}

function addLink(
  type: EntityClass,
  name: string,
  column: string,
  of: string,
  many: boolean,
  nullable: boolean,
  description: string,
): void {
  const target = () => {
    const known = types.get(of);
    if (!known) throw new Error(`no GraphQL type for entity "${of}"`);
    return known;
  };
  addField(type.prototype, {
    name,
    type: () => (many ? [target().type] : target().type),
    description,
    ...(nullable && { nullable: true as const }),
    parameters: [],
    source: { kind: 'link', column, of, many },
    resolve: (self, _args, context, info) => {
      const { at, row, fetched } = self as EntityObject;
      const value = row[column] as string | readonly string[] | null;
      if (value === null) return null;
      const known = fetched?.links.get(info.path.key as string);
      // What the viewer may not see is left out of a list.
      const visible = (objects: readonly (object | null)[]) => objects.filter((one) => one !== null);
      if (known)
        return typeof value === 'string'
          ? (known.get(value) ?? null)
          : visible(value.map((code) => known.get(code) ?? null));
      const find = (code: string) => findEntity(context, target().entity, at, code);
      return typeof value === 'string' ? find(value) : Promise.all(value.map(find)).then(visible);
    },
  });
}

/** The schema, with links nullable where not everybody may see what they lead to. */
export function loosenLinks(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const source = sourceOf(field);
      if (source?.kind !== 'link' || source.many) continue;
      if (typeOfEntity(source.of)!.entity.visibility.class === 'OPEN') continue;
      field.type = getNullableType(field.type);
      field.description = `${field.description} Null where the viewer may not see it.`;
    }
  }
  return schema;
}

/** The GraphQL class of an entity, by its name; null for none. */
export function typeOfEntity(entity: string): TypeOfEntity | null {
  return types.get(entity) ?? null;
}

/** Every entity that has a GraphQL type. */
export function entitiesWithTypes(): readonly AnyEntity[] {
  return [...types.values()].map(({ entity }) => entity);
}

/** The row as an object of its entity’s class. */
export function show<T extends EntityObject, R>(type: EntityClass<T, R>, at: ReadPoint, row: R): T {
  return new type(at, row);
}

/** The object with a code, null for none; one statement for all of the same turn. */
export async function findEntity<C extends Columns>(
  context: RequestContext,
  entity: Entity<C>,
  at: ReadPoint,
  code: string,
): Promise<EntityObject<C> | null> {
  const loader = context.loader<string, Coded<Row<C>> | null>(
    `${entity.name} ${JSON.stringify(at)}`,
    async (codes) => {
      const { reads, open } = await viewerAccess(context, entity, at);
      const { authority, position } = at;
      const rows = await readEntity(reads, entity, { authority, position, codes, also: open });
      const byCode = new Map(rows.map((row) => [row.code, row]));
      return codes.map((one) => byCode.get(one) ?? null);
    },
  );
  const row = await loader.load(code);
  return row === null ? null : (show(types.get(entity.name)!.type, at, row) as EntityObject<C>);
}

/**
 * Objects that point to a code with one column, in order of codes.
 *
 * One statement reads those of all calls in the same turn. For short lists.
 */
export async function findPointing<C extends Columns>(
  context: RequestContext,
  entity: Entity<C>,
  column: keyof C & string,
  at: ReadPoint,
  code: string,
): Promise<EntityObject<C>[]> {
  const loader = context.loader<string, readonly Coded<Row<C>>[]>(
    `${entity.name}.${column} ${JSON.stringify(at)}`,
    async (codes) => {
      const { reads, open } = await viewerAccess(context, entity, at);
      const { authority, position } = at;
      const where = { [column]: codes };
      const rows = await readEntity(reads, entity, { authority, position, where, also: open });
      const byCode = Map.groupBy(rows, (row) => row[column] as string);
      return codes.map((one) => byCode.get(one) ?? []);
    },
  );
  const rows = await loader.load(code);
  const { type } = types.get(entity.name)!;
  return rows.map((row) => show(type, at, row) as EntityObject<C>);
}
