import { defineModule } from '../../platform/api/module.ts';
import { calendarEntity } from './calendar.entity.ts';
import { CalendarYear } from './calendar.type.ts';
import { addCalendarVersion } from './calendar.acts.ts';

/** Working days of each year. */
export const calendarModule = defineModule({
  name: 'calendar',
  entities: [calendarEntity],
  types: [CalendarYear],
  acts: [addCalendarVersion],
});
