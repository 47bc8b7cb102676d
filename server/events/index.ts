import { defineModule } from '../platform/api/module.ts';

/** The log of score events, read and followed. */
export const eventsModule = defineModule({
  name: 'events',
  api: () => import('./api.ts'),
});
