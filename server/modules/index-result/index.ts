import { defineModule } from '../../platform/api/module.ts';
import { indexResultNoun } from './index-result.noun.ts';
import { IndexResult } from './index-result.type.ts';
import { publishedIndicesThatDisagree } from './index-result.checks.ts';

/** Results of published indices. */
export const indexResultModule = defineModule({
  name: 'index-result',
  entities: [indexResultNoun],
  types: [IndexResult],
  checks: [publishedIndicesThatDisagree],
});
