import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { periodEntity } from '../modules/period/period.entity.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { TaskTrackingArgs } from './task-tracking-arguments.type.ts';
import { trackTasks } from './task-tracking.ts';
import { TaskTracking } from './task-tracking.type.ts';

/** Query and linked fields of the tracking of tasks. */
@Resolver(() => TaskTracking)
export class TaskTrackingResolver {
  @Query(() => TaskTracking, {
    description:
      'Tasks counted by state, with rates. With a period, the tasks that scoring lists in it; without, every task assigned by the day of truth. Only of units in the viewer’s scope.',
  })
  async taskTracking(
    @Ctx() context: RequestContext,
    @Args(() => TaskTrackingArgs) args: TaskTrackingArgs,
  ): Promise<TaskTracking> {
    return trackTasks(context, args);
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
