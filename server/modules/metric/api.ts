import { defineApi } from '../../platform/api/module.ts';
import { Metric, Target, Reading, PublishedTotal, Partition } from './metric.type.ts';
import { recordReading, correctReading, setTarget } from './metric.acts.ts';
import { MetricResolver, ReadingResolver } from './metric.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Metric, Target, Reading, PublishedTotal, Partition],
  acts: [recordReading, correctReading, setTarget],
  resolvers: [MetricResolver, ReadingResolver],
});
