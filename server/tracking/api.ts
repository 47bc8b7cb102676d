import { defineApi } from '../platform/api/module.ts';
import { MetricTrackingResolver, UnitMetricValueResolver } from './metric-tracking.resolver.ts';
import { TaskTrackingResolver } from './task-tracking.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  resolvers: [MetricTrackingResolver, UnitMetricValueResolver, TaskTrackingResolver],
});
