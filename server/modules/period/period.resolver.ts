import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { AtArgs, PageAtArgs, atOf } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { among, byDay } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import { PeriodKind } from '../choices.ts';
import { periodEntity } from './period.entity.ts';
import { Period } from './period.type.ts';

export const PeriodConnection = connectionOf(Period, 'Period');

/** Lists and computed fields of the module. */
@Resolver(() => Period)
export class PeriodResolver {
  @Query(() => PeriodConnection, { description: 'Periods of evaluation, the earliest first.' })
  async periods(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('kinds', () => [PeriodKind], { nullable: true, description: 'Of one of these kinds.' })
    kinds: (keyof typeof PeriodKind)[] | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'periods', { kinds });
    const where = kinds ? [among('kind', kinds)] : [];
    const list = { entity: periodEntity, where, order: byDay('from') };
    return asConnection(PeriodConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => Period, { nullable: true, description: 'One period by its code.' })
  async period(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code, such as "2026-Q3".' }) code: string,
  ): Promise<object | null> {
    return findEntity(context, periodEntity, await atOf(context, args), code);
  }
}
