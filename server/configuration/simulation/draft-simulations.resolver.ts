import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ProblemType } from '../../platform/api/act-mutations.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import type { Problem } from '../../platform/problems.ts';
import { catalogueOf } from '../../schemes/catalogue-service.ts';
import { snapshotAt } from '../../facts/snapshot-service.ts';
import { checkDraft } from '../drafts/checks.ts';
import { ConfigurationDraft } from '../drafts/configuration.type.ts';
import { simulationsOf } from '../drafts/draft-of-request.ts';
import { configurationViewer } from '../drafts/viewer-of-request.ts';
import { SIMULATIONS } from './simulation-runner.ts';
import { runView } from './simulation.resolver.ts';
import { ConfigurationSimulation } from './simulation.type.ts';
import { checkStuck } from './stuck-checks.ts';

/** Fields of a draft that need its simulations. */
@Resolver(() => ConfigurationDraft)
export class DraftSimulationsResolver {
  @FieldResolver(() => [ProblemType], {
    description:
      'What is wrong with it, or worth a thought: refused ones keep it from being submitted. Paths lead into the configuration. Once it is simulated, also the criteria that nobody can pass or fail on the facts of the last period that had ended.',
  })
  async checks(
    @Root() draft: ConfigurationDraft,
    @Ctx() context: RequestContext,
  ): Promise<readonly Problem[]> {
    const { at, row } = draft;
    const catalogue = catalogueOf(context);
    const snapshot = await snapshotAt(context, at);
    const problems = [
      ...checkDraft(row, snapshot, catalogue, at.asOf),
      ...checkStuck(row, await simulationsOf(context, draft), snapshot.periods, catalogue),
    ];
    return problems.map((problem) => Object.assign(new ProblemType(), problem));
  }

  @FieldResolver(() => [ConfigurationSimulation], { description: 'Its simulations, the latest first.' })
  async simulations(
    @Root() { at, row }: ConfigurationDraft,
    @Ctx() context: RequestContext,
  ): Promise<object[]> {
    configurationViewer(context, at.authority);
    const runs = await context.get(SIMULATIONS).ofDraft(at.authority, row.code);
    return runs.map((run) => runView(context, run));
  }
}
