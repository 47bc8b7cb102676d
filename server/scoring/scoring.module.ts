import { defineModule } from '../platform/module.ts';
import { scoringProblems } from './scoring.problems.ts';

/** The one way to compute a score: what it refuses. */
export const scoringModule = defineModule({
  name: 'scoring',
  problems: [scoringProblems],
});
