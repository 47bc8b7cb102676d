import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { MetricDirection, MetricKind, TargetKind } from '../choices.ts';
import { metricNoun, partitionNoun, publishedTotalNoun, readingNoun, targetNoun } from './metric.noun.ts';

@NounType(metricNoun, 'Metric', {
  description: 'Chỉ tiêu: what is measured.',
  choices: { kind: MetricKind, direction: MetricDirection },
})
export class Metric extends NounObject<typeof metricNoun.columns> {}

@NounType(targetNoun, 'Target', {
  description: 'Mức giao: what a unit must reach, hold from a day on, or hold throughout.',
  choices: { kind: TargetKind },
})
export class Target extends NounObject<typeof targetNoun.columns> {}

@NounType(readingNoun, 'Reading', {
  description:
    'Kết quả chỉ tiêu: what a metric read in a unit over a span of days, beside what the source published.',
  choices: { kind: MetricKind },
})
export class Reading extends NounObject<typeof readingNoun.columns> {}

@NounType(publishedTotalNoun, 'PublishedTotal', {
  description: 'Điểm công bố: points that an authority published for a line of a card.',
})
export class PublishedTotal extends NounObject<typeof publishedTotalNoun.columns> {}

@NounType(partitionNoun, 'Partition', {
  description: 'Số liệu chia phần: a total and its parts as published; what does not add up is flagged.',
})
export class Partition extends NounObject<typeof partitionNoun.columns> {}
