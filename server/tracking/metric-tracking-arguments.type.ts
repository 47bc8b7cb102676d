import { ArgsType, Field } from 'type-graphql';
import { UnitKind } from '../modules/choices.ts';
import { AtArgs } from '../platform/api/arguments.ts';
import { DecimalScalar } from '../platform/api/scalars.ts';
import type { Comparison } from './metric-tracking.type.ts';
import { ThresholdComparison } from './metric-tracking.type.ts';

/** Which metric is compared with what. */
@ArgsType()
export class MetricTrackingArgs extends AtArgs {
  @Field(() => String, { description: 'Code of the metric.' })
  readonly metric!: string;

  @Field(() => String, { description: 'Code of the period, such as "2026-Q3".' })
  readonly period!: string;

  @Field(() => DecimalScalar, { description: 'Threshold: of a ratio in percent, such as "80".' })
  readonly threshold!: string;

  @Field(() => ThresholdComparison, {
    defaultValue: 'AT_LEAST',
    description: 'How values are compared with the threshold.',
  })
  readonly comparison!: Comparison;

  @Field(() => [UnitKind], {
    nullable: true,
    description: 'Only units of these kinds; by default of all kinds.',
  })
  readonly unitKinds?: (keyof typeof UnitKind)[] | null;
}
