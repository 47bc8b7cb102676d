import type { ScopeNouns } from '../platform/model/house.ts';
import { appointmentNoun } from './leader/leader.noun.ts';
import { handoverNoun } from './task/task.noun.ts';
import { unitNoun } from './unit/unit.noun.ts';

/** Rights reach over a unit, those below it, and the people who held a post in them. */
export const SCOPE_NOUNS: ScopeNouns = {
  units: unitNoun,
  parent: 'parent',
  posts: appointmentNoun,
  leader: 'leader',
  unit: 'unit',
  from: 'from',
  to: 'to',
  handovers: handoverNoun,
  whole: 'task',
  receiver: 'toUnit',
};
