import { defineModule } from '../../platform/api/module.ts';
import { obstacleEntity } from './obstacle.entity.ts';
import { Obstacle } from './obstacle.type.ts';
import { raiseObstacle, clearObstacle } from './obstacle.acts.ts';
import { obstacleProblems } from './obstacle.problems.ts';
import { ObstacleResolver } from './obstacle.resolver.ts';

/** Obstacles to tasks and units. */
export const obstacleModule = defineModule({
  name: 'obstacle',
  entities: [obstacleEntity],
  types: [Obstacle],
  acts: [raiseObstacle, clearObstacle],
  problems: [obstacleProblems],
  resolvers: [ObstacleResolver],
});
