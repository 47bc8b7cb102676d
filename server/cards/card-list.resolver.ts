import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { PageAtArgs } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import { ScoreCardFilter, cardPage } from './card-list.ts';
import { ScoreCardType } from './card.type.ts';

const ScoreCardSort = choiceType('ScoreCardSort', 'What cards are sorted by.', {
  SUBJECT: { vi: 'Mã đối tượng', en: 'Code of the subject' },
  POINTS_DESC: { vi: 'Điểm, cao trước', en: 'Points, highest first' },
  POINTS_ASC: { vi: 'Điểm, thấp trước', en: 'Points, lowest first' },
});

export const ScoreCardConnection = connectionOf(ScoreCardType, 'ScoreCard');

/** The list of the cards of a scheme and period. */
@Resolver(() => ScoreCardType)
export class ScoreCardListResolver {
  @Cost('COHORT')
  @Query(() => ScoreCardConnection, {
    description: 'Cards of everyone whom a scheme scores in a period: one per unit, or per post.',
  })
  async scoreCards(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
    @Arg('filter', () => ScoreCardFilter, { nullable: true, description: 'Which cards.' })
    filter?: ScoreCardFilter | null,
    @Arg('orderBy', () => ScoreCardSort, { defaultValue: 'SUBJECT', description: 'Sorted by what.' })
    orderBy: keyof typeof ScoreCardSort = 'SUBJECT',
  ): Promise<Connection<ScoreCardType>> {
    const request = await pageAt(context, args, 'scoreCards', { scheme, period, filter, orderBy });
    return asConnection(
      ScoreCardConnection,
      await cardPage(context, request, { scheme, period, filter, orderBy }),
    );
  }
}
