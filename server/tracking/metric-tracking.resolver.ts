import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { UnitKind } from '../modules/choices.ts';
import { periodEntity } from '../modules/period/period.entity.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, atOf } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { DecimalScalar } from '../platform/api/scalars.ts';
import { trackMetric } from './metric-tracking.ts';
import type { Comparison } from './metric-tracking.type.ts';
import { MetricTracking, ThresholdComparison, UnitMetricValue } from './metric-tracking.type.ts';

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
    return trackMetric(context, await atOf(context, args), {
      metric,
      period,
      threshold,
      comparison,
      unitKinds,
    });
  }

  @FieldResolver(() => Period, { description: 'The period.' })
  async period(
    @Root() { at, periodCode }: MetricTracking,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return findEntity(context, periodEntity, at, periodCode);
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
    return findEntity(context, unitEntity, at, found.unit);
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

function unitsNamed(
  context: RequestContext,
  at: ReadPoint,
  codes: readonly string[],
): Promise<(object | null)[]> {
  return Promise.all(codes.map((code) => findEntity(context, unitEntity, at, code)));
}
