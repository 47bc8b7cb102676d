import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { leaderEntity } from '../modules/leader/leader.entity.ts';
import { Leader } from '../modules/leader/leader.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { eventPage } from './event-page.ts';
import { ScoreEventArgs, ScoreEventConnection } from './event-list.type.ts';
import { RankMove, ScoreEventFilter, ScoreEventType } from './event.type.ts';

/** Recorded events, and the unit and leader of each. */
@Resolver(() => ScoreEventType)
export class ScoreEventResolver {
  @Query(() => ScoreEventConnection, {
    description:
      'Changes of scores in the order in which they were announced. "after" is the cursor or place of the last event one has, or a position of the ledger: what was read at that position is followed by just these events. Without it, from the oldest one that is kept; where events right behind it are no longer kept, EXPIRED_POSITION names the oldest place to go on from.',
  })
  async scoreEvents(
    @Ctx() context: RequestContext,
    @Args(() => ScoreEventArgs) args: ScoreEventArgs,
    @Arg('filter', () => ScoreEventFilter, { nullable: true, description: 'Only these.' })
    requested?: ScoreEventFilter | null,
  ): Promise<Connection<ScoreEventType>> {
    return asConnection(ScoreEventConnection, await eventPage(context, args, requested));
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null of ranks.',
  })
  async unit(
    @Root() { subject, at }: ScoreEventType,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return subject && findEntity(context, unitEntity, at, subject.unit);
  }

  @FieldResolver(() => Leader, {
    nullable: true,
    description: 'The leader; null of a unit’s card and of ranks.',
  })
  async leader(
    @Root() { subject, at }: ScoreEventType,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return subject?.leader ? findEntity(context, leaderEntity, at, subject.leader) : null;
  }
}

/** The unit and leader of a moved rank. */
@Resolver(() => RankMove)
export class RankMoveResolver {
  @FieldResolver(() => Unit, { nullable: true, description: 'The unit, or the unit of the post.' })
  async unit(@Root() { subject, at }: RankMove, @Ctx() context: RequestContext): Promise<object | null> {
    return findEntity(context, unitEntity, at, subject.unit);
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null in a ranking of units.' })
  async leader(@Root() { subject, at }: RankMove, @Ctx() context: RequestContext): Promise<object | null> {
    return subject.leader === null ? null : findEntity(context, leaderEntity, at, subject.leader);
  }
}
