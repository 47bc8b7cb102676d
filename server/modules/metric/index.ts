import { defineModule } from '../../platform/api/module.ts';
import {
  metricEntity,
  targetEntity,
  readingEntity,
  publishedTotalEntity,
  partitionEntity,
} from './metric.entity.ts';
import { readingsFitTheirMetrics } from './metric.checks.ts';
import { metricProblems } from './metric.problems.ts';

/** Metrics, their targets, readings and published totals. */
export const metricModule = defineModule({
  name: 'metric',
  entities: [metricEntity, targetEntity, readingEntity, publishedTotalEntity, partitionEntity],
  checks: [readingsFitTheirMetrics],
  problems: [metricProblems],
  api: () => import('./api.ts'),
});
