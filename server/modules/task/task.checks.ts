import type { Day } from '../../../rules/kit/day.ts';
import { civilOf, formatDay } from '../../../rules/kit/day.ts';
import { lastDayInTime } from '../../../rules/kit/due-date.ts';
import { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { CrossCheck, RowProblem, StagedView } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { calendarEntity } from '../calendar/calendar.entity.ts';
import { extensionEntity, taskEntity, taskGroupEntity } from './task.entity.ts';
import { flagged, refused } from './task.problems.ts';

type Task = Coded<EntityRow<typeof taskEntity>>;
type Extension = Coded<EntityRow<typeof extensionEntity>>;

/**
 * Flags extensions that do not move the date.
 * One moves it only if its document is dated on or before the date it replaces and comes from the assigning unit. Scoring
 * judges it again, with the calendar that terms need.
 */
export const extensionsThatMoveNothing: CrossCheck = {
  entities: ['extension'],
  async check(view) {
    const staged = view.puts(extensionEntity);
    if (staged.length === 0) return [];
    const codes = [...new Set(staged.map(({ task }) => task))];
    const tasks = await view.rows(taskEntity, { codes });
    const all = [...(await view.rows(extensionEntity, { where: { task: codes } })).values()];
    const isStaged = new Set(staged.map(({ code }) => code));
    return codes.flatMap((code) => {
      const task = tasks.get(code);
      if (!task) return [];
      const own = all.filter((extension) => extension.task === code).toSorted((a, b) => a.number - b.number);
      return flagsOf(task, own)
        .filter(({ extension }) => isStaged.has(extension.code))
        .map(({ extension, problem }) => ({ entity: 'extension', code: extension.code, problem }));
    });
  },
};

/** Walks a task's extensions in order; only one that holds becomes the date the next one replaces. */
function flagsOf(task: Task, extensions: readonly Extension[]): { extension: Extension; problem: Problem }[] {
  let due = namedDueDay(task);
  const flags: { extension: Extension; problem: Problem }[] = [];
  for (const extension of extensions) {
    const problem = strangerOf(task, extension) ?? backdatedOf(due, extension);
    if (problem) flags.push({ extension, problem });
    else due = extension.newDueDay;
  }
  return flags;
}

/** The last day in time where no calendar is needed to tell it; null for terms, and where no date was set. */
function namedDueDay(task: Task): Day | null {
  if (task.dueDay === null) return null;
  if (task.dueKind === 'BY') return task.dueDay;
  return task.dueKind === 'BEFORE' ? task.dueDay - 1 : null;
}

function backdatedOf(due: Day | null, { documentDay }: Extension): Problem | null {
  if (due === null || documentDay <= due) return null;
  const data = { document: formatDay(documentDay), due: formatDay(due) };
  return flagged('BACKDATED_EXTENSION', data, 'documentDay');
}

function strangerOf({ assignedBy }: Task, { grantedBy }: Extension): Problem | null {
  if (grantedBy === assignedBy) return null;
  return flagged(
    'EXTENSION_NOT_BY_ASSIGNER',
    { assigned: assignedBy ?? '–', granted: grantedBy ?? '–' },
    'grantedBy',
  );
}

/** A task belongs to its group's plan, and waits for no task that waits for it. */
export const tasksHangTogether: CrossCheck = {
  entities: ['task'],
  async check(view) {
    const staged = view.puts(taskEntity);
    const groups = await view.rows(taskGroupEntity, { codes: staged.flatMap(({ group }) => group ?? []) });
    const problems: RowProblem[] = staged.flatMap(({ code, group, plan }) => {
      const found = group === null ? undefined : groups.get(group);
      if (found === undefined || found.plan === plan) return [];
      const data = { group: found.code, plan: found.plan };
      return [{ entity: 'task', code, problem: refused('GROUP_OF_ANOTHER_PLAN', data, 'group') }];
    });
    const waiting = staged.filter(({ code, dependsOn }) => dependsOn.some((other) => other !== code));
    if (waiting.length === 0) return problems;
    const tasks = await dependenciesOf(view, waiting);
    for (const { code } of waiting) {
      const cycle = cycleThrough(code, tasks);
      if (cycle === null) continue;
      const path = [...cycle, code].join(' → ');
      problems.push({ entity: 'task', code, problem: refused('DEPENDS_ON_ITSELF', { path }, 'dependsOn') });
    }
    return problems;
  },
};

/** What each task that these wait for waits for, at whatever remove. */
async function dependenciesOf(
  view: StagedView,
  from: readonly Task[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map(from.map(({ code, dependsOn }) => [code, dependsOn]));
  for (let layer = from; layer.length > 0;) {
    const codes = [...new Set(layer.flatMap(({ dependsOn }) => dependsOn))].filter(
      (code) => !known.has(code),
    );
    layer = codes.length === 0 ? [] : [...(await view.rows(taskEntity, { codes })).values()];
    for (const { code, dependsOn } of layer) known.set(code, dependsOn);
  }
  return known;
}

/** A way from the task back to itself, without it at the end; null where there is none. */
function cycleThrough(start: string, tasks: ReadonlyMap<string, readonly string[]>): string[] | null {
  const from = new Map<string, string>();
  const open = [start];
  for (const code of open) {
    for (const next of tasks.get(code) ?? []) {
      if (next === start) return wayTo(code, from);
      if (from.has(next)) continue;
      from.set(next, code);
      open.push(next);
    }
  }
  return null;
}

function wayTo(end: string, from: ReadonlyMap<string, string>): string[] {
  const way = [end];
  for (let code = from.get(end); code !== undefined; code = from.get(code)) way.unshift(code);
  return way;
}

/** Flags terms that reach into a year without a calendar: its public holidays are not known. */
export const termsWithoutCalendar: CrossCheck = {
  entities: ['task'],
  async check(view) {
    const terms = view
      .puts(taskEntity)
      .filter(({ dueKind, dueDay }) => dueKind.startsWith('TERM') && dueDay !== null);
    if (terms.length === 0) return [];
    const calendar = new WorkingCalendar(() => '', [...(await view.rows(calendarEntity)).values()]);
    return terms.flatMap(({ code, assignedOn, dueKind, dueDay, dueLength }) => {
      const last = lastDayInTime({ kind: dueKind, day: dueDay, length: dueLength }, calendar)!;
      if (last < assignedOn)
        return [{ entity: 'task', code, problem: refused('DUE_BEFORE_ASSIGNMENT', {}, 'dueDay') }];
      const unknown = [dueDay!, last].find((day) => !calendar.hasNotice(day));
      if (unknown === undefined) return [];
      const data = { year: civilOf(unknown).year };
      return [{ entity: 'task', code, problem: flagged('NO_CALENDAR', data, 'dueDay') }];
    });
  },
};
