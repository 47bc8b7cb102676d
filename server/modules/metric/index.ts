import { defineModule } from '../../platform/api/module.ts';
import {
  metricEntity,
  targetEntity,
  readingEntity,
  publishedTotalEntity,
  partitionEntity,
} from './metric.entity.ts';
import { Metric, Target, Reading, PublishedTotal, Partition } from './metric.type.ts';
import { recordReading, correctReading, setTarget } from './metric.acts.ts';
import { readingsWithinScale } from './metric.checks.ts';
import { metricProblems } from './metric.problems.ts';
import { MetricResolver, ReadingResolver } from './metric.resolver.ts';

/** Metrics, their targets, readings and published totals. */
export const metricModule = defineModule({
  name: 'metric',
  entities: [metricEntity, targetEntity, readingEntity, publishedTotalEntity, partitionEntity],
  types: [Metric, Target, Reading, PublishedTotal, Partition],
  acts: [recordReading, correctReading, setTarget],
  checks: [readingsWithinScale],
  problems: [metricProblems],
  resolvers: [MetricResolver, ReadingResolver],
});
