import { defineModule } from '../../platform/api/module.ts';
import { leaderEntity, appointmentEntity, absenceEntity } from './leader.entity.ts';
import { oneHeadAtATime, postsWithinUnits } from './leader.checks.ts';
import { leaderProblems } from './leader.problems.ts';

/** Leaders, their posts and absences. */
export const leaderModule = defineModule({
  name: 'leader',
  entities: [leaderEntity, appointmentEntity, absenceEntity],
  checks: [oneHeadAtATime, postsWithinUnits],
  problems: [leaderProblems],
  api: () => import('./api.ts'),
});
