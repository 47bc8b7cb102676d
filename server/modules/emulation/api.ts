import { defineApi } from '../../platform/api/module.ts';
import { Award, Initiative } from './emulation.type.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Award, Initiative],
});
