import { defineApi } from '../platform/api/module.ts';
import { ScoreCardListResolver } from './card-list.resolver.ts';
import { LeaderCardResolver, UnitCardResolver } from './card-of-entity.resolver.ts';
import { ScoreCardResolver } from './card.resolver.ts';
import { CardDecisionResolver } from './decision.resolver.ts';
import { EvidenceResolver, PointsLostResolver } from './card-evidence.resolver.ts';
import { RankingResolver } from './ranking.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  resolvers: [
    ScoreCardResolver,
    ScoreCardListResolver,
    LeaderCardResolver,
    UnitCardResolver,
    CardDecisionResolver,
    EvidenceResolver,
    PointsLostResolver,
    RankingResolver,
  ],
});
