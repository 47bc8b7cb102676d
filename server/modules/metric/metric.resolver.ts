import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { PUBLISHED_SCALE } from '../../../rules/facts/reading.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { exactText, fraction, subtract } from '../../../rules/kit/fraction.ts';
import { AtArgs, PageAtArgs, atOf, pageArguments } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition, Order, RequestedList } from '../../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, within } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { DecimalScalar, shown } from '../../platform/api/scalars.ts';
import { Unit } from '../unit/unit.type.ts';
import { metricEntity, readingEntity, targetEntity } from './metric.entity.ts';
import {
  MetricConnection,
  MetricFilter,
  ReadingConnection,
  ReadingFilter,
  ReadingSortInput,
  TargetConnection,
  TargetFilter,
} from './metric-list.type.ts';
import { Metric, Reading } from './metric.type.ts';

function readingConditions(filter: ReadingFilter | null | undefined): Condition[] {
  return [
    ...(filter?.metrics ? [among('metric', filter.metrics)] : []),
    ...(filter?.units ? [among('unit', filter.units)] : []),
    ...(filter?.sources ? [among('source', filter.sources)] : []),
    ...within('covers_to', filter?.coversTo ?? {}),
    ...within('covers_from', filter?.coversFrom ?? {}),
  ];
}

function readingOrder(sort: ReadingSortInput | null | undefined): Order {
  const descending = sort?.direction === 'DESC';
  return sort?.field === 'COVERS_TO' ? byDay('covers_to', descending) : { ...BY_CODE, descending };
}

const readingFilter = Arg('filter', () => ReadingFilter, { nullable: true, description: 'Which readings.' });
const readingSort = Arg('orderBy', () => ReadingSortInput, {
  nullable: true,
  description: 'Sorted how; by default by code.',
});

/** Lists and computed fields of the module. */
@Resolver(() => Metric)
export class MetricResolver {
  @Query(() => MetricConnection, { description: 'Metrics of an authority, by code.' })
  async metrics(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => MetricFilter, { nullable: true, description: 'Which metrics.' })
    filter: MetricFilter | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'metrics', { filter });
    const where = [
      ...(filter?.kinds ? [among('kind', filter.kinds)] : []),
      ...(filter?.search ? [contains(['title_vi', 'title_en', 'code'], filter.search)] : []),
    ];
    const list = { entity: metricEntity, where, order: BY_CODE };
    return asConnection(MetricConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => Metric, { nullable: true, description: 'One metric by its code.' })
  async metric(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<object | null> {
    return findEntity(context, metricEntity, await atOf(context, args), code);
  }

  @Query(() => ReadingConnection, { description: 'What metrics read.' })
  async readings(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @readingFilter filter: ReadingFilter | null | undefined,
    @readingSort orderBy: ReadingSortInput | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'readings', { filter, orderBy });
    const list = { entity: readingEntity, where: readingConditions(filter), order: readingOrder(orderBy) };
    return asConnection(ReadingConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => TargetConnection, { description: 'What units must reach, by code.' })
  async targets(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => TargetFilter, { nullable: true, description: 'Which targets.' })
    filter: TargetFilter | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'targets', { filter });
    const where = [
      ...(filter?.metrics ? [among('metric', filter.metrics)] : []),
      ...(filter?.units ? [among('unit', filter.units)] : []),
    ];
    const list = { entity: targetEntity, where, order: BY_CODE };
    return asConnection(TargetConnection, await pageOfEntity(context, request, list, info));
  }
}

const askReadings = ({
  filter,
  orderBy,
}: {
  filter?: ReadingFilter | null;
  orderBy?: ReadingSortInput | null;
}): RequestedList => ({
  where: readingConditions(filter),
  order: readingOrder(orderBy),
  others: { filter, orderBy },
});

addConnection(Metric, {
  name: 'readings',
  description: 'What it read.',
  entity: readingEntity,
  column: 'metric',
  connection: ReadingConnection,
  parameters: [pageArguments, readingFilter, readingSort],
  requestOf: askReadings,
});

addConnection(Unit, {
  name: 'readings',
  description: 'What metrics read in the unit.',
  entity: readingEntity,
  column: 'unit',
  connection: ReadingConnection,
  parameters: [pageArguments, readingFilter, readingSort],
  requestOf: askReadings,
});

/**
 * A ratio’s value in percent, any other reading’s value as it is; null where only published figures exist or the
 * denominator is zero.
 */
function valueOf({ row }: Reading): Fraction | null {
  if (row.numerator === null) return null;
  if (row.kind !== 'RATIO') return fraction(row.numerator, 10_000n);
  return row.denominator === null || row.denominator === 0n
    ? null
    : fraction(row.numerator * 100n, row.denominator);
}

/** Figures worked out beside the published ones. */
@Resolver(() => Reading)
export class ReadingResolver {
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'The value worked out here: of a ratio in percent. Rounded at the sixth decimal only where it does not end.',
  })
  value(@Root() reading: Reading): string | null {
    const value = valueOf(reading);
    return value && shown(value);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The exact value, as a decimal or, where that does not end, as a fraction such as "35/6".',
  })
  valueExact(@Root() reading: Reading): string | null {
    const value = valueOf(reading);
    return value && exactText(value);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'The worked-out percentage minus the published one; null where there is nothing to compare.',
  })
  publishedDifference(@Root() reading: Reading): string | null {
    const value = valueOf(reading);
    const { publishedPercent, kind } = reading.row;
    if (value === null || publishedPercent === null || (kind !== 'RATIO' && kind !== 'PERCENTAGE'))
      return null;
    return shown(subtract(value, fraction(publishedPercent, 10n ** BigInt(PUBLISHED_SCALE))));
  }
}
