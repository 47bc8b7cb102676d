import { defineModule } from '../../platform/api/module.ts';
import { documentEntity } from './document.entity.ts';

/** Documents: laws, decisions and sources that rows rest on. */
export const documentModule = defineModule({
  name: 'document',
  entities: [documentEntity],
  api: () => import('./api.ts'),
});
