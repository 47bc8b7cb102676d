import type { SubscribeResolverData } from 'type-graphql';
import { Arg, Args, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../platform/api/context.ts';
import type { News } from './event-feed.ts';
import { FEED } from './event-feed.ts';
import { cursorAfter, formatCursor } from './event-cursor.ts';
import { filterOf } from './event-page.ts';
import { viewEvent } from './event-view.ts';
import { ScoreChangedArgs, ScoreNews } from './event-news.type.ts';
import { ScoreEventFilter } from './event.type.ts';

interface Request extends ScoreChangedArgs {
  readonly filter?: ScoreEventFilter | null;
}

/** The subscription to score events. */
@Resolver()
export class ScoreChangedResolver {
  @Subscription(() => ScoreNews, {
    description:
      'The events of scoreEvents as they are announced, in the same order, from any place on: what stands behind it first, then what comes, without gap. Each is delivered at least once, with the same eventId. Where events right behind the place are no longer kept, EXPIRED_POSITION names the oldest place to go on from; whoever takes them too slowly is told SLOW_CONSUMER and the place to go on from.',
    subscribe: (({ args, context }: SubscribeResolverData<unknown, Request, RequestContext>) =>
      subscribe(args, context)) as never,
  })
  scoreChanged(
    @Root() { at, event, cursor }: News,
    @Args(() => ScoreChangedArgs) _args: ScoreChangedArgs,
    @Arg('filter', () => ScoreEventFilter, { nullable: true, description: 'Only these.' })
    _filter?: ScoreEventFilter | null,
  ): ScoreNews {
    return Object.assign(new ScoreNews(), {
      place: formatCursor(cursor),
      event: event && viewEvent(at, event),
    });
  }
}

async function subscribe(
  { authority: requested, after, filter }: Request,
  context: RequestContext,
): Promise<AsyncGenerator<News, void, void>> {
  const { code: authority, position: end } = await context.authority(requested);
  const { unit, leader, scheme, ratingChanged } = filter ?? {};
  return context.get(FEED).subscribe({
    context,
    authority,
    after: cursorAfter(after, end),
    filterKey: JSON.stringify([unit, leader, scheme, ratingChanged]),
    filterAt: (then, at) => filterOf(then, at, filter),
  });
}
