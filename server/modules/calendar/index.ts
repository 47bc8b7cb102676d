import { defineModule } from '../../platform/api/module.ts';
import { calendarNoun } from './calendar.noun.ts';
import { CalendarYear } from './calendar.type.ts';
import { addCalendarVersion } from './calendar.acts.ts';

/** Working days of each year. */
export const calendarModule = defineModule({
  name: 'calendar',
  entities: [calendarNoun],
  types: [CalendarYear],
  acts: [addCalendarVersion],
});
