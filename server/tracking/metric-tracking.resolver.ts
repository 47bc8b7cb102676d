import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { periodEntity } from '../modules/period/period.entity.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { atOf } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { MetricTrackingArgs } from './metric-tracking-arguments.type.ts';
import { trackMetric } from './metric-tracking.ts';
import { MetricTracking, UnitMetricValue } from './metric-tracking.type.ts';

/** Query and linked fields of the tracking of a metric. */
@Resolver(() => MetricTracking)
export class MetricTrackingResolver {
  @Query(() => MetricTracking, {
    description:
      'How many units reach a threshold of a metric in a period. A unit’s value is read as for targets: the latest reading of a cumulative metric or a bare percentage, else the sum of numerators and denominators, each day once.',
  })
  async metricTracking(
    @Ctx() context: RequestContext,
    @Args(() => MetricTrackingArgs) args: MetricTrackingArgs,
  ): Promise<MetricTracking> {
    return trackMetric(context, await atOf(context, args), args);
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
    return unitsWithCodes(
      context,
      at,
      missingValues.map(({ unit }) => unit),
    );
  }
}

/** Linked fields of a unit’s value. */
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
    return unitsWithCodes(context, at, found.pooledFrom);
  }

  @FieldResolver(() => [Unit], { description: 'Units that have no figure to add to such a sum.' })
  async missingFrom(
    @Root() { at, found }: UnitMetricValue,
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    return unitsWithCodes(context, at, found.missingFrom);
  }
}

function unitsWithCodes(
  context: RequestContext,
  at: ReadPoint,
  codes: readonly string[],
): Promise<(object | null)[]> {
  return Promise.all(codes.map((code) => findEntity(context, unitEntity, at, code)));
}
