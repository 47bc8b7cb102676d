import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { PageAtArgs, pageArguments } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition } from '../../platform/api/list-sql.ts';
import { among, byDay, within } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { Unit } from '../unit/unit.type.ts';
import { obstacleEntity } from './obstacle.entity.ts';
import { ObstacleConnection, ObstacleFilter } from './obstacle-list.type.ts';
import { Obstacle } from './obstacle.type.ts';

function conditionsOf(filter: ObstacleFilter | null | undefined, asOf: number): Condition[] {
  if (!filter) return [];
  const { cleared } = filter;
  return [
    ...(filter.kinds ? [among('kind', filter.kinds)] : []),
    ...(filter.owedBy ? [among('owed_by', filter.owedBy)] : []),
    ...(filter.blockedUnits ? [among('blocked_unit', filter.blockedUnits)] : []),
    ...within('due_day', filter.due ?? {}),
    ...(cleared === null || cleared === undefined
      ? []
      : [
          (parameter: Parameters<Condition>[0]) =>
            `${cleared ? '' : 'not '}coalesce(v.cleared_on <= (date '1970-01-01' + ${parameter(asOf)}::int), false)`,
        ]),
  ];
}

/** Lists and computed fields of the module. */
@Resolver(() => Obstacle)
export class ObstacleResolver {
  @Query(() => ObstacleConnection, { description: 'Obstacles, the oldest first.' })
  async obstacles(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => ObstacleFilter, { nullable: true, description: 'Which obstacles.' })
    filter: ObstacleFilter | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'obstacles', { filter });
    const where = conditionsOf(filter, request.at.asOf);
    const list = { entity: obstacleEntity, where, order: byDay('raised_on') };
    return asConnection(ObstacleConnection, await pageOfEntity(context, request, list, info));
  }
}

addConnection(Unit, {
  name: 'obstacles',
  description: 'Obstacles that the unit must clear, the oldest first.',
  entity: obstacleEntity,
  column: 'owedBy',
  connection: ObstacleConnection,
  parameters: [pageArguments],
  requestOf: () => ({ where: [], order: byDay('raised_on'), others: {} }),
});
