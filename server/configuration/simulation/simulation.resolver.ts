import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { configurationDraftEntity, configurationSimulationEntity } from '../drafts/draft.entity.ts';
import { ProblemType } from '../../platform/api/act-mutations.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Problem } from '../../platform/problems.ts';
import { Refusal } from '../../platform/problems.ts';
import { currentPosition } from '../../platform/ledger/position.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { unknownReference } from '../../platform/ledger/references.ts';
import { catalogueOf } from '../../schemes/catalogue-service.ts';
import type { Draft } from '../drafts/draft.ts';
import { configurationViewer } from '../drafts/viewer-of-request.ts';
import {
  AUTHORITY,
  CancelInput,
  ConfigurationSimulation,
  SimulateInput,
  SimulatedLine,
  SimulatedPeriod,
  SimulatedSubjectType,
  SimulationPayload,
  StuckCriterionType,
} from './simulation.type.ts';
import type { SimulatedRun, SimulatedSubject, SimulationResult } from './compared-cards.ts';
import { changesClass } from './compared-cards.ts';
import type { SimulationRun } from './simulation-run-table.ts';
import { stateOfRun } from './simulation-run-table.ts';
import { stuckProblem, titleOf } from './stuck-checks.ts';
import { SIMULATIONS } from './simulation-runner.ts';

/** A simulation as an object of the API, with its run. */
class RunView extends ConfigurationSimulation {
  readonly run!: SimulationRun;
}

/** A run as an object of the API. */
export function runView(context: RequestContext, run: SimulationRun): RunView {
  return Object.assign(new RunView(), { ...run, run, state: stateOfRun(run, context.clock.now()) });
}

function periodView(context: RequestContext, run: SimulatedRun): SimulatedPeriod {
  return Object.assign(new SimulatedPeriod(), {
    ...run,
    stuck: run.stuck.map(({ line, kind }) => {
      const { message } = stuckProblem({ line, kind }, run.period, null, catalogueOf(context));
      return Object.assign(new StuckCriterionType(), { line, kind, message });
    }),
  });
}

function subjectView(context: RequestContext, subject: SimulatedSubject): SimulatedSubjectType {
  const { moved } = subject;
  return Object.assign(new SimulatedSubjectType(), {
    ...subject,
    changesClass: changesClass(subject),
    moved:
      moved &&
      Object.assign(new SimulatedLine(), {
        ...moved,
        title: titleOf(moved.line, catalogueOf(context)),
      }),
  });
}

async function payload(
  context: RequestContext,
  work: () => Promise<SimulationRun>,
): Promise<SimulationPayload> {
  const problemsOf = (problems: readonly Problem[]) =>
    problems.map((problem) => Object.assign(new ProblemType(), problem));
  try {
    const simulation = runView(context, await work());
    return Object.assign(new SimulationPayload(), { simulation, problems: [] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Object.assign(new SimulationPayload(), { simulation: null, problems: problemsOf(error.problems) });
  }
}

/** Starts, cancels and reads simulations. */
@Resolver(() => ConfigurationSimulation)
export class SimulationResolver {
  @Mutation(() => SimulationPayload, {
    description:
      'Chạy thử bản dự thảo trên các kỳ đã qua: tries a draft on periods that have begun, with the ordinary computation. It goes on in the background: ask the simulation how far it is. Asked again on the same facts, it is the same simulation. Roles: HOME_AFFAIRS_AUTHOR, HOME_AFFAIRS_APPROVER.',
  })
  async simulateConfigurationDraft(
    @Ctx() context: RequestContext,
    @Arg('input', () => SimulateInput, { description: 'What to simulate.' }) input: SimulateInput,
  ): Promise<SimulationPayload> {
    const { code: authority } = await context.authority(input.authority);
    const { subject: requestedBy } = configurationViewer(context, authority, 'SIMULATE');
    return payload(context, async () => {
      const draft = await draftToSimulate(context, authority, input.draft);
      return context.get(SIMULATIONS).start({ authority, draft, periods: input.periods, requestedBy });
    });
  }

  @Mutation(() => SimulationPayload, {
    description:
      'Hủy chạy thử: ends a simulation that is under way. Roles: HOME_AFFAIRS_AUTHOR, HOME_AFFAIRS_APPROVER.',
  })
  async cancelConfigurationSimulation(
    @Ctx() context: RequestContext,
    @Arg('input', () => CancelInput, { description: 'What to cancel.' }) input: CancelInput,
  ): Promise<SimulationPayload> {
    const { code: authority } = await context.authority(input.authority);
    configurationViewer(context, authority, 'SIMULATE');
    return payload(context, () => context.get(SIMULATIONS).cancel({ authority, id: input.simulation }));
  }

  @Query(() => ConfigurationSimulation, { nullable: true, description: 'One simulation by its id.' })
  async configurationSimulation(
    @Ctx() context: RequestContext,
    @Arg('id', () => String, { description: 'Its id.' }) id: string,
    @Arg('authority', () => String, AUTHORITY) requested?: string | null,
  ): Promise<object | null> {
    const { code: authority } = await context.authority(requested);
    configurationViewer(context, authority);
    const run = await context.get(SIMULATIONS).find(authority, id);
    return run && runView(context, run);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'SHA-256 of the result: the same for the same inputs. Null until it is done.',
  })
  digest(@Root() { run }: RunView): string | null {
    return run.simulation?.slice(run.draft.length + 1) ?? null;
  }

  @FieldResolver(() => [SimulatedPeriod], {
    nullable: true,
    description: 'What it found, scheme by scheme and period by period; null until it is done.',
  })
  async results(@Root() { run }: RunView, @Ctx() context: RequestContext): Promise<object[] | null> {
    if (run.simulation === null) return null;
    const { runs } = await recordedResult(context, run.authority, run.simulation);
    return runs.map((one) => periodView(context, one));
  }
}

/** The draft of a code, as known now. @throws Refusal UNKNOWN_REFERENCE */
async function draftToSimulate(context: RequestContext, authority: string, code: string): Promise<Draft> {
  const position = await currentPosition(context.database, authority);
  const codes = [code];
  const [draft] = await readEntity(context.database, configurationDraftEntity, {
    authority,
    position,
    codes,
  });
  if (!draft) throw new Refusal([unknownReference(configurationDraftEntity, code, 'draft')]);
  return draft;
}

/** What a finished simulation found, by the code under which the ledger holds it. */
async function recordedResult(
  context: RequestContext,
  authority: string,
  code: string,
): Promise<SimulationResult> {
  const position = await currentPosition(context.database, authority);
  const [row] = await readEntity(context.database, configurationSimulationEntity, {
    authority,
    position,
    codes: [code],
  });
  return JSON.parse(row!.result) as SimulationResult;
}

/** The subjects of a simulated period. */
@Resolver(() => SimulatedPeriod)
export class SimulatedPeriodResolver {
  @FieldResolver(() => [SimulatedSubjectType], { description: 'Everyone scored, before and after, by key.' })
  subjects(
    @Root() run: SimulatedRun,
    @Ctx() context: RequestContext,
    @Arg('changesClass', () => Boolean, {
      nullable: true,
      description: 'Only those whose proposed class is another one, or only those whose class stays.',
    })
    only?: boolean | null,
  ): object[] {
    return run.subjects
      .filter((subject) => typeof only !== 'boolean' || changesClass(subject) === only)
      .map((subject) => subjectView(context, subject));
  }
}
