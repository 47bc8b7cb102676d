import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { ObstacleKind } from '../choices.ts';
import { obstacleNoun } from './obstacle.noun.ts';

@NounType(obstacleNoun, 'Obstacle', {
  description: 'Điểm nghẽn: what blocks a task, and which unit must clear it by when.',
  choices: { kind: ObstacleKind },
})
export class Obstacle extends NounObject<typeof obstacleNoun.columns> {}
