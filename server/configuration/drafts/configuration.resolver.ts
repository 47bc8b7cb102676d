import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Language } from '../../../rules/kit/text.ts';
import { ConfigurationKind } from './draft.choices.ts';
import {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { AtArgs, atOf, isGiven } from '../../platform/api/arguments.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { findEntity, show } from '../../platform/api/entity-type.ts';
import { LANGUAGES } from '../../platform/api/text-field.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { schemaIn } from '../../schemes/json-schema.ts';
import { readStored } from '../../schemes/revisions.ts';
import { snapshotAt } from '../../facts/snapshot-service.ts';
import { configurationViewer } from './viewer-of-request.ts';
import {
  ConfigurationDecision,
  ConfigurationDifference,
  ConfigurationDraft,
  ConfigurationRevision,
  ConfigurationSubmission,
  DraftStateType,
} from './configuration.type.ts';
import { differencesBetween, formOf } from './differences-of-request.ts';
import { recordedStateOf } from './draft-of-request.ts';
import type { ConfigurationKind as Kind, DraftState } from './draft.ts';
import { digestOfDraft, revisionOn, revisionsOf } from './draft.ts';
import { historyOf } from './history-of-request.ts';

const OF = { description: 'Code of the scheme, or id of the plugin.' } as const;

/** Queries of drafts, the history of revisions, and forms. */
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
    const where = { ...(kind && { kind: [kind] }), ...(isGiven(configures) && { configures: [configures] }) };
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
    return historyOf(context, at, { kind, configures });
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

/** Fields of a draft that derive from what was recorded. */
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
    return recordedStateOf(context, draft);
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
    return differencesBetween(context, row, before, row.configuration);
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
}
