import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { DirectingActKind, ObstacleKind } from '../choices.ts';
import { directingActNoun, obstacleNoun } from './obstacle.noun.ts';

@NounType(obstacleNoun, 'Obstacle', {
  description: 'Điểm nghẽn: what blocks a task, and which unit must clear it by when.',
  choices: { kind: ObstacleKind },
})
export class Obstacle extends NounObject<typeof obstacleNoun.columns> {}

@NounType(directingActNoun, 'DirectingAct', {
  description: 'Hoạt động chỉ đạo: what a leader did to direct the work, in person or delegated.',
  choices: { kind: DirectingActKind },
})
export class DirectingAct extends NounObject<typeof directingActNoun.columns> {}
