import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, FieldResolver, Info, InputType, Query, Resolver, Root } from 'type-graphql';
import { PUBLISHED_SCALE } from '../../../rules/facts/reading.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { exactText, fraction, subtract } from '../../../rules/kit/fraction.ts';
import { AtArgs, DateRange, PageAtArgs, atOf, pageArguments } from '../../platform/api/arguments.ts';
import { choiceType } from '../../platform/api/choice.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Condition, Order } from '../../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, within } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import type { RequestedList } from '../../platform/api/list-sql.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { DecimalScalar, shown } from '../../platform/api/scalars.ts';
import { MetricKind, SortDirection } from '../choices.ts';
import { Unit } from '../unit/unit.type.ts';
import { metricEntity, readingEntity, targetEntity } from './metric.entity.ts';
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
  ask: askReadings,
});

addConnection(Unit, {
  name: 'readings',
  description: 'What metrics read in the unit.',
  entity: readingEntity,
  column: 'unit',
  connection: ReadingConnection,
  parameters: [pageArguments, readingFilter, readingSort],
  ask: askReadings,
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
