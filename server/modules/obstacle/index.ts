import { defineModule } from '../../platform/api/module.ts';
import { obstacleEntity } from './obstacle.entity.ts';
import { obstacleProblems } from './obstacle.problems.ts';

/** Obstacles to tasks and units. */
export const obstacleModule = defineModule({
  name: 'obstacle',
  entities: [obstacleEntity],
  problems: [obstacleProblems],
  api: () => import('./api.ts'),
});
