import type { Day } from '../../../rules/kit/day.ts';
import { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { calendarEntity } from '../calendar/calendar.entity.ts';
import { dueDatesOf } from './due-dates.ts';
import { unitInChargeOn } from './task-state.ts';
import { extensionEntity, handoverEntity } from './task.entity.ts';
import type { taskEntity } from './task.entity.ts';

/** A task with its code, as acts read it. */
export type Task = Coded<EntityRow<typeof taskEntity>>;

/** The unit that leads the task on a day, as recorded when an act is worked out. */
export async function unitInCharge({ code, leadUnit }: Task, day: Day, context: ActContext): Promise<string> {
  const found = await context.pointing(handoverEntity, 'task', code);
  return unitInChargeOn({ leadUnit, handovers: found.toSorted((a, b) => a.on - b.on) }, day);
}

/** The last day in time that is in force; null where there is none. */
export async function dueDayOf(one: Task, context: ActContext): Promise<Day | null> {
  const given = await context.pointing(extensionEntity, 'task', one.code);
  const extensions = given.toSorted((a, b) => a.number - b.number);
  const calendar = new WorkingCalendar(() => '', await context.all(calendarEntity));
  return dueDatesOf({ ...one, extensions }, { asOf: context.today, calendar }).due;
}

/** Whether the task's date had passed before the day without a submission in time. */
export async function isOverdue(one: Task, day: Day, context: ActContext): Promise<boolean> {
  const due = await dueDayOf(one, context);
  return due !== null && due < day && (one.submittedOn === null || one.submittedOn > due);
}
