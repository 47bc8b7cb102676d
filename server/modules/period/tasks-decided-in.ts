import type { Columns, Row } from '../../../rules/kit/columns.ts';
import { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { RowChange, StagedView } from '../../platform/model/cross-check.ts';
import type { AnyRow, Entity } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { calendarEntity } from '../calendar/calendar.entity.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  qualityReviewEntity,
  taskEntity,
} from '../task/task.entity.ts';
import type { TaskRecord } from '../task/task-state.ts';
import { taskRows } from '../task/task-state.ts';
import type { Period } from './decided-days.ts';

const PARTS = [extensionEntity, causeEntity, qualityReviewEntity, handoverEntity] as const;

/** Entities whose rows may move what a task is to a period. */
export const TASK_ENTITIES: readonly string[] = [
  taskEntity.name,
  calendarEntity.name,
  ...PARTS.map(({ name }) => name),
];

/** A change that moves what a locked period reads of a task, with the column that dates it. */
export interface MovedTask {
  readonly change: RowChange;
  readonly period: Period;
  readonly path: string | null;
}

/** Rows of one moment, before an act or after it. */
interface Moment {
  readonly tasks: ReadonlyMap<string, TaskRecord>;
  readonly calendar: WorkingCalendar;
}

/**
 * Changes that move what a period reads of a task at its cut-off.
 *
 * A task is judged before and after the act as the period's cards judge it, with its extensions, causes, reviews,
 * handovers and the working calendar; what is decided neither before nor after in the period moves nothing.
 */
export async function tasksDecidedIn(
  view: StagedView,
  periods: readonly Period[],
): Promise<readonly MovedTask[]> {
  const changes = view.changes().filter(({ entity }) => TASK_ENTITIES.includes(entity));
  if (changes.length === 0) return [];
  const movesCalendar = changes.find(({ entity }) => entity === calendarEntity.name);
  const codes = movesCalendar === undefined ? [...new Set(changes.map(taskOf))] : null;
  const [before, after] = await bothMoments(view, codes);
  return [...new Set([...before.tasks.keys(), ...after.tasks.keys()])].flatMap((code) => {
    const period = periods.find((one) => stateIn(before, code, one) !== stateIn(after, code, one));
    if (period === undefined) return [];
    const change = changes.find((one) => one !== movesCalendar && taskOf(one) === code) ?? movesCalendar!;
    return [{ change, period, path: pathOf(change) }];
  });
}

/** The task that a changed row is, or is a part of. */
function taskOf({ entity, code, before, after }: RowChange): string {
  return entity === taskEntity.name ? code : String((after ?? before)!['task']);
}

/** What the period reads of the task, as text; the same text is the same reading. */
function stateIn({ tasks, calendar }: Moment, code: string, period: Period): string {
  const task = tasks.get(code);
  if (task === undefined || task.assignedOn >= period.to) return '[]';
  const { cutOff } = period;
  const units = [task.leadUnit, ...task.handovers.map(({ toUnit }) => toUnit)];
  const rows = taskRows(task, { period, asOf: cutOff, lastDayOver: cutOff, calendar, units })
    .filter(({ decidedOn }) => decidedOn !== null)
    .map(({ title: _title, plan: _plan, obstacles: _obstacles, ...judged }) => judged);
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** The tasks with those codes, or all that have a term where the calendar changes, before the act and after it. */
async function bothMoments(
  view: StagedView,
  codes: readonly string[] | null,
): Promise<readonly [Moment, Moment]> {
  const tasks = await versions(view, taskEntity, codes === null ? undefined : { codes });
  const chosen = codes ?? [...tasks.after.values()].filter(hasTerm).map(({ code }) => code);
  const only = { where: { task: chosen } };
  const parts = {
    extensions: await versions(view, extensionEntity, only),
    causes: await versions(view, causeEntity, only),
    reviews: await versions(view, qualityReviewEntity, only),
    handovers: await versions(view, handoverEntity, only),
  };
  const calendars = await versions(view, calendarEntity);
  const moment = (when: 'before' | 'after'): Moment => ({
    calendar: new WorkingCalendar(() => '', [...calendars[when].values()]),
    tasks: new Map(
      chosen.flatMap((code) => {
        const task = tasks[when].get(code);
        if (task === undefined) return [];
        const own = <T extends { readonly task: string }>(rows: ReadonlyMap<string, T>) =>
          [...rows.values()].filter((row) => row.task === code);
        const record: TaskRecord = {
          ...task,
          title: '',
          extensions: own(parts.extensions[when]).toSorted((a, b) => a.number - b.number),
          causes: own(parts.causes[when]),
          reviews: own(parts.reviews[when]),
          handovers: own(parts.handovers[when]).toSorted((a, b) => a.on - b.on),
          obstacles: [],
        };
        return [[code, record] as const];
      }),
    ),
  });
  return [moment('before'), moment('after')];
}

function hasTerm({ dueKind }: { readonly dueKind: string }): boolean {
  return dueKind.startsWith('TERM');
}

interface Versions<C extends Columns> {
  readonly before: ReadonlyMap<string, Coded<Row<C>>>;
  readonly after: ReadonlyMap<string, Coded<Row<C>>>;
}

/** Rows after the act, and the same with what it changes taken back. */
async function versions<C extends Columns>(
  view: StagedView,
  entity: Entity<C>,
  only?: Parameters<StagedView['rows']>[1],
): Promise<Versions<C>> {
  const after = await view.rows(entity, only);
  const before = new Map(after);
  for (const change of view.changes()) {
    if (change.entity !== entity.name) continue;
    if (change.before === null) before.delete(change.code);
    else before.set(change.code, change.before as Coded<Row<C>>);
  }
  return { before, after };
}

/** Columns that date what happens to a task, in the order in which one is named. */
const DATES = [
  'documentDay',
  'newDueDay',
  'dueDay',
  'dueLength',
  'submittedOn',
  'acceptedOn',
  'acceptedSubmissionOn',
  'withdrawnOn',
  'on',
  'certifiedOn',
  'revokedOn',
  'explainedOn',
  'reviewedOn',
  'closed',
  'worked',
];

function pathOf({ before, after }: RowChange): string | null {
  const valueIn = (row: AnyRow | null, name: string) => String(row?.[name] ?? null);
  return DATES.find((name) => valueIn(before, name) !== valueIn(after, name)) ?? null;
}
