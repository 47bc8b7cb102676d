import { Field, Int, ObjectType } from 'type-graphql';
import { VALUE_SCALE } from '../../rules/facts/target.ts';
import type { Day } from '../../rules/kit/day.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import { t } from '../../rules/kit/text.ts';
import { Metric } from '../modules/metric/metric.type.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { DateScalar, DecimalScalar, quantityText, shown } from '../platform/api/scalars.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import type { MetricValue } from '../facts/metric-values.ts';

export const ThresholdComparison = choiceType(
  'ThresholdComparison',
  'How a value is compared with a threshold.',
  {
    AT_LEAST: t('Từ ngưỡng trở lên', 'The threshold or more'),
    ABOVE: t('Trên ngưỡng', 'More than the threshold'),
    AT_MOST: t('Từ ngưỡng trở xuống', 'The threshold or less'),
    BELOW: t('Dưới ngưỡng', 'Less than the threshold'),
  },
);
/** How a value is compared with a threshold. */
export type Comparison = keyof typeof ThresholdComparison;

@ObjectType('UnitMetricValue', { description: 'What a metric reads in one unit over the period.' })
export class UnitMetricValue {
  readonly at!: ReadPoint;
  readonly found!: MetricValue;

  @Field(() => Boolean, { description: 'Whether the exact value reaches the threshold.' })
  readonly reached!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Numerator, or the value; null where only a published percentage is known.',
  })
  get numerator(): string | null {
    return quantity(this.found.numerator);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Denominator; null where there is none.' })
  get denominator(): string | null {
    return quantity(this.found.denominator);
  }

  @Field(() => DecimalScalar, {
    description: 'Value; of a ratio in percent. Rounded at the sixth decimal only where it does not end.',
  })
  get value(): string {
    return shown(this.found.value!);
  }

  @Field(() => String, {
    description: 'The exact value, as a decimal or, where that does not end, as a fraction such as "35/6".',
  })
  get valueExact(): string {
    return exactText(this.found.value!);
  }
}

function quantity(value: bigint | null): string | null {
  return value === null ? null : quantityText(value, VALUE_SCALE);
}

@Cost('COHORT')
@ObjectType('MetricTracking', {
  description: 'Theo dõi chỉ tiêu: how many units reach a threshold of a metric in a period, and which.',
})
export class MetricTracking {
  readonly at!: ReadPoint;
  readonly periodCode!: string;
  readonly missingValues!: readonly MetricValue[];

  @Field(() => Metric, { description: 'The metric.' })
  readonly metric!: object;

  @Field(() => DateScalar, {
    description:
      'Day up to which readings are known: the day of truth, or the cut-off where that has passed.',
  })
  readonly asOf!: Day;

  @Field(() => DecimalScalar, { description: 'The threshold: of a ratio in percent.' })
  readonly threshold!: string;

  @Field(() => ThresholdComparison, { description: 'How values are compared with it.' })
  readonly comparison!: Comparison;

  @Field(() => Int, { description: 'Units that reach the threshold.' })
  readonly reached!: number;

  @Field(() => Int, { description: 'Units that have a value: "reached" is so many of these.' })
  get of(): number {
    return this.units.length;
  }

  @Field(() => Int, {
    description:
      'Units of these kinds existing in the period that have no value: figures split by an estimated share are none, nor are those of a predecessor that existed in the period and stands in the list itself.',
  })
  get missing(): number {
    return this.missingValues.length;
  }

  @Field(() => Int, { description: 'Those of the missing whose denominator is zero.' })
  get zeroDenominator(): number {
    return this.missingValues.filter(({ state }) => state === 'ZERO_DENOMINATOR').length;
  }

  @Field(() => [UnitMetricValue], {
    description: 'Units that have a value, the largest first, equal ones by code.',
  })
  readonly units!: readonly UnitMetricValue[];
}
