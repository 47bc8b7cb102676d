import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { AtArgs, PageAtArgs, atOf, isGiven, pageArguments } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition, Order } from '../../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, spans } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity, findPointing } from '../../platform/api/entity-type.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { lineageEntity, unitEntity } from './unit.entity.ts';
import { UnitConnection, UnitFilter, UnitLineages, UnitSortInput } from './unit-list.type.ts';
import { Unit } from './unit.type.ts';

function conditionsOf(filter: UnitFilter | null | undefined): Condition[] {
  if (!filter) return [];
  return [
    ...(filter.kinds ? [among('kind', filter.kinds)] : []),
    ...(isGiven(filter.parent) ? [among('parent', [filter.parent])] : []),
    ...(filter.codes ? [among('code', filter.codes)] : []),
    ...(filter.openOn === null || filter.openOn === undefined
      ? []
      : [spans('opened_on', 'closed_on', filter.openOn)]),
    ...(filter.search ? [contains(['name_vi', 'name_en', 'code'], filter.search)] : []),
  ];
}

function orderOf(sort: UnitSortInput | null | undefined): Order {
  const descending = sort?.direction === 'DESC';
  return sort?.field === 'OPENED_ON' ? byDay('opened_on', descending) : { ...BY_CODE, descending };
}

const sortArgument = Arg('orderBy', () => UnitSortInput, {
  nullable: true,
  description: 'Sorted how; by default by code.',
});

addConnection(Unit, {
  name: 'children',
  description: 'Units directly below.',
  entity: unitEntity,
  column: 'parent',
  connection: UnitConnection,
  parameters: [
    pageArguments,
    Arg('filter', () => UnitFilter, { nullable: true, description: 'Which of them.' }),
    sortArgument,
  ],
  requestOf: ({ filter, orderBy }: { filter?: UnitFilter | null; orderBy?: UnitSortInput | null }) => ({
    where: conditionsOf(filter),
    order: orderOf(orderBy),
    others: { filter, orderBy },
  }),
});

/** Lists and computed fields of the module. */
@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => UnitConnection, {
    description:
      'Units of an authority: with asOf those that existed on that day, without it all that were ever recorded, closed ones with their day.',
  })
  async units(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => UnitFilter, { nullable: true, description: 'Which units.' })
    filter: UnitFilter | null | undefined,
    @sortArgument orderBy: UnitSortInput | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'units', { filter, orderBy });
    const { asOf = null } = args;
    const existing = asOf === null ? [] : [spans('opened_on', 'closed_on', asOf)];
    const where = [...conditionsOf(filter), ...existing];
    const list = { entity: unitEntity, where, order: orderOf(orderBy) };
    return asConnection(UnitConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => Unit, { nullable: true, description: 'One unit by its code.' })
  async unit(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<object | null> {
    return findEntity(context, unitEntity, await atOf(context, args), code);
  }

  @FieldResolver(() => UnitLineages, { description: 'Predecessors and successors in reorganisations.' })
  async lineage(@Root() unit: Unit, @Ctx() context: RequestContext): Promise<object> {
    const [predecessors, successors] = await Promise.all([
      findPointing(context, lineageEntity, 'successor', unit.at, unit.row.code),
      findPointing(context, lineageEntity, 'predecessor', unit.at, unit.row.code),
    ]);
    return { predecessors, successors };
  }
}
