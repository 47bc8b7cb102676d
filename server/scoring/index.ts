import { defineModule } from '../platform/api/module.ts';
import { scoringProblems } from './compute/scoring.problems.ts';

/** The one way to compute a score: what it refuses. */
export const scoringModule = defineModule({
  name: 'scoring',
  problems: [scoringProblems],
});
