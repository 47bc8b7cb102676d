import { defineModule } from '../../platform/api/module.ts';
import {
  assessmentEntity,
  gateFactEntity,
  inspectionFindingEntity,
  decidedRatingEntity,
  staffRatingEntity,
  cohortEntity,
  rankingPublicationEntity,
} from './evaluation.entity.ts';
import {
  Assessment,
  GateFact,
  InspectionFinding,
  DecidedRating,
  StaffRating,
  Cohort,
  RankingPublication,
} from './evaluation.type.ts';
import {
  recordInspectionFinding,
  recordGateFact,
  revokeGateFact,
  recordAssessedValue,
  correctAssessedValue,
} from './evaluation.acts.ts';
import { decideRating, declareCohort, publishRanking, withdrawRanking } from './decision.acts.ts';
import { evaluationProblems } from './evaluation.problems.ts';

/** What competent bodies assess, find, decide and publish. */
export const evaluationModule = defineModule({
  name: 'evaluation',
  entities: [
    assessmentEntity,
    gateFactEntity,
    inspectionFindingEntity,
    decidedRatingEntity,
    staffRatingEntity,
    cohortEntity,
    rankingPublicationEntity,
  ],
  types: [Assessment, GateFact, InspectionFinding, DecidedRating, StaffRating, Cohort, RankingPublication],
  acts: [
    recordInspectionFinding,
    recordGateFact,
    revokeGateFact,
    recordAssessedValue,
    correctAssessedValue,
    decideRating,
    declareCohort,
    publishRanking,
    withdrawRanking,
  ],
  problems: [evaluationProblems],
});
