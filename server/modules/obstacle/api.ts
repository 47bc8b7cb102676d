import { defineApi } from '../../platform/api/module.ts';
import { Obstacle } from './obstacle.type.ts';
import { raiseObstacle, clearObstacle } from './obstacle.acts.ts';
import { ObstacleResolver } from './obstacle.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Obstacle],
  acts: [raiseObstacle, clearObstacle],
  resolvers: [ObstacleResolver],
});
