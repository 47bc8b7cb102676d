import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Leader } from '../modules/leader/leader.type.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { knownAtOf } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { CardArgs } from './card-arguments.type.ts';
import { ScoreCardType } from './card.type.ts';
import { cardInPeriod } from './viewer-cards.ts';

/** The score card of a leader. */
@Resolver(() => Leader)
export class LeaderCardResolver {
  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description:
      'Score card of a period over all of the leader’s posts; null where the scheme does not score the leader.',
  })
  async scoreCard(
    @Root() leader: Leader,
    @Ctx() context: RequestContext,
    @Args(() => CardArgs) args: CardArgs,
  ): Promise<ScoreCardType | null> {
    const at = await requestedPoint(context, leader.at, args);
    return cardInPeriod(context, at, args, { of: 'LEADER', code: leader.row.code });
  }
}

/** The score card of a unit. */
@Resolver(() => Unit)
export class UnitCardResolver {
  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description: 'Score card of a period; null where the scheme does not score the unit.',
  })
  async scoreCard(
    @Root() unit: Unit,
    @Ctx() context: RequestContext,
    @Args(() => CardArgs) args: CardArgs,
  ): Promise<ScoreCardType | null> {
    const at = await requestedPoint(context, unit.at, args);
    return cardInPeriod(context, at, args, { of: 'UNIT', code: unit.row.code });
  }
}

/** The point at which the card is read: that of its leader or unit, unless the arguments name another. */
async function requestedPoint(context: RequestContext, at: ReadPoint, args: CardArgs): Promise<ReadPoint> {
  const asOf = args.asOf ?? at.asOf;
  if (!args.knownAt) return { ...at, asOf };
  return context.at({ authority: at.authority, asOf, knownAt: knownAtOf(args.knownAt) });
}
