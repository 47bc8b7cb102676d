import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { AbsenceKind, LegalStatus, Role } from '../choices.ts';
import { absenceNoun, appointmentNoun, leaderNoun } from './leader.noun.ts';

@NounType(leaderNoun, 'Leader', {
  description: 'Người đứng đầu, cấp phó: a person, called by post and never by name.',
})
export class Leader extends NounObject<typeof leaderNoun.columns> {}

@NounType(appointmentNoun, 'Appointment', {
  description: 'Bổ nhiệm, phân công: a person’s post in a unit, with role, span of days and assigned fields.',
  choices: { role: Role, legalStatus: LegalStatus },
})
export class Appointment extends NounObject<typeof appointmentNoun.columns> {}

@NounType(absenceNoun, 'Absence', {
  description:
    'Vắng mặt có lý do: a certified absence; facts decided on its days are not the absent leader’s.',
  choices: { kind: AbsenceKind },
})
export class Absence extends NounObject<typeof absenceNoun.columns> {}
