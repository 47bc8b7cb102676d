import 'reflect-metadata';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { Extensions, Field } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import type { AnyEntity } from '../model/entity.ts';
import type { Connection } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { RequestedList } from './list-sql.ts';

/**
 * What a field of an entity’s type is read from, so that a page selects no more than it needs.
 *
 * A field without a source is computed by its resolver, which may use the whole row.
 */
export type FieldSource =
  /** The code, or what follows from it. */
  | { readonly kind: 'key' }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'label'; readonly column: string; readonly both: boolean }
  /** The objects whose codes a column holds: one, or many. */
  | { readonly kind: 'link'; readonly column: string; readonly of: string; readonly many: boolean }
  /** Objects that point to this one. */
  | { readonly kind: 'list'; readonly relation: ListRelation };

/** Arguments as graphql-js hands them out. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** Rows of one entity whose column points to a row of another, read below one object or a page of them. */
export interface ListRelation {
  /** "Unit.tasks": names the list in its cursors. */
  readonly name: string;
  readonly entity: AnyEntity;
  /** The database column that points here. */
  readonly column: string;
  /** The connection’s class; null for a short list that comes whole. */
  readonly connection: ClassType<Connection<object>> | null;
  /**
   * Filter and order from the arguments; null where the list is computed in code.
   * @throws ApiFault on arguments that no list can follow.
   */
  readonly requestOf: (args: FieldArguments, at: ReadPoint) => RequestedList | null;
}

type DirectResolver = (
  self: object,
  args: FieldArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** A field added to a class whose fields are known only at run time. */
export interface DirectField {
  readonly name: string;
  readonly type: () => unknown;
  readonly description: string;
  readonly nullable?: true;
  /** Decorators of the arguments. */
  readonly parameters: readonly ((prototype: object, method: string, index: number) => void)[];
  readonly source: FieldSource | null;
  readonly resolve: DirectResolver;
}

interface DirectExtensions {
  /** GETTER: a property of the instance, as graphql-js reads it when nothing else is said. */
  readonly direct?: DirectResolver | 'GETTER';
  readonly source?: FieldSource | null;
}

/**
 * Adds a field to a class whose fields are known only at run time.
 *
 * Its resolver becomes the schema’s own (`installDirectFields`): type-graphql would copy the arguments and await each of them,
 * once for every value of every row.
 */
export function addField(
  prototype: object,
  { name, type, description, nullable, parameters, source, resolve }: DirectField,
): void {
  const method = `${name}Field`;
  const descriptor: PropertyDescriptor = {
    configurable: true,
    value() {
      throw new Error(`${name} is resolved by the schema itself`);
    },
  };
  Object.defineProperty(prototype, method, descriptor);
  parameters.forEach((decorate, index) => decorate(prototype, method, index));
  const extensions: DirectExtensions = { direct: resolve, source };
  Extensions(extensions as Record<string, unknown>)(prototype, method, descriptor);
  const options = { name, description, ...(nullable && { nullable }) };
  (Field(type as () => StringConstructor, options) as MethodDecorator)(prototype, method, descriptor);
}

/**
 * Declares a getter of a class as a field, evaluated only when it is selected.
 *
 * It keeps the schema’s default resolver: type-graphql would take every getter for a method with arguments.
 */
export function GetterField(
  type: () => unknown,
  options: { readonly description: string; readonly nullable?: true },
): MethodDecorator {
  return (prototype, property, descriptor) => {
    const extensions: DirectExtensions = { direct: 'GETTER' };
    Extensions(extensions as Record<string, unknown>)(prototype, property, descriptor);
    (Field(type as () => StringConstructor, options) as MethodDecorator)(prototype, property, descriptor);
  };
}

/** The source of a field of an entity’s type; null where only its resolver knows. */
export function sourceOf(field: { readonly extensions: DirectExtensions }): FieldSource | null {
  return field.extensions.source ?? null;
}

/** The schema, with the resolvers of fields added here installed. */
export function installDirectFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { direct } = field.extensions as DirectExtensions;
      if (direct === 'GETTER') delete field.resolve;
      else if (direct) field.resolve = direct;
    }
  }
  return schema;
}
