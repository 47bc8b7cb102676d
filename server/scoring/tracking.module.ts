import { defineModule } from '../platform/module.ts';
import { MetricTrackingResolver, UnitMetricValueResolver } from './metric-tracking.resolver.ts';
import { TaskTrackingResolver } from './task-tracking.resolver.ts';
import { TaskResolver } from './task.resolver.ts';
import { ReportResolver } from './report.resolver.ts';

/** Counts and rates of tasks, metrics and reports. */
export const trackingModule = defineModule({
  name: 'tracking',
  resolvers: [
    MetricTrackingResolver,
    UnitMetricValueResolver,
    TaskTrackingResolver,
    TaskResolver,
    ReportResolver,
  ],
});
