import type { Day } from '../../rules/kit/day.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { ActContext } from '../platform/acts/define-act.ts';
import type { AnyEntity } from '../platform/model/entity.ts';
import { Refusal } from '../platform/problems.ts';
import { unitEntity } from './unit/unit.entity.ts';
import { refuse, refusedInWords } from './common.problems.ts';

/** The day of an act: as given, else today. What lies ahead has not happened. @throws Refusal FUTURE_DAY */
export function happenedOn(given: Day | null, { today }: ActContext, path: string): Day {
  const on = given ?? today;
  if (on > today) refuse('FUTURE_DAY', { day: formatDay(on), today: formatDay(today) }, path);
  return on;
}

/** Steps follow each other in time. @throws Refusal BEFORE_THE_LAST */
export function notBefore(on: Day, last: Day | null, path: string): void {
  if (last !== null && on < last)
    refuse('BEFORE_THE_LAST', { day: formatDay(on), last: formatDay(last) }, path);
}

/** A new thing needs a code that nothing has. @throws Refusal ALREADY_EXISTS */
export async function unused(
  entity: AnyEntity,
  code: string,
  context: ActContext,
  path: string,
): Promise<string> {
  if (await context.find(entity, code)) {
    const { vi, en } = entity.title;
    const words = { vi: { noun: vi, code }, en: { noun: en, code } };
    throw new Refusal([refusedInWords('ALREADY_EXISTS', words, path)]);
  }
  return code;
}

/** The unit, which must exist on the day. @throws Refusal */
export async function openUnit(code: string, on: Day, context: ActContext, path: string) {
  const unit = await context.get(unitEntity, code, path);
  if (on < unit.openedOn || (unit.closedOn !== null && on >= unit.closedOn))
    refuse('UNIT_NOT_OPEN', { unit: code, day: formatDay(on) }, path);
  return unit;
}
