import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { GateKind, Rating, Severity } from '../choices.ts';
import {
  assessmentNoun,
  cohortNoun,
  decidedRatingNoun,
  gateFactNoun,
  inspectionFindingNoun,
  rankingPublicationNoun,
  staffRatingNoun,
} from './evaluation.noun.ts';

@NounType(assessmentNoun, 'Assessment', {
  description: 'Giá trị đánh giá: what the competent body entered for a leader or a unit in a period.',
})
export class Assessment extends NounObject<typeof assessmentNoun.columns> {}

@NounType(gateFactNoun, 'GateFact', {
  description: 'Kỷ luật, kết luận: a decision or conclusion about a person that shuts classes.',
  choices: { kind: GateKind, severity: Severity },
})
export class GateFact extends NounObject<typeof gateFactNoun.columns> {}

@NounType(decidedRatingNoun, 'DecidedRating', {
  description: 'Xếp loại đã quyết định: the class that a competent authority decided.',
  choices: { rating: Rating },
})
export class DecidedRating extends NounObject<typeof decidedRatingNoun.columns> {}

@NounType(staffRatingNoun, 'StaffRating', {
  description: 'Xếp loại người không giữ chức vụ: how many people of a unit have a class in a period.',
  choices: { rating: Rating },
})
export class StaffRating extends NounObject<typeof staffRatingNoun.columns> {}

@NounType(cohortNoun, 'Cohort', {
  description: 'Tập hợp xếp hạng: the competent body’s word that a group classed together is complete.',
})
export class Cohort extends NounObject<typeof cohortNoun.columns> {}

@NounType(inspectionFindingNoun, 'InspectionFinding', {
  description: 'Kết luận thanh tra, kiểm tra: what an inspection or audit found about a unit.',
})
export class InspectionFinding extends NounObject<typeof inspectionFindingNoun.columns> {}

@NounType(rankingPublicationNoun, 'RankingPublication', {
  description:
    'Công bố xếp hạng: ranks, points and classes of a group, open to whoever may look into the authority.',
})
export class RankingPublication extends NounObject<typeof rankingPublicationNoun.columns> {}
