import { defineApi } from '../../platform/api/module.ts';
import { CalendarYear } from './calendar.type.ts';
import { addCalendarVersion } from './calendar.acts.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [CalendarYear],
  acts: [addCalendarVersion],
});
