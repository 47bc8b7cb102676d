import { Arg, Field, InputType } from 'type-graphql';
import { t } from '../../../rules/kit/text.ts';
import { DateRange } from '../../platform/api/arguments.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import type { Condition, Order } from '../../platform/api/list-sql.ts';
import { BY_CODE, among, byDay, contains, within } from '../../platform/api/list-sql.ts';
import { SortDirection } from '../choices.ts';
import { Timeliness } from './task-state.type.ts';
import { Task } from './task.type.ts';

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

/** Argument of every list of tasks. */
export const filterArgument = Arg('filter', () => TaskFilter, {
  nullable: true,
  description: 'Which tasks.',
});
/** The same for its order. */
export const sortArgument = Arg('orderBy', () => TaskSortInput, {
  nullable: true,
  description: 'Sorted how; by default by code.',
});

/** SQL of a filter, but for the state on a day: the database cannot tell that. */
export function conditionsOf(filter: TaskFilter | null | undefined): Condition[] {
  return [
    ...(filter?.units ? [among('lead_unit', filter.units)] : []),
    ...(filter?.assignedBy ? [among('assigned_by', filter.assignedBy)] : []),
    ...(filter?.plans ? [among('plan', filter.plans)] : []),
    ...within('due_day', filter?.due ?? {}),
    ...within('assigned_on', filter?.assigned ?? {}),
    ...(filter?.search ? [contains(['title_vi', 'title_en', 'code'], filter.search)] : []),
  ];
}

/** SQL of an order; by code where none is given. */
export function orderOf(sort: TaskSortInput | null | undefined): Order {
  const descending = sort?.direction === 'DESC';
  if (sort?.field === 'DUE_DAY') return byDay('due_day', descending);
  if (sort?.field === 'ASSIGNED_ON') return byDay('assigned_on', descending);
  return { ...BY_CODE, descending };
}
