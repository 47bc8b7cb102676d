import { defineApi } from '../../platform/api/module.ts';
import { IndexResult } from './index-result.type.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [IndexResult],
});
