import { Field, InputType } from 'type-graphql';
import { DateRange } from '../../platform/api/arguments.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { MetricKind, SortDirection } from '../choices.ts';
import { Metric, Reading, Target } from './metric.type.ts';

@InputType('MetricFilter', { description: 'Which metrics.' })
export class MetricFilter {
  @Field(() => [MetricKind], { nullable: true, description: 'Of one of these kinds.' })
  readonly kinds?: (keyof typeof MetricKind)[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title, in either language, or code contains this text.',
  })
  readonly search?: string | null;
}

@InputType('ReadingFilter', { description: 'Which readings.' })
export class ReadingFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of the metrics with these codes.' })
  readonly metrics?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'In one of the units with these codes.' })
  readonly units?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'From one of these source systems.' })
  readonly sources?: string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Whose last day covered lies in this span.' })
  readonly coversTo?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Whose first day covered lies in this span.' })
  readonly coversFrom?: DateRange | null;
}

const ReadingSort = choiceType('ReadingSortField', 'What readings are sorted by.', {
  CODE: { vi: 'Mã: chỉ tiêu, cơ quan, ngày', en: 'Code: metric, unit, days' },
  COVERS_TO: { vi: 'Ngày cuối', en: 'Last day covered' },
});

@InputType('ReadingSort', { description: 'How readings are sorted.' })
export class ReadingSortInput {
  @Field(() => ReadingSort, { description: 'By what.' })
  readonly field!: keyof typeof ReadingSort;

  @Field(() => SortDirection, { defaultValue: 'ASC', description: 'In which direction.' })
  readonly direction!: 'ASC' | 'DESC';
}

@InputType('TargetFilter', { description: 'Which targets.' })
export class TargetFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of the metrics with these codes.' })
  readonly metrics?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of the units with these codes.' })
  readonly units?: string[] | null;
}

export const MetricConnection = connectionOf(Metric, 'Metric');
export const ReadingConnection = connectionOf(Reading, 'Reading');
export const TargetConnection = connectionOf(Target, 'Target');
