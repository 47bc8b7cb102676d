import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { AwardTitle, InitiativeReach } from '../choices.ts';
import { awardEntity, initiativeEntity } from './emulation.entity.ts';

@EntityType(awardEntity, 'Award', {
  description: 'Danh hiệu thi đua: an awarded title; a revocation is recorded, never deleted.',
  choices: { award: AwardTitle },
})
export class Award extends EntityObject<typeof awardEntity.columns> {}

@EntityType(initiativeEntity, 'Initiative', {
  description: 'Sáng kiến: a recognised initiative or study and its reach.',
  choices: { reach: InitiativeReach },
})
export class Initiative extends EntityObject<typeof initiativeEntity.columns> {}
