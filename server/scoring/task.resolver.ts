import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  Info,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CONVERTED_SCALE } from '../../rules/facts/task.ts';
import type { Day } from '../../rules/kit/day.ts';
import { t } from '../../rules/kit/text.ts';
import { SortDirection } from '../modules/choices.ts';
import { obstacleNoun } from '../modules/obstacle/obstacle.noun.ts';
import {
  causeNoun,
  extensionNoun,
  handoverNoun,
  qualityReviewNoun,
  taskNoun,
} from '../modules/task/task.noun.ts';
import { Task } from '../modules/task/task.type.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, DateRange, PageAtArgs, atOf, pageArguments } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { Connection, Page, PageRequest } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt, pageOf } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import type { Condition, Order } from '../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, within } from '../platform/api/list-sql.ts';
import { allOfNoun, pageOfNoun } from '../platform/api/noun-list.ts';
import { findNoun, show } from '../platform/api/noun-type.ts';
import { addConnection, addList } from '../platform/api/relation.ts';
import { DateScalar, DecimalScalar, quantityText } from '../platform/api/scalars.ts';
import type { AnyEntity } from '../platform/noun.ts';
import type { TaskRow } from './facts/loaders/task.ts';
import { taskToday } from './task-today.ts';

export const Timeliness = choiceType(
  'Timeliness',
  'Where a task stands against its due date on the day of truth.',
  {
    DONE_ON_TIME: t('Hoàn thành đúng hạn', 'Done on time'),
    DONE_LATE: t('Hoàn thành chậm', 'Done late'),
    OPEN_IN_TERM: t('Đang thực hiện, trong hạn', 'Open, in term'),
    OPEN_OVERDUE: t('Quá hạn, chưa hoàn thành', 'Open, overdue'),
    AWAITING_ACCEPTANCE: t('Đã nộp đúng hạn, chờ nghiệm thu', 'Submitted in time, waits for acceptance'),
    PROGRESS_UNKNOWN: t('Nguồn chưa nêu tiến độ', 'The source does not tell its progress'),
    WITHDRAWN: t('Đã rút', 'Withdrawn'),
    DONE_WITHOUT_DUE_DATE: t('Hoàn thành, không có hạn', 'Done, no due date'),
    OPEN_WITHOUT_DUE_DATE: t('Đang thực hiện, không có hạn', 'Open, no due date'),
  },
);

export const Progress = choiceType('TaskProgress', 'How far a task has come on the day of truth.', {
  NOT_STARTED: t('Chưa bắt đầu', 'Not started'),
  RUNNING: t('Đang thực hiện', 'Running'),
  UNKNOWN: t('Nguồn chưa nêu tiến độ', 'The source does not tell'),
  SUBMITTED: t('Đã nộp', 'Submitted'),
  ACCEPTED: t('Đã được chấp nhận', 'Accepted'),
  WITHDRAWN: t('Đã rút', 'Withdrawn'),
});

@ObjectType('TaskState', {
  description: 'What a task is on the day of truth, derived from its dates by the same code as scores.',
})
export class TaskState {
  readonly task!: TaskRow;

  @Field(() => Timeliness, { description: 'Where it stands against its due date.' })
  get timeliness(): string {
    return this.task.timeliness;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Original last day in time.' })
  get firstDueOn(): Day | null {
    return this.task.firstDueOn;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day in time after the extensions that count.',
  })
  get dueOn(): Day | null {
    return this.task.dueOn;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Day of the submission that was accepted.' })
  get completedOn(): Day | null {
    return this.task.completedOn;
  }

  @Field(() => Int, { description: 'Working days late.' })
  get workingDaysLate(): number {
    return this.task.workingDaysLate;
  }

  @Field(() => Int, {
    description: 'Due dates, the original and every recorded extension, that passed before it was done.',
  })
  get missedDates(): number {
    return this.task.missedDates;
  }

  @Field(() => Int, { description: 'Recorded extensions that do not move the date.' })
  get ignoredExtensions(): number {
    return this.task.ignoredExtensions;
  }

  @Field(() => Boolean, {
    description: 'Whether a certified objective cause lifts the deduction for lateness.',
  })
  get lateExcused(): boolean {
    return this.task.lateExcused;
  }

  @Field(() => Boolean, { description: 'Whether the unit has explained the delay.' })
  get explained(): boolean {
    return this.task.explained;
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Assigned quantity in converted units.' })
  get assignedUnits(): string | null {
    return units(this.task.assignedUnits);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Done, in converted units.' })
  get doneUnits(): string | null {
    return units(this.task.doneUnits);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Accepted for quality, in converted units.' })
  get acceptedUnits(): string | null {
    return units(this.task.acceptedUnits);
  }
}

function units(value: bigint | null): string | null {
  return value === null ? null : quantityText(value, CONVERTED_SCALE);
}

@InputType('TaskFilter', { description: 'Which tasks.' })
export class TaskFilter {
  @Field(() => [String], { nullable: true, description: 'Led by one of the units with these codes.' })
  readonly units?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Assigned by one of the units with these codes.' })
  readonly assignedBy?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of the plans with these codes.' })
  readonly plans?: string[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description: 'Whose named day, or event day of a term, lies in this span.',
  })
  readonly due?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Assigned in this span.' })
  readonly assigned?: DateRange | null;

  @Field(() => [Timeliness], { nullable: true, description: 'Standing like this on the day of truth.' })
  readonly timeliness?: (keyof typeof Timeliness)[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title, in either language, or code contains this text.',
  })
  readonly search?: string | null;
}

const TaskSort = choiceType('TaskSortField', 'What tasks are sorted by.', {
  CODE: t('Mã', 'Code'),
  DUE_DAY: t('Ngày hạn, hoặc ngày bắt đầu tính hạn', 'Named day, or event day of a term'),
  ASSIGNED_ON: t('Ngày giao', 'Day of assignment'),
});

@InputType('TaskSort', { description: 'How tasks are sorted.' })
export class TaskSortInput {
  @Field(() => TaskSort, { description: 'By what.' })
  readonly field!: keyof typeof TaskSort;

  @Field(() => SortDirection, { defaultValue: 'ASC', description: 'In which direction.' })
  readonly direction!: 'ASC' | 'DESC';
}

export const TaskConnection = connectionOf(Task, 'Task');

const filterArgument = Arg('filter', () => TaskFilter, { nullable: true, description: 'Which tasks.' });
const sortArgument = Arg('orderBy', () => TaskSortInput, {
  nullable: true,
  description: 'Sorted how; by default by code.',
});

function conditionsOf(filter: TaskFilter | null | undefined): Condition[] {
  return [
    ...(filter?.units ? [among('lead_unit', filter.units)] : []),
    ...(filter?.assignedBy ? [among('assigned_by', filter.assignedBy)] : []),
    ...(filter?.plans ? [among('plan', filter.plans)] : []),
    ...within('due_day', filter?.due ?? {}),
    ...within('assigned_on', filter?.assigned ?? {}),
    ...(filter?.search ? [contains(['title_vi', 'title_en', 'code'], filter.search)] : []),
  ];
}

function orderOf(sort: TaskSortInput | null | undefined): Order {
  const descending = sort?.direction === 'DESC';
  if (sort?.field === 'DUE_DAY') return byDay('due_day', descending);
  if (sort?.field === 'ASSIGNED_ON') return byDay('assigned_on', descending);
  return { ...BY_CODE, descending };
}

/** Tasks filtered by a state that only the scoring code can tell: all that pass the rest are read, then judged. */
async function judgedPage(
  context: RequestContext,
  request: PageRequest,
  filter: TaskFilter,
  sort: TaskSortInput | null | undefined,
  units: readonly string[] | null,
): Promise<Page<object>> {
  const where = [...conditionsOf(filter), ...(units ? [among('lead_unit', units)] : [])];
  const { at } = request;
  const key = `judged ${JSON.stringify([at, request.list, units])}`;
  const tasks = await context.keep(key, async () => {
    const rows = await allOfNoun(context, at, taskNoun, where);
    const shown = rows.map((row) => show(Task, at, row));
    const states = await Promise.all(shown.map((task) => taskToday(context, task)));
    const descending = sort?.direction === 'DESC' ? -1 : 1;
    const rank = ({ row }: Task): number => {
      if (sort?.field === 'DUE_DAY') return row.dueDay ?? descending * Number.MAX_SAFE_INTEGER;
      return sort?.field === 'ASSIGNED_ON' ? row.assignedOn : 0;
    };
    return shown
      .filter((_, index) => states[index] && filter.timeliness!.includes(states[index].timeliness as never))
      .toSorted((a, b) => descending * (rank(a) - rank(b) || (a.row.code < b.row.code ? -1 : 1)));
  });
  return pageOf(tasks, request);
}

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
    const list = { noun: taskNoun, where: conditionsOf(filter), order: orderOf(orderBy) };
    return asConnection(
      TaskConnection,
      filter?.timeliness
        ? await judgedPage(context, request, filter, orderBy, null)
        : await pageOfNoun(context, request, list, info),
    );
  }

  @Query(() => Task, { nullable: true, description: 'One task by its code.' })
  async task(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<object | null> {
    return findNoun(context, taskNoun, await atOf(context, args), code);
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
    const { row, at } = task;
    const by = (day: Day | null) => day !== null && day <= at.asOf;
    if (!by(row.assignedOn)) return null;
    if (by(row.acceptedOn)) return 'ACCEPTED';
    if (by(row.withdrawnOn)) return 'WITHDRAWN';
    if (by(row.submittedOn)) return 'SUBMITTED';
    if ((await taskToday(context, task))?.timeliness === 'PROGRESS_UNKNOWN') return 'UNKNOWN';
    return by(row.startedOn) ? 'RUNNING' : 'NOT_STARTED';
  }
}

const BELOW_TASK: readonly (readonly [string, AnyEntity, string])[] = [
  ['extensions', extensionNoun, 'Recorded extensions, first one first.'],
  ['causes', causeNoun, 'Explanations and certified causes.'],
  ['reviews', qualityReviewNoun, 'Reviews of its product.'],
  ['obstacles', obstacleNoun, 'Obstacles raised on it.'],
  ['handovers', handoverNoun, 'Handovers to other units.'],
];

for (const [name, noun, description] of BELOW_TASK)
  addList(Task, {
    name,
    description,
    noun,
    column: 'task',
    parameters: [],
    ask: () => ({ where: [], order: BY_CODE, others: {} }),
  });

interface TaskListArgs {
  readonly filter?: TaskFilter | null;
  readonly orderBy?: TaskSortInput | null;
}

addConnection(Unit, {
  name: 'tasks',
  description: 'Tasks that the unit leads.',
  noun: taskNoun,
  column: 'leadUnit',
  connection: TaskConnection,
  parameters: [pageArguments, filterArgument, sortArgument],
  ask: ({ filter, orderBy }: TaskListArgs) =>
    filter?.timeliness
      ? null
      : { where: conditionsOf(filter), order: orderOf(orderBy), others: { filter, orderBy } },
  judge: (context: RequestContext, unit: Unit, request, { filter, orderBy }) =>
    judgedBelow(context, request, filter!, orderBy, unit.row.code),
});

/** The judged tasks of all units asked for in the same turn are read together. */
async function judgedBelow(
  context: RequestContext,
  request: PageRequest,
  filter: TaskFilter,
  sort: TaskSortInput | null | undefined,
  unit: string,
): Promise<Page<object>> {
  const loader = context.loader<string, Page<object>>(
    `judged below ${JSON.stringify([request.at, request.list, request.first, request.after])}`,
    async (codes) => {
      const everything = { ...request, first: Number.MAX_SAFE_INTEGER, after: null };
      const all = (await judgedPage(context, everything, filter, sort, codes)).nodes as Task[];
      const groups = Map.groupBy(all, ({ row }) => row.leadUnit);
      return codes.map((code) => pageOf(groups.get(code) ?? [], request));
    },
  );
  return loader.load(unit);
}
