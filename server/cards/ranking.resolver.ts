import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { exactText } from '../../rules/kit/fraction.ts';
import { appointmentEntity, leaderEntity } from '../modules/leader/leader.entity.ts';
import { Appointment, Leader } from '../modules/leader/leader.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, PageAtArgs, atOf } from '../platform/api/arguments.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import { ScoreCardType } from './card.type.ts';
import { cardOf } from './viewer-cards.ts';
import { rankingLists, rankingPage } from './ranking-list.ts';
import { RankingEntry, RankingGroup } from './ranking.type.ts';
import { viewStanding } from './standing-view.ts';
import { StandingType } from './standing.type.ts';

export const RankingConnection = connectionOf(RankingEntry, 'Ranking');

/** Rankings of a scheme and period. */
@Resolver(() => RankingEntry)
export class RankingResolver {
  @Cost('COHORT')
  @Query(() => RankingConnection, {
    description:
      'Ranks of everyone whom a scheme classes in a period, list by list, with the change against the period before. Whoever may not see the cards sees the lists that were published, without what lies behind them.',
  })
  async ranking(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
    @Arg('group', () => String, { nullable: true, description: 'Only this list, such as "HEAD/DEPARTMENT".' })
    group?: string | null,
  ): Promise<Connection<RankingEntry>> {
    const request = await pageAt(context, args, 'ranking', { scheme, period, group });
    return asConnection(RankingConnection, await rankingPage(context, request, { scheme, period, group }));
  }

  @Cost('COHORT')
  @Query(() => [RankingGroup], { description: 'The separate lists of a ranking.' })
  async rankingGroups(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
  ): Promise<RankingGroup[]> {
    return rankingLists(context, await atOf(context, args), { scheme, period });
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null in a ranking of units.' })
  async leader(@Root() { ranked, at }: RankingEntry, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = ranked;
    return subject.kind === 'UNIT' ? null : findEntity(context, leaderEntity, at, subject.leader);
  }

  @FieldResolver(() => Appointment, { nullable: true, description: 'The post; null in a ranking of units.' })
  async appointment(
    @Root() { ranked, at }: RankingEntry,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const { subject } = ranked;
    return subject.kind === 'UNIT' ? null : findEntity(context, appointmentEntity, at, subject.appointment);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null to whom it is closed.',
  })
  async unit(@Root() { ranked, at }: RankingEntry, @Ctx() context: RequestContext): Promise<object | null> {
    return findEntity(context, unitEntity, at, ranked.subject.unit);
  }

  @FieldResolver(() => StandingType, { description: 'Rank, cap and proposed class, in words too.' })
  standing(@Root() { ranked }: RankingEntry): object {
    return Object.assign(new StandingType(), viewStanding(ranked.standing, exactText(ranked.card.points)));
  }

  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description: 'The card behind the rank; null to whom it is closed.',
  })
  async scoreCard(
    @Root() { query, key }: RankingEntry,
    @Ctx() context: RequestContext,
  ): Promise<ScoreCardType | null> {
    return cardOf(context, query, { of: 'SUBJECT', code: key });
  }
}
