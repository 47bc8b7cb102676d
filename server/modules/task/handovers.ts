import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Change } from '../../platform/ledger/act.ts';
import { put } from '../../platform/ledger/act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { notBefore } from '../steps.ts';
import type { Task } from './task-act-state.ts';
import { dueDayOf, isOverdue, unitInCharge } from './task-act-state.ts';
import { handoverEntity, taskEntity } from './task.entity.ts';
import { refuse } from './task.problems.ts';

/** The handover of an open task. @throws Refusal for one overdue on the day, or handed over on that day or later already */
export async function handover(found: Task, toUnit: string, on: Day, context: ActContext): Promise<Change> {
  const { code } = found;
  const fromUnit = await unitInCharge(found, on, context);
  if (fromUnit === toUnit) refuse('SAME_UNIT', { unit: toUnit }, 'toUnit');
  const before = await context.pointing(handoverEntity, 'task', code);
  notBefore(on, before.length === 0 ? null : Math.max(...before.map((one) => one.on)) + 1, 'on');
  if (await isOverdue(found, on, context)) {
    const due = formatDay((await dueDayOf(found, context))!);
    refuse('TASK_OVERDUE', { code, due, unit: fromUnit }, 'task');
  }
  return put(handoverEntity, { task: code, on, fromUnit, toUnit, document: context.document });
}

/**
 * Handovers of all tasks that a unit still has open on a day and that are not overdue.
 * Those of one field only where it is named.
 */
export async function handoversOf(
  unit: string,
  toUnit: string,
  on: Day,
  field: string | null,
  context: ActContext,
): Promise<Change[]> {
  const received = await context.pointing(handoverEntity, 'toUnit', unit);
  const own = await context.pointing(taskEntity, 'leadUnit', unit);
  const handed = await Promise.all(received.map(({ task: code }) => context.find(taskEntity, code)));
  const all = new Map([...own, ...handed.filter((one) => one !== null)].map((one) => [one.code, one]));
  const changes = await Promise.all(
    [...all.values()].map(async (one) => {
      const isOpen = one.acceptedOn === null && one.withdrawnOn === null && one.assignedOn <= on;
      if (!isOpen || (field !== null && one.field !== field)) return null;
      if ((await unitInCharge(one, on, context)) !== unit || (await isOverdue(one, on, context))) return null;
      return handover(one, toUnit, on, context);
    }),
  );
  return changes.filter((change) => change !== null);
}
