import type { Page, PageRequest } from '../../platform/api/connection.ts';
import { pageOf } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { among } from '../../platform/api/list-sql.ts';
import { allOfEntity } from '../../platform/api/entity-list.ts';
import { show } from '../../platform/api/entity-type.ts';
import type { TaskFilter, TaskSortInput } from './task-list.type.ts';
import { conditionsOf } from './task-list.type.ts';
import { taskToday } from './task-today.ts';
import { taskEntity } from './task.entity.ts';
import { Task } from './task.type.ts';

/**
 * A page of tasks filtered by a state that has to be judged.
 * All that pass the rest are read, then judged.
 */
export async function judgedPage(
  context: RequestContext,
  request: PageRequest,
  filter: TaskFilter,
  sort: TaskSortInput | null | undefined,
  units: readonly string[] | null,
): Promise<Page<object>> {
  const where = [...conditionsOf(filter), ...(units ? [among('lead_unit', units)] : [])];
  const { at } = request;
  const key = `judged ${JSON.stringify([at, request.list, units])}`;
  const tasks = await context.memo(key, async () => {
    const rows = await allOfEntity(context, at, taskEntity, where);
    const shown = rows.map((row) => show(Task, at, row));
    const states = await Promise.all(shown.map((task) => taskToday(context, task)));
    return shown
      .filter((_, index) => states[index] && filter.timeliness!.includes(states[index].timeliness as never))
      .toSorted(inOrder(sort));
  });
  return pageOf(tasks, request);
}

/** The order that the database gives: by code among equals, and nothing is later than a task without a day. */
function inOrder(sort: TaskSortInput | null | undefined): (a: Task, b: Task) => number {
  const descending = sort?.direction === 'DESC' ? -1 : 1;
  const rank = ({ row }: Task): number => {
    if (sort?.field === 'DUE_DAY') return row.dueDay ?? descending * Number.MAX_SAFE_INTEGER;
    return sort?.field === 'ASSIGNED_ON' ? row.assignedOn : 0;
  };
  return (a, b) => descending * (rank(a) - rank(b) || (a.row.code < b.row.code ? -1 : 1));
}

/** Judged tasks below a unit; those of all units requested in the same turn are read together. */
export async function judgedBelow(
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
