import { defineModule } from '../platform/api/module.ts';
import {
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
  configurationDecisionEntity,
} from './drafts/draft.entity.ts';
import { draftProblems } from './drafts/draft.problems.ts';
import { simulationProblems } from './simulation/simulation.problems.ts';

/** Drafts of configuration, and their simulations. */
export const draftsModule = defineModule({
  name: 'drafts',
  entities: [
    configurationDraftEntity,
    configurationSimulationEntity,
    configurationSubmissionEntity,
    configurationDecisionEntity,
  ],
  problems: [draftProblems, simulationProblems],
  api: () => import('./api.ts'),
});
