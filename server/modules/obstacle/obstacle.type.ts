import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { ObstacleKind } from '../choices.ts';
import { obstacleEntity } from './obstacle.entity.ts';

@EntityType(obstacleEntity, 'Obstacle', {
  description: 'Điểm nghẽn: what blocks a task, and which unit must clear it by when.',
  choices: { kind: ObstacleKind },
})
export class Obstacle extends EntityObject<typeof obstacleEntity.columns> {}
