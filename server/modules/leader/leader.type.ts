import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { AbsenceKind, LegalStatus, Role } from '../choices.ts';
import { absenceEntity, appointmentEntity, leaderEntity } from './leader.entity.ts';

@EntityType(leaderEntity, 'Leader', {
  description: 'Người đứng đầu, cấp phó: a person, called by post and never by name.',
})
export class Leader extends EntityObject<typeof leaderEntity.columns> {}

@EntityType(appointmentEntity, 'Appointment', {
  description: 'Bổ nhiệm, phân công: a person’s post in a unit, with role, span of days and assigned fields.',
  choices: { role: Role, legalStatus: LegalStatus },
})
export class Appointment extends EntityObject<typeof appointmentEntity.columns> {}

@EntityType(absenceEntity, 'Absence', {
  description:
    'Vắng mặt có lý do: a certified absence; facts decided on its days are not the absent leader’s.',
  choices: { kind: AbsenceKind },
})
export class Absence extends EntityObject<typeof absenceEntity.columns> {}
