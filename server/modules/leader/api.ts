import { defineApi } from '../../platform/api/module.ts';
import { Leader, Appointment, Absence } from './leader.type.ts';
import { appointLeader, appointActing, endAppointment, revokeAppointment } from './leader.acts.ts';
import { LeaderResolver } from './leader.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Leader, Appointment, Absence],
  acts: [appointLeader, appointActing, endAppointment, revokeAppointment],
  resolvers: [LeaderResolver],
});
