import { Arg, Args, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { VALUE_SCALE } from '../../rules/facts/target.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { compare, exactText, parseFraction } from '../../rules/kit/fraction.ts';
import { t } from '../../rules/kit/text.ts';
import { UnitKind } from '../modules/choices.ts';
import { metricNoun } from '../modules/metric/metric.noun.ts';
import { Metric } from '../modules/metric/metric.type.ts';
import { periodNoun } from '../modules/period/period.noun.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitNoun } from '../modules/unit/unit.noun.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, atOf } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { At, RequestContext } from '../platform/api/context.ts';
import { findNoun, show } from '../platform/api/noun-type.ts';
import { DateScalar, DecimalScalar, quantityText, shown } from '../platform/api/scalars.ts';
import { Work } from '../platform/api/work.ts';
import { Refusal } from '../platform/problems.ts';
import { unknownReference } from '../platform/references.ts';
import type { MetricValue } from './facts/metric-values.ts';
import { readMetricValues } from './facts/metric-values.ts';
import { dayOfTruth } from './facts/scope.ts';
import { existsIn } from './organisation.ts';
import { snapshotAt } from './snapshot-of-request.ts';
import { periodOf } from './snapshot.ts';

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
type Comparison = keyof typeof ThresholdComparison;

/** Whether a value reaches a threshold: exact fractions are compared, never rounded values. */
export function reaches(value: Fraction, comparison: Comparison, threshold: Fraction): boolean {
  const order = compare(value, threshold);
  switch (comparison) {
    case 'AT_LEAST':
      return order >= 0;
    case 'ABOVE':
      return order > 0;
    case 'AT_MOST':
      return order <= 0;
    case 'BELOW':
      return order < 0;
    default:
      return comparison satisfies never;
  }
}

@ObjectType('UnitMetricValue', { description: 'What a metric reads in one unit over the period.' })
export class UnitMetricValue {
  readonly at!: At;
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

@Work('COHORT')
@ObjectType('MetricTracking', {
  description: 'Theo dõi chỉ tiêu: how many units reach a threshold of a metric in a period, and which.',
})
export class MetricTracking {
  readonly at!: At;
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

@Resolver(() => MetricTracking)
export class MetricTrackingResolver {
  @Query(() => MetricTracking, {
    description:
      'How many units reach a threshold of a metric in a period. A unit’s value is read as for targets: the latest reading of a cumulative metric or a bare percentage, else the sum of numerators and denominators, each day once.',
  })
  async metricTracking(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('metric', () => String, { description: 'Code of the metric.' }) metric: string,
    @Arg('period', () => String, { description: 'Code of the period, such as "2026-Q3".' }) period: string,
    @Arg('threshold', () => DecimalScalar, { description: 'Threshold: of a ratio in percent, such as "80".' })
    threshold: string,
    @Arg('comparison', () => ThresholdComparison, {
      defaultValue: 'AT_LEAST',
      description: 'How values are compared with the threshold.',
    })
    comparison: Comparison,
    @Arg('unitKinds', () => [UnitKind], {
      nullable: true,
      description: 'Only units of these kinds; by default of all kinds.',
    })
    unitKinds?: (keyof typeof UnitKind)[] | null,
  ): Promise<MetricTracking> {
    const at = await atOf(context, args);
    const snapshot = await snapshotAt(context, at);
    const { organisation } = snapshot;
    const span = periodOf(snapshot, period);
    const units = [...organisation.units.values()]
      .filter((unit) => existsIn(unit, span.from, span.to) && (unitKinds?.includes(unit.kind) ?? true))
      .map(({ code }) => code)
      .toSorted((a, b) => (a < b ? -1 : 1));
    const { asOf } = dayOfTruth(span, at.asOf);
    const found = await readMetricValues(context.database, metric, {
      authority: at.authority,
      position: at.position,
      period: span,
      asOf,
      organisation,
      units,
    });
    if (found === null) throw new Refusal([unknownReference(metricNoun, metric, 'metric')]);
    const bound = parseFraction(threshold);
    // The list is in code order already, and sorting keeps it where values are equal.
    const valued = found.values
      .filter(({ value }) => value !== null)
      .toSorted((a, b) => compare(b.value!, a.value!))
      .map((one) =>
        Object.assign(new UnitMetricValue(), {
          at,
          found: one,
          reached: reaches(one.value!, comparison, bound),
        }),
      );
    return Object.assign(new MetricTracking(), {
      at,
      periodCode: period,
      asOf,
      missingValues: found.values.filter(({ value }) => value === null),
      metric: show(Metric, at, found.metric),
      threshold,
      comparison,
      reached: valued.filter(({ reached }) => reached).length,
      units: valued,
    });
  }

  @FieldResolver(() => Period, { description: 'The period.' })
  async period(
    @Root() { at, periodCode }: MetricTracking,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return findNoun(context, periodNoun, at, periodCode);
  }

  @FieldResolver(() => [Unit], { description: 'The units that have no value, by code.' })
  async missingUnits(
    @Root() { at, missingValues }: MetricTracking,
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    return unitsNamed(
      context,
      at,
      missingValues.map(({ unit }) => unit),
    );
  }
}

@Resolver(() => UnitMetricValue)
export class UnitMetricValueResolver {
  @FieldResolver(() => Unit, { description: 'The unit.' })
  async unit(@Root() { at, found }: UnitMetricValue, @Ctx() context: RequestContext): Promise<object | null> {
    return findNoun(context, unitNoun, at, found.unit);
  }

  @FieldResolver(() => [Unit], {
    description:
      'Units whose figures were added up because the unit has none of its own: predecessors, or subordinates of a metric that may be pooled.',
  })
  async pooledFrom(
    @Root() { at, found }: UnitMetricValue,
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    return unitsNamed(context, at, found.pooledFrom);
  }

  @FieldResolver(() => [Unit], { description: 'Units that have no figure to add to such a sum.' })
  async missingFrom(
    @Root() { at, found }: UnitMetricValue,
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    return unitsNamed(context, at, found.missingFrom);
  }
}

function unitsNamed(context: RequestContext, at: At, codes: readonly string[]): Promise<(object | null)[]> {
  return Promise.all(codes.map((code) => findNoun(context, unitNoun, at, code)));
}
