import { defineApi } from '../platform/api/module.ts';
import { ScoreEventResolver, RankMoveResolver } from './event.resolver.ts';
import { ScoreChangedResolver } from './event.subscription.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  resolvers: [ScoreEventResolver, RankMoveResolver, ScoreChangedResolver],
});
