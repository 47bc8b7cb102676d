import { defineModule } from '../platform/api/module.ts';

/** Score cards and rankings, as readers see them. */
export const cardsModule = defineModule({
  name: 'cards',
  api: () => import('./api.ts'),
});
