import { formatDay } from '../../../rules/kit/day.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { CrossCheck } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { extensionEntity, taskEntity } from './task.entity.ts';
import { flagged } from './task.problems.ts';

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
