import type { ClassType } from 'type-graphql';
import type { Columns } from '../../../rules/kit/columns.ts';
import type { Entity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import type { PageArgs } from './arguments.ts';
import type { Connection, Page, PageRequest } from './connection.ts';
import { asConnection, pageBelow } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { DirectField, FieldArguments, ListRelation } from './direct-field.ts';
import { addField } from './direct-field.ts';
import type { RequestedList } from './list-sql.ts';
import { pageOfEntity, rowsBelow } from './entity-list.ts';
import type { EntityObject } from './entity-type.ts';
import { typeOfEntity } from './entity-type.ts';

interface ListSpec<C extends Columns, Args extends object> extends Pick<
  DirectField,
  'description' | 'parameters'
> {
  readonly name: string;
  readonly entity: Entity<C>;
  /** The declared column that points here. */
  readonly column: keyof C & string;
  /** Filter and order from the arguments; null where `computePage` computes the list. */
  readonly requestOf: (args: Args, at: ReadPoint) => RequestedList | null;
}

interface ConnectionSpec<C extends Columns, Args extends object, T extends EntityObject> extends ListSpec<
  C,
  Args
> {
  readonly connection: ClassType<Connection<object>>;
  /** The page of a list that is computed in code. */
  computePage?(context: RequestContext, self: T, request: PageRequest, args: Args): Promise<Page<object>>;
}

/** Adds a field with a short list, which always comes whole. */
export function addList<C extends Columns, Args extends object>(
  owner: abstract new (...args: never[]) => EntityObject,
  spec: ListSpec<C, Args>,
): void {
  const relation = relationOf(owner, spec, null);
  addField(owner.prototype as object, {
    ...spec,
    type: () => [typeOfEntity(relation.entity.name)!.type],
    source: { kind: 'list', relation },
    resolve(self, args, context, info) {
      const object = self as EntityObject;
      const read = object.fetched?.lists.get(info.path.key as string);
      return read ? read(object) : rowsBelow(context, relation, object, relation.requestOf(args, object.at)!);
    },
  });
}

/** Adds a field with a list that is read page by page. Its arguments include those of a page. */
export function addConnection<C extends Columns, Args extends object, T extends EntityObject>(
  owner: abstract new (...args: never[]) => T,
  spec: ConnectionSpec<C, Args & PageArgs, T>,
): void {
  const relation = relationOf(owner, spec, spec.connection);
  addField(owner.prototype as object, {
    ...spec,
    type: () => spec.connection,
    source: { kind: 'list', relation },
    resolve(self, args, context, info) {
      const object = self as T;
      const read = object.fetched?.lists.get(info.path.key as string);
      return read ? read(object) : connectionBelow(context, object, relation, spec, args);
    },
  });
}

async function connectionBelow<C extends Columns, Args extends object, T extends EntityObject>(
  context: RequestContext,
  self: T,
  relation: ListRelation,
  spec: ConnectionSpec<C, Args, T>,
  args: FieldArguments,
): Promise<Connection<object>> {
  const { at, row } = self;
  const requested = relation.requestOf(args, at);
  if (requested === null) {
    const { first: _first, after: _after, ...others } = args;
    const request = pageBelow(at, args, relation.name, others);
    return asConnection(spec.connection, await spec.computePage!(context, self, request, args as Args));
  }
  const request = pageBelow(at, args, relation.name, requested.others);
  const below = { column: relation.column, code: row.code };
  const page = await pageOfEntity(context, request, { ...requested, entity: relation.entity, below });
  return asConnection(spec.connection, page);
}

function relationOf<C extends Columns, Args extends object>(
  owner: { readonly name: string },
  { name, entity, column, requestOf }: ListSpec<C, Args>,
  connection: ClassType<Connection<object>> | null,
): ListRelation {
  return {
    name: `${owner.name}.${name}`,
    entity,
    column: storedNames(column, entity.columns[column]!)[0]!,
    connection,
    requestOf: (args, at) => requestOf(args as Args, at),
  };
}
