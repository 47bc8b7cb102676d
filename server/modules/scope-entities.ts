import type { ScopeEntities } from '../platform/model/data-model.ts';
import { appointmentEntity } from './leader/leader.entity.ts';
import { handoverEntity } from './task/task.entity.ts';
import { unitEntity } from './unit/unit.entity.ts';

/** Rights reach over a unit, those below it, and the people who held a post in them. */
export const SCOPE_ENTITIES: ScopeEntities = {
  units: unitEntity,
  parent: 'parent',
  posts: appointmentEntity,
  leader: 'leader',
  unit: 'unit',
  from: 'from',
  to: 'to',
  handovers: handoverEntity,
  whole: 'task',
  receiver: 'toUnit',
};
