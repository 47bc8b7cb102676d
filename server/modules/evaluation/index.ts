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
  problems: [evaluationProblems],
  api: () => import('./api.ts'),
});
