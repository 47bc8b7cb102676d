import { defineModule } from '../../platform/api/module.ts';
import { indexResultEntity } from './index-result.entity.ts';
import { publishedIndicesThatDisagree } from './index-result.checks.ts';

/** Results of published indices. */
export const indexResultModule = defineModule({
  name: 'index-result',
  entities: [indexResultEntity],
  checks: [publishedIndicesThatDisagree],
  api: () => import('./api.ts'),
});
