import type { WorkingCalendar } from '../../../rules/kit/working-calendar.ts';
import type { ReadPoint, RequestContext } from '../../platform/api/context.ts';
import { service } from '../../platform/services.ts';

/** Knows the working days of an authority as recorded up to a position. */
export type Calendars = (authority: string, position: number) => Promise<WorkingCalendar>;

/** Names the service that knows calendars. */
export const CALENDARS = service<Calendars>('calendars');

/** The working days that the states of tasks and reports are counted by. */
export function calendarAt(
  context: RequestContext,
  { authority, position }: Pick<ReadPoint, 'authority' | 'position'>,
): Promise<WorkingCalendar> {
  return context.get(CALENDARS)(authority, position);
}
