import { defineModule } from '../platform/api/module.ts';
import {
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
  configurationDecisionEntity,
} from './drafts/draft.entity.ts';
import {
  ConfigurationDraft,
  ConfigurationSimulation,
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
import { SimulationResolver, SimulatedPeriodResolver } from './simulation/simulation.resolver.ts';

/** Drafts of configuration: written, simulated, submitted, decided. */
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
  resolvers: [ConfigurationResolver, ConfigurationDraftResolver, SimulationResolver, SimulatedPeriodResolver],
});
