import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { MetricDirection, MetricKind, TargetKind } from '../choices.ts';
import {
  metricEntity,
  partitionEntity,
  publishedTotalEntity,
  readingEntity,
  targetEntity,
} from './metric.entity.ts';

@EntityType(metricEntity, 'Metric', {
  description: 'Chỉ tiêu: what is measured.',
  choices: { kind: MetricKind, direction: MetricDirection },
})
export class Metric extends EntityObject<typeof metricEntity.columns> {}

@EntityType(targetEntity, 'Target', {
  description: 'Mức giao: what a unit must reach, hold from a day on, or hold throughout.',
  choices: { kind: TargetKind },
})
export class Target extends EntityObject<typeof targetEntity.columns> {}

@EntityType(readingEntity, 'Reading', {
  description:
    'Kết quả chỉ tiêu: what a metric read in a unit over a span of days, beside what the source published.',
  choices: { kind: MetricKind },
})
export class Reading extends EntityObject<typeof readingEntity.columns> {}

@EntityType(publishedTotalEntity, 'PublishedTotal', {
  description: 'Điểm công bố: points that an authority published for a line of a card.',
})
export class PublishedTotal extends EntityObject<typeof publishedTotalEntity.columns> {}

@EntityType(partitionEntity, 'Partition', {
  description: 'Số liệu chia phần: a total and its parts as published; what does not add up is flagged.',
})
export class Partition extends EntityObject<typeof partitionEntity.columns> {}
