import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RoundingMode } from '../../rules/kit/fraction.ts';
import { RoundingModeType } from '../modules/choices.ts';
import { periodEntity } from '../modules/period/period.entity.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs } from '../platform/api/arguments.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { trackTasks } from './task-tracking.ts';
import { TaskTracking } from './task-tracking.type.ts';

@Resolver(() => TaskTracking)
export class TaskTrackingResolver {
  @Query(() => TaskTracking, {
    description:
      'Tasks counted by state, with rates. With a period, the tasks that scoring lists in it; without, every task assigned by the day of truth. Only of units in the viewer’s scope.',
  })
  async taskTracking(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('rounding', () => RoundingModeType, {
      defaultValue: 'HALF_UP',
      description: 'How rates are rounded; reports on tasks assigned by the Prime Minister truncate (DOWN).',
    })
    rounding: RoundingMode,
    @Arg('places', () => Int, { defaultValue: 2, description: 'Decimals of rates: 0 to 6.' })
    places: number,
    @Arg('period', () => String, { nullable: true, description: 'Code of the period, such as "2026-Q3".' })
    period?: string | null,
    @Arg('plan', () => String, { nullable: true, description: 'Only tasks of the plan with this code.' })
    plan?: string | null,
    @Arg('unit', () => String, {
      nullable: true,
      description: 'Only tasks that the unit with this code answers for, those handed over to it included.',
    })
    unit?: string | null,
  ): Promise<TaskTracking> {
    return trackTasks(context, args, { rounding, places, period, plan, unit });
  }

  @FieldResolver(() => Period, { nullable: true, description: 'The period; null: tasks of all time.' })
  async period(@Root() { at, codes }: TaskTracking, @Ctx() context: RequestContext): Promise<object | null> {
    return codes.period === null ? null : findEntity(context, periodEntity, at, codes.period);
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'Only tasks of this unit; null: of all units.' })
  async unit(@Root() { at, codes }: TaskTracking, @Ctx() context: RequestContext): Promise<object | null> {
    return codes.unit === null ? null : findEntity(context, unitEntity, at, codes.unit);
  }
}
