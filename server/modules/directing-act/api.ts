import { defineApi } from '../../platform/api/module.ts';
import { DirectingAct } from './directing-act.type.ts';
import { recordDirectingAct } from './directing-act.acts.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [DirectingAct],
  acts: [recordDirectingAct],
});
