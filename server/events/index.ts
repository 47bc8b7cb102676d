import { defineModule } from '../platform/api/module.ts';
import { ScoreEventResolver, RankMoveResolver } from './event.resolver.ts';
import { ScoreChangedResolver } from './event.subscription.ts';

/** The log of score events, read and followed. */
export const eventsModule = defineModule({
  name: 'events',
  resolvers: [ScoreEventResolver, RankMoveResolver, ScoreChangedResolver],
});
