import { defineModule } from '../../platform/module.ts';
import {
  configurationDraftNoun,
  configurationSimulationNoun,
  configurationSubmissionNoun,
  configurationDecisionNoun,
} from './draft.noun.ts';
import {
  ConfigurationDraft,
  ConfigurationSimulation,
  ConfigurationSubmission,
  ConfigurationDecision,
} from './configuration.type.ts';
import {
  startConfigurationDraft,
  changeConfigurationDraft,
  submitConfigurationDraft,
  approveConfigurationDraft,
  rejectConfigurationDraft,
} from './configuration.acts.ts';
import { draftProblems } from './draft.problems.ts';
import { simulationProblems } from './simulation.problems.ts';
import { ConfigurationResolver, ConfigurationDraftResolver } from './configuration.resolver.ts';
import { SimulationResolver, SimulatedPeriodResolver } from './simulation.resolver.ts';

/** Drafts of configuration: written, simulated, submitted, decided. */
export const draftsModule = defineModule({
  name: 'drafts',
  entities: [
    configurationDraftNoun,
    configurationSimulationNoun,
    configurationSubmissionNoun,
    configurationDecisionNoun,
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
