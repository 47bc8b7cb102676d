import { defineApi } from '../../platform/api/module.ts';
import { Document } from './document.type.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Document],
});
