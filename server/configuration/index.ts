import { defineModule } from '../platform/api/module.ts';
import {
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
  configurationDecisionEntity,
} from './drafts/draft.entity.ts';
import {
  ConfigurationDraft,
  ConfigurationSubmission,
  ConfigurationDecision,
} from './drafts/configuration.type.ts';
import {
  startConfigurationDraft,
  changeConfigurationDraft,
  submitConfigurationDraft,
  approveConfigurationDraft,
  rejectConfigurationDraft,
} from './drafts/configuration.acts.ts';
import { draftProblems } from './drafts/draft.problems.ts';
import { simulationProblems } from './simulation/simulation.problems.ts';
import { ConfigurationResolver, ConfigurationDraftResolver } from './drafts/configuration.resolver.ts';
import { DraftSimulationsResolver } from './simulation/draft-simulations.resolver.ts';
import { SimulationResolver, SimulatedPeriodResolver } from './simulation/simulation.resolver.ts';
import { ConfigurationSimulation } from './simulation/simulation.type.ts';

/** Drafts of configuration, and their simulations. */
export const draftsModule = defineModule({
  name: 'drafts',
  entities: [
    configurationDraftEntity,
    configurationSimulationEntity,
    configurationSubmissionEntity,
    configurationDecisionEntity,
  ],
  types: [ConfigurationDraft, ConfigurationSimulation, ConfigurationSubmission, ConfigurationDecision],
  acts: [
    startConfigurationDraft,
    changeConfigurationDraft,
    submitConfigurationDraft,
    approveConfigurationDraft,
    rejectConfigurationDraft,
  ],
  problems: [draftProblems, simulationProblems],
  resolvers: [
    ConfigurationResolver,
    ConfigurationDraftResolver,
    DraftSimulationsResolver,
    SimulationResolver,
    SimulatedPeriodResolver,
  ],
});
