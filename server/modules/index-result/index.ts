import { defineModule } from '../../platform/api/module.ts';
import { indexResultEntity } from './index-result.entity.ts';
import { IndexResult } from './index-result.type.ts';
import { publishedIndicesThatDisagree } from './index-result.checks.ts';

/** Results of published indices. */
export const indexResultModule = defineModule({
  name: 'index-result',
  entities: [indexResultEntity],
  types: [IndexResult],
  checks: [publishedIndicesThatDisagree],
});
