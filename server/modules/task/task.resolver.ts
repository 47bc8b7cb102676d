import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { AtArgs, PageAtArgs, atOf, pageArguments } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { BY_CODE } from '../../platform/api/list-sql.ts';
import { pageOfEntity } from '../../platform/api/entity-list.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import { addConnection, addList } from '../../platform/api/relation.ts';
import type { AnyEntity } from '../../platform/model/entity.ts';
import { obstacleEntity } from '../obstacle/obstacle.entity.ts';
import { Unit } from '../unit/unit.type.ts';
import { judgedBelow, judgedPage } from './judged-tasks.ts';
import type { TaskFilter, TaskSortInput } from './task-list.type.ts';
import { TaskConnection, conditionsOf, filterArgument, orderOf, sortArgument } from './task-list.type.ts';
import { Progress, TaskState, Timeliness } from './task-state.type.ts';
import { progressOf, taskToday } from './task-today.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  qualityReviewEntity,
  taskEntity,
} from './task.entity.ts';
import { Task } from './task.type.ts';

/** Lists and computed fields of the module. */
@Resolver(() => Task)
export class TaskResolver {
  @Query(() => TaskConnection, { description: 'Tasks of an authority.' })
  async tasks(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @filterArgument filter: TaskFilter | null | undefined,
    @sortArgument orderBy: TaskSortInput | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const request = await pageAt(context, args, 'tasks', { filter, orderBy });
    if (filter?.timeliness)
      return asConnection(TaskConnection, await judgedPage(context, request, filter, orderBy, null));
    const list = { entity: taskEntity, where: conditionsOf(filter), order: orderOf(orderBy) };
    return asConnection(TaskConnection, await pageOfEntity(context, request, list, info));
  }

  @Query(() => Task, { nullable: true, description: 'One task by its code.' })
  async task(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<object | null> {
    return findEntity(context, taskEntity, await atOf(context, args), code);
  }

  @FieldResolver(() => TaskState, {
    nullable: true,
    description: 'What it is on the day of truth; null before it was assigned.',
  })
  async state(@Root() task: Task, @Ctx() context: RequestContext): Promise<object | null> {
    const row = await taskToday(context, task);
    return row && Object.assign(new TaskState(), { task: row });
  }

  @FieldResolver(() => Timeliness, {
    nullable: true,
    description: 'Where it stands against its due date on the day of truth.',
  })
  async timeliness(@Root() task: Task, @Ctx() context: RequestContext): Promise<string | null> {
    return (await taskToday(context, task))?.timeliness ?? null;
  }

  @FieldResolver(() => Progress, { nullable: true, description: 'How far it has come on the day of truth.' })
  async progress(@Root() task: Task, @Ctx() context: RequestContext): Promise<keyof typeof Progress | null> {
    return progressOf(context, task);
  }
}

const BELOW_TASK: readonly (readonly [string, AnyEntity, string])[] = [
  ['extensions', extensionEntity, 'Recorded extensions, first one first.'],
  ['causes', causeEntity, 'Explanations and certified causes.'],
  ['reviews', qualityReviewEntity, 'Reviews of its product.'],
  ['obstacles', obstacleEntity, 'Obstacles raised on it.'],
  ['handovers', handoverEntity, 'Handovers to other units.'],
];

for (const [name, entity, description] of BELOW_TASK)
  addList(Task, {
    name,
    description,
    entity,
    column: 'task',
    parameters: [],
    requestOf: () => ({ where: [], order: BY_CODE, others: {} }),
  });

interface TaskListArgs {
  readonly filter?: TaskFilter | null;
  readonly orderBy?: TaskSortInput | null;
}

addConnection(Unit, {
  name: 'tasks',
  description: 'Tasks that the unit leads.',
  entity: taskEntity,
  column: 'leadUnit',
  connection: TaskConnection,
  parameters: [pageArguments, filterArgument, sortArgument],
  requestOf: ({ filter, orderBy }: TaskListArgs) =>
    filter?.timeliness
      ? null
      : { where: conditionsOf(filter), order: orderOf(orderBy), others: { filter, orderBy } },
  computePage: (context, unit: Unit, request, { filter, orderBy }) =>
    judgedBelow(context, request, filter!, orderBy, unit.row.code),
});
