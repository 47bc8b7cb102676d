import { defineModule } from '../../platform/api/module.ts';
import { calendarProblems } from './calendar.problems.ts';
import { calendarEntity } from './calendar.entity.ts';

/** Working days of each year. */
export const calendarModule = defineModule({
  name: 'calendar',
  entities: [calendarEntity],
  problems: [calendarProblems],
  api: () => import('./api.ts'),
});
