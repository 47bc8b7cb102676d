import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import type { Rating as RatingCode } from '../../rules/kit/rating.ts';
import { Rating } from '../modules/choices.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { DateScalar } from '../platform/api/scalars.ts';
import { isInScope } from '../platform/access/policy.ts';
import { ScoreCardType } from './card.type.ts';
import { decidedOf, decidedRatings } from '../scoring/compute/decided-ratings.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { periodOf } from '../facts/snapshot.ts';

/** What became of a card’s proposal. */
@Resolver(() => ScoreCardType)
export class CardDecisionResolver {
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      'Day on which the period was sealed; null while it is not. From then on nothing alters the card, and its position is that of the sealing.',
  })
  async sealedOn(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<Day | null> {
    return periodOf(await snapshotAt(context, card.query), card.query.period).sealedOn;
  }

  @FieldResolver(() => Rating, {
    nullable: true,
    description:
      'The class that the competent authority decided; null where it decided none, or it is closed to the viewer.',
  })
  async decidedRating(
    @Root() { card: { query, body } }: ScoreCardType,
    @Ctx() context: RequestContext,
  ): Promise<RatingCode | null> {
    const { subject } = body;
    if (subject.kind === 'UNIT' && !isInScope(await context.rights(query), 'EVALUATION', subject.unit))
      return null;
    const { authority, position, period } = query;
    const decided = await context.memo(`decided ratings ${authority} ${position} ${period}`, () =>
      decidedRatings(context.database, query),
    );
    return decidedOf(subject, decided);
  }
}
