import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { GateKind, Rating, Severity } from '../choices.ts';
import {
  assessmentEntity,
  cohortEntity,
  decidedRatingEntity,
  gateFactEntity,
  inspectionFindingEntity,
  rankingPublicationEntity,
  staffRatingEntity,
} from './evaluation.entity.ts';

@EntityType(assessmentEntity, 'Assessment', {
  description: 'Giá trị đánh giá: what the competent body entered for a leader or a unit in a period.',
})
export class Assessment extends EntityObject<typeof assessmentEntity.columns> {}

@EntityType(gateFactEntity, 'GateFact', {
  description: 'Kỷ luật, kết luận: a decision or conclusion about a person that shuts classes.',
  choices: { kind: GateKind, severity: Severity },
})
export class GateFact extends EntityObject<typeof gateFactEntity.columns> {}

@EntityType(decidedRatingEntity, 'DecidedRating', {
  description: 'Xếp loại đã quyết định: the class that a competent authority decided.',
  choices: { rating: Rating },
})
export class DecidedRating extends EntityObject<typeof decidedRatingEntity.columns> {}

@EntityType(staffRatingEntity, 'StaffRating', {
  description: 'Xếp loại người không giữ chức vụ: how many people of a unit have a class in a period.',
  choices: { rating: Rating },
})
export class StaffRating extends EntityObject<typeof staffRatingEntity.columns> {}

@EntityType(cohortEntity, 'Cohort', {
  description: 'Tập hợp xếp hạng: the competent body’s word that a group classed together is complete.',
})
export class Cohort extends EntityObject<typeof cohortEntity.columns> {}

@EntityType(inspectionFindingEntity, 'InspectionFinding', {
  description: 'Kết luận thanh tra, kiểm tra: what an inspection or audit found about a unit.',
})
export class InspectionFinding extends EntityObject<typeof inspectionFindingEntity.columns> {}

@EntityType(rankingPublicationEntity, 'RankingPublication', {
  description:
    'Công bố xếp hạng: ranks, points and classes of a group, open to whoever may look into the authority.',
})
export class RankingPublication extends EntityObject<typeof rankingPublicationEntity.columns> {}
