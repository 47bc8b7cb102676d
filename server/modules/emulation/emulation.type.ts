import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { AwardTitle, InitiativeReach } from '../choices.ts';
import { awardNoun, initiativeNoun } from './emulation.noun.ts';

@NounType(awardNoun, 'Award', {
  description: 'Danh hiệu thi đua: an awarded title; a revocation is recorded, never deleted.',
  choices: { award: AwardTitle },
})
export class Award extends NounObject<typeof awardNoun.columns> {}

@NounType(initiativeNoun, 'Initiative', {
  description: 'Sáng kiến: a recognised initiative or study and its reach.',
  choices: { reach: InitiativeReach },
})
export class Initiative extends NounObject<typeof initiativeNoun.columns> {}
