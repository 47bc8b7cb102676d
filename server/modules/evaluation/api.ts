import { defineApi } from '../../platform/api/module.ts';
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

/** What the API shows and does of this module. */
export const api = defineApi({
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
});
