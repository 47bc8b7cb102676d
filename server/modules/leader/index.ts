import { defineModule } from '../../platform/api/module.ts';
import { leaderEntity, appointmentEntity, absenceEntity } from './leader.entity.ts';
import { Leader, Appointment, Absence } from './leader.type.ts';
import { appointLeader, appointActing, endAppointment } from './leader.acts.ts';
import { oneHeadAtATime } from './leader.checks.ts';
import { leaderProblems } from './leader.problems.ts';
import { LeaderResolver } from './leader.resolver.ts';

/** Leaders, their posts and absences. */
export const leaderModule = defineModule({
  name: 'leader',
  entities: [leaderEntity, appointmentEntity, absenceEntity],
  types: [Leader, Appointment, Absence],
  acts: [appointLeader, appointActing, endAppointment],
  checks: [oneHeadAtATime],
  problems: [leaderProblems],
  resolvers: [LeaderResolver],
});
