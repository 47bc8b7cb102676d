import { Field, InputType, ObjectType } from 'type-graphql';
import { ProblemType } from '../../platform/api/act-mutations.ts';
import { ConfigurationSimulation } from '../drafts/configuration.type.ts';

/** How the argument "authority" is described. */
export const AUTHORITY = {
  nullable: true,
  description: 'Code of the authority; may be left out where the ledger holds only one.',
} as const;

@InputType('SimulateConfigurationDraftInput', { description: 'Chạy thử: a draft to try on past periods.' })
export class SimulateInput {
  @Field(() => String, AUTHORITY)
  readonly authority?: string | null;

  @Field(() => String, { description: 'Code of the draft.' })
  readonly draft!: string;

  @Field(() => [String], { description: 'Codes of periods that have begun.' })
  readonly periods!: string[];
}

@InputType('CancelConfigurationSimulationInput', { description: 'Hủy chạy thử: a simulation to end.' })
export class CancelInput {
  @Field(() => String, AUTHORITY)
  readonly authority?: string | null;

  @Field(() => String, { description: 'Its id.' })
  readonly simulation!: string;
}

@ObjectType('ConfigurationSimulationPayload', { description: 'What became of a request for a simulation.' })
export class SimulationPayload {
  @Field(() => ConfigurationSimulation, {
    nullable: true,
    description: 'The simulation; null where it was refused.',
  })
  readonly simulation!: object | null;

  @Field(() => [ProblemType], { description: 'Why it was refused.' })
  readonly problems!: readonly object[];
}
