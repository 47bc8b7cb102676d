import { defineApi } from '../platform/api/module.ts';
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
import { ConfigurationResolver, ConfigurationDraftResolver } from './drafts/configuration.resolver.ts';
import { DraftSimulationsResolver } from './simulation/draft-simulations.resolver.ts';
import { SimulationResolver, SimulatedPeriodResolver } from './simulation/simulation.resolver.ts';
import { ConfigurationSimulation } from './simulation/simulation.type.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [ConfigurationDraft, ConfigurationSimulation, ConfigurationSubmission, ConfigurationDecision],
  acts: [
    startConfigurationDraft,
    changeConfigurationDraft,
    submitConfigurationDraft,
    approveConfigurationDraft,
    rejectConfigurationDraft,
  ],
  resolvers: [
    ConfigurationResolver,
    ConfigurationDraftResolver,
    DraftSimulationsResolver,
    SimulationResolver,
    SimulatedPeriodResolver,
  ],
});
