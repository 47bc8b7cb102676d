import { defineModule } from '../platform/api/module.ts';
import { MetricTrackingResolver, UnitMetricValueResolver } from './metric-tracking.resolver.ts';
import { TaskTrackingResolver } from './task-tracking.resolver.ts';

/** Counts and rates of tasks and metrics. */
export const trackingModule = defineModule({
  name: 'tracking',
  resolvers: [MetricTrackingResolver, UnitMetricValueResolver, TaskTrackingResolver],
});
