import { defineModule } from '../platform/api/module.ts';

/** Counts and rates of tasks and metrics. */
export const trackingModule = defineModule({
  name: 'tracking',
  api: () => import('./api.ts'),
});
