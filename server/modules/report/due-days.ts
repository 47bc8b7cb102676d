import type { Day } from '../../../rules/kit/day.ts';
import { addMonths } from '../../../rules/kit/day.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { reportDutyEntity } from './report.entity.ts';

/** How many due days a duty has inside [from, to) at most, without looking for them. */
export function mostDueDaysIn(duty: ReportDuty, from: Day, to: Day): number {
  const end = duty.lastDueOn === null ? to : Math.min(to, duty.lastDueOn + 1);
  const days = Math.max(0, end - Math.max(from, duty.firstDueOn));
  return Math.ceil(
    days / { ONCE: days || 1, EVERY_DAYS: duty.everyDays ?? 1, MONTHLY: 28, QUARTERLY: 89 }[duty.frequency],
  );
}

type ReportDuty = Pick<
  EntityRow<typeof reportDutyEntity>,
  'frequency' | 'everyDays' | 'firstDueOn' | 'lastDueOn'
>;

/** Due days of a duty inside [from, to). Monthly and quarterly duties keep the day of the month of the first one. */
export function dueDaysIn(duty: ReportDuty, from: Day, to: Day): Day[] {
  const end = duty.lastDueOn === null ? to : Math.min(to, duty.lastDueOn + 1);
  const days: Day[] = [];
  const first = duty.firstDueOn;
  if (duty.frequency === 'ONCE') return first >= from && first < end ? [first] : [];
  if (duty.frequency === 'EVERY_DAYS') {
    const step = duty.everyDays!;
    for (let day = first + Math.max(0, Math.ceil((from - first) / step)) * step; day < end; day += step)
      days.push(day);
    return days;
  }
  const months = duty.frequency === 'MONTHLY' ? 1 : 3;
  // A month has at most 31 days: so many occurrences lie no later than the first day of the span.
  let index = Math.max(0, Math.floor((from - first) / (31 * months)));
  for (let day; (day = addMonths(first, index * months)) < end; index++) if (day >= from) days.push(day);
  return days;
}
