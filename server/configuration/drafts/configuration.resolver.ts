import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Language } from '../../../rules/kit/text.ts';
import { ConfigurationKind } from './draft.choices.ts';
import {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { ProblemType } from '../../platform/api/act-mutations.ts';
import { AtArgs, atOf } from '../../platform/api/arguments.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { ApiFault } from '../../platform/faults.ts';
import { findEntity, show } from '../../platform/api/entity-type.ts';
import { LANGUAGES } from '../../platform/api/text-field.ts';
import type { Problem } from '../../platform/problems.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { catalogueOf } from '../../schemes/catalogue-of-request.ts';
import { schemaIn } from '../../schemes/json-schema.ts';
import { readStored } from '../../schemes/revisions.ts';
import { snapshotAt } from '../../facts/snapshot-of-request.ts';
import { checkDraft, isError } from './checks.ts';
import { configurationViewer } from './viewer-of-request.ts';
import {
  ConfigurationDecision,
  ConfigurationDifference,
  ConfigurationDraft,
  ConfigurationRevision,
  ConfigurationSimulation,
  ConfigurationSubmission,
  DraftStateType,
} from './configuration.type.ts';
import type { Difference } from './difference.ts';
import { differenceOf, schemaOf } from './difference.ts';
import type { AnyRevision, ConfigurationKind as Kind, Draft, DraftState, Simulation } from './draft.ts';
import { digestOfDraft, revisionOn, revisionsOf, stateOfDraft, stateOfRevision } from './draft.ts';
import { runView } from '../simulation/simulation.resolver.ts';
import { checkStuck } from '../simulation/stuck-checks.ts';
import { SIMULATIONS } from '../simulation/simulation-runner.ts';

const OF = { description: 'Code of the scheme, or id of the plugin.' } as const;

/** The form by which a scheme or plugin is written. @throws ApiFault where there is no such plugin */
function formOf(context: RequestContext, kind: Kind, configures: string) {
  const catalogue = catalogueOf(context);
  if (kind === 'PLUGIN' && !Object.hasOwn(catalogue.plugins, configures))
    throw ApiFault.badInput(
      'UNKNOWN_PLUGIN',
      { vi: `Không có bộ tiêu chí "${configures}"`, en: `There is no plugin "${configures}"` },
      'configures',
    );
  return schemaOf(kind, configures, catalogue);
}

function differences(
  context: RequestContext,
  { kind, configures }: Pick<Draft, 'kind' | 'configures'>,
  before: AnyRevision | null,
  after: string,
): Difference[] {
  const read = (text: string): unknown => readStored(text, configures).configuration;
  return differenceOf(
    formOf(context, kind, configures),
    before === null ? {} : read(before.configuration),
    read(after),
    catalogueOf(context),
  );
}

@Resolver()
export class ConfigurationResolver {
  @Query(() => [ConfigurationDraft], {
    description: 'Drafts of configuration, by code. For Home Affairs staff and auditors.',
  })
  async configurationDrafts(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('kind', () => ConfigurationKind, { nullable: true, description: 'Only of this kind.' })
    kind?: Kind | null,
    @Arg('configures', () => String, { nullable: true, ...OF }) configures?: string | null,
  ): Promise<object[]> {
    const at = await atOf(context, args);
    configurationViewer(context, at.authority);
    const { authority, position } = at;
    const where = { ...(kind && { kind: [kind] }), ...(configures && { configures: [configures] }) };
    const rows = await readEntity(context.database, configurationDraftEntity, { authority, position, where });
    return rows.map((row) => show(ConfigurationDraft, at, row));
  }

  @Query(() => ConfigurationDraft, { nullable: true, description: 'One draft by its code.' })
  async configurationDraft(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code, such as "SCHEME/civil-servant-2026/1".' })
    code: string,
  ): Promise<object | null> {
    const at = await atOf(context, args);
    configurationViewer(context, at.authority);
    return findEntity(context, configurationDraftEntity, at, code);
  }

  @Query(() => [ConfigurationRevision], {
    description: 'Every revision of a scheme or plugin, the earliest first, with what each changed.',
  })
  async configurationHistory(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('kind', () => ConfigurationKind, { description: 'Of a scheme, or a plugin.' }) kind: Kind,
    @Arg('configures', () => String, OF) configures: string,
  ): Promise<object[]> {
    const at = await atOf(context, args);
    configurationViewer(context, at.authority);
    const revisions = revisionsOf(await snapshotAt(context, at), { kind, configures });
    const { authority, position } = at;
    const decisions = await readEntity(context.database, configurationDecisionEntity, {
      authority,
      position,
    });
    return revisions.map((revision, index) => {
      const { configuration } = readStored(revision.configuration, configures);
      const draft = decisions.find(
        (one) => one.draft.startsWith(`${kind}/${configures}/`) && one.revision === revision.number,
      );
      return Object.assign(new ConfigurationRevision(), {
        ...revision,
        configuration,
        state: stateOfRevision(revision, revisions, at.asOf),
        draft: draft?.draft ?? null,
        differences:
          index === 0
            ? []
            : asTypes(
                differences(context, { kind, configures }, revisions[index - 1]!, revision.configuration),
              ),
      });
    });
  }

  @Query(() => GraphQLJSON, {
    description:
      'JSON Schema (draft 7) of the form by which a scheme or plugin is configured, with titles, help, bounds and defaults in one language.',
  })
  configurationForm(
    @Ctx() context: RequestContext,
    @Arg('kind', () => ConfigurationKind, { description: 'Of a scheme, or a plugin.' }) kind: Kind,
    @Arg('configures', () => String, OF) configures: string,
    @Arg('language', () => LANGUAGES, { nullable: true, description: 'By default that of the request.' })
    language?: Language | null,
  ): unknown {
    return schemaIn(language ?? context.language, formOf(context, kind, configures));
  }
}

/** What was recorded of a draft's simulations, as known at the draft's position. */
function simulationsOf(context: RequestContext, { at, row }: ConfigurationDraft): Promise<Simulation[]> {
  const { authority, position } = at;
  const where = { draft: [row.code] };
  return readEntity(context.database, configurationSimulationEntity, { authority, position, where });
}

function asTypes(found: readonly Difference[]): ConfigurationDifference[] {
  return found.map((one) => Object.assign(new ConfigurationDifference(), one));
}

@Resolver(() => ConfigurationDraft)
export class ConfigurationDraftResolver {
  @FieldResolver(() => GraphQLJSON, { description: 'The configuration, as far as it can be written out.' })
  configuration(@Root() { row }: ConfigurationDraft): unknown {
    return readStored(row.configuration, row.code).configuration;
  }

  @FieldResolver(() => String, {
    description: 'SHA-256 over all that an approval decides: the configuration, and its days of effect.',
  })
  digest(@Root() { row }: ConfigurationDraft): string {
    return digestOfDraft(row);
  }

  @FieldResolver(() => DraftStateType, { description: 'Where it stands on the day of truth.' })
  async state(@Root() draft: ConfigurationDraft, @Ctx() context: RequestContext): Promise<DraftState> {
    const { at, row } = draft;
    const catalogue = catalogueOf(context);
    const snapshot = await snapshotAt(context, at);
    const [submission, decision, simulations] = await Promise.all([
      this.submission(draft, context),
      this.decision(draft, context),
      simulationsOf(context, draft),
    ]);
    const revisions = revisionsOf(snapshot, row);
    return stateOfDraft(
      row,
      {
        submission: submission?.row ?? null,
        decision: decision?.row ?? null,
        simulations,
        hasErrors: checkDraft(row, snapshot, catalogue, at.asOf).some(isError),
        revisions,
      },
      at.asOf,
    );
  }

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

  @FieldResolver(() => [ConfigurationDifference], {
    description:
      'What it says differently from a revision; by default from the one in force on its day of effect.',
  })
  async differences(
    @Root() { at, row }: ConfigurationDraft,
    @Ctx() context: RequestContext,
    @Arg('revision', () => Int, { nullable: true, description: 'Number of the revision to compare with.' })
    revision?: number | null,
  ): Promise<ConfigurationDifference[]> {
    const revisions = revisionsOf(await snapshotAt(context, at), row);
    const before = revision
      ? (revisions.find(({ number }) => number === revision) ?? null)
      : revisionOn(revisions, row.effectiveFrom ?? at.asOf);
    return asTypes(differences(context, row, before, row.configuration));
  }

  @FieldResolver(() => ConfigurationSubmission, {
    nullable: true,
    description: 'Null until it is submitted.',
  })
  async submission(
    @Root() { at, row }: ConfigurationDraft,
    @Ctx() context: RequestContext,
  ): Promise<ConfigurationSubmission | null> {
    return findEntity(context, configurationSubmissionEntity, at, row.code);
  }

  @FieldResolver(() => ConfigurationDecision, { nullable: true, description: 'Null until it is decided on.' })
  async decision(
    @Root() { at, row }: ConfigurationDraft,
    @Ctx() context: RequestContext,
  ): Promise<ConfigurationDecision | null> {
    return findEntity(context, configurationDecisionEntity, at, row.code);
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
