import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import type { NonEmptyArray, PubSub } from 'type-graphql';
import { actMutations } from '../platform/api/act-mutations.ts';
import { ACT_GROUND } from '../modules/act-ground.ts';
import { ACTS } from '../modules/acts.ts';
import { installDirectFields } from '../platform/api/direct-field.ts';
import { loosenLinks } from '../platform/api/noun-type.ts';
import { TYPES } from './types.ts';
import { LeaderResolver } from '../modules/leader/leader.resolver.ts';
import { MetricResolver, ReadingResolver } from '../modules/metric/metric.resolver.ts';
import { ObstacleResolver } from '../modules/obstacle/obstacle.resolver.ts';
import { PeriodResolver } from '../modules/period/period.resolver.ts';
import { UnitResolver } from '../modules/unit/unit.resolver.ts';
import { ScoreCardListResolver } from '../scoring/card-list.resolver.ts';
import { LeaderCardResolver, UnitCardResolver } from '../scoring/card-of-noun.resolver.ts';
import { ScoreCardResolver } from '../scoring/card.resolver.ts';
import { EvidenceResolver, PointsLostResolver } from '../scoring/card-evidence.resolver.ts';
import { RankMoveResolver, ScoreEventResolver } from '../scoring/changes/event.resolver.ts';
import { ScoreChangedResolver } from '../scoring/changes/event.subscription.ts';
import { MetricTrackingResolver, UnitMetricValueResolver } from '../scoring/metric-tracking.resolver.ts';
import { CONFIGURATION_ACTS } from '../scoring/configuration/configuration.acts.ts';
import {
  ConfigurationDraftResolver,
  ConfigurationResolver,
} from '../scoring/configuration/configuration.resolver.ts';
import { SimulatedPeriodResolver, SimulationResolver } from '../scoring/configuration/simulation.resolver.ts';
import { CardDecisionResolver } from '../scoring/decision.resolver.ts';
import { PluginResolver } from '../scoring/plugin.resolver.ts';
import { RankingResolver } from '../scoring/ranking.resolver.ts';
import { ReportResolver } from '../scoring/report.resolver.ts';
import { SchemeResolver, SchemeRevisionResolver } from '../scoring/scheme.resolver.ts';
import { TaskResolver } from '../scoring/task.resolver.ts';
import { TaskTrackingResolver } from '../scoring/task-tracking.resolver.ts';
import { DiscrepancyResolver, RootResolver } from './root.resolver.ts';

const RESOLVERS = [
  RootResolver,
  DiscrepancyResolver,
  UnitResolver,
  UnitCardResolver,
  LeaderResolver,
  LeaderCardResolver,
  TaskResolver,
  MetricResolver,
  ReadingResolver,
  ReportResolver,
  ObstacleResolver,
  PeriodResolver,
  SchemeResolver,
  SchemeRevisionResolver,
  PluginResolver,
  ScoreCardResolver,
  ScoreCardListResolver,
  CardDecisionResolver,
  EvidenceResolver,
  PointsLostResolver,
  RankingResolver,
  ScoreEventResolver,
  RankMoveResolver,
  ScoreChangedResolver,
  MetricTrackingResolver,
  UnitMetricValueResolver,
  TaskTrackingResolver,
  ConfigurationResolver,
  ConfigurationDraftResolver,
  SimulationResolver,
  SimulatedPeriodResolver,
] as const;

const NO_TOPICS: PubSub = {
  publish: (topic) => {
    throw new Error(`there is no topic ${topic}`);
  },
  subscribe: (topic) => {
    throw new Error(`there is no topic ${topic}`);
  },
};

let built: Promise<GraphQLSchema> | null = null;

/** The whole schema. Built once per process: the decorators’ registry is one per process too. */
export function schema(): Promise<GraphQLSchema> {
  built ??= buildSchema({
    resolvers: [
      ...RESOLVERS,
      actMutations([...ACTS, ...CONFIGURATION_ACTS], ACT_GROUND),
    ] as unknown as NonEmptyArray<() => void>,
    orphanedTypes: [...TYPES] as never,
    // Inputs are checked by their types and by what they are used for; no global middleware (it makes execution six times slower).
    validate: false,
    // Every subscription says itself where its events come from.
    pubSub: NO_TOPICS,
  }).then((built) => loosenLinks(installDirectFields(built)));
  return built;
}

/** The schema as text, in an order that does not depend on how it was put together. */
export async function schemaText(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await schema()))}\n`;
}
