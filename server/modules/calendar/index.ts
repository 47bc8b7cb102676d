import { defineModule } from '../../platform/api/module.ts';
import { calendarEntity } from './calendar.entity.ts';

/** Working days of each year. */
export const calendarModule = defineModule({
  name: 'calendar',
  entities: [calendarEntity],
  api: () => import('./api.ts'),
});
