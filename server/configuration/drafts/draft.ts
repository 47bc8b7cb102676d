import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { digestOf } from '../../platform/ledger/digest.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { latestOn } from '../../schemes/revisions.ts';
import type { Snapshot } from '../../facts/snapshot.ts';

/** A row of a draft. */
export type Draft = Coded<EntityRow<typeof configurationDraftEntity>>;
/** A row of a recorded simulation. */
export type Simulation = Coded<EntityRow<typeof configurationSimulationEntity>>;
/** A row of a submission. */
export type Submission = Coded<EntityRow<typeof configurationSubmissionEntity>>;
/** A row of a decision. */
export type Decision = Coded<EntityRow<typeof configurationDecisionEntity>>;
/** What a configuration is of: a scheme or a plugin. */
export type ConfigurationKind = Draft['kind'];

/** All revisions and periods as recorded: what a draft is checked against. */
export type CurrentRevisions = Pick<Snapshot, 'schemeRevisions' | 'pluginRevisions'> & {
  readonly periods: readonly Period[];
};

/** A revision of either kind. */
export interface AnyRevision {
  readonly number: number;
  readonly effectiveFrom: Day;
  readonly effectiveTo: Day | null;
  readonly configuration: string;
  readonly example: boolean;
  readonly document: string | null;
}

/** Revisions of one scheme or plugin, by number. */
export function revisionsOf(
  current: Pick<CurrentRevisions, 'schemeRevisions' | 'pluginRevisions'>,
  { kind, configures }: Pick<Draft, 'kind' | 'configures'>,
): readonly AnyRevision[] {
  const found =
    kind === 'SCHEME'
      ? current.schemeRevisions.filter(({ scheme }) => scheme === configures)
      : current.pluginRevisions
          .filter(({ plugin }) => plugin === configures)
          .map((revision) => ({ ...revision, effectiveTo: null }));
  return found.toSorted((a, b) => a.number - b.number);
}

/** The revision in force on a day, or null. */
export function revisionOn(revisions: readonly AnyRevision[], day: Day): AnyRevision | null {
  const latest = latestOn(revisions, day);
  return latest === null || (latest.effectiveTo !== null && latest.effectiveTo <= day) ? null : latest;
}

/** All that an approval decides, as one digest: what is configured, how, and from when. */
export function digestOfDraft(draft: Draft): string {
  return digestOf({
    kind: draft.kind,
    configures: draft.configures,
    effectiveFrom: draft.effectiveFrom === null ? null : formatDay(draft.effectiveFrom),
    effectiveTo: draft.effectiveTo === null ? null : formatDay(draft.effectiveTo),
    example: draft.example,
    correctingDecision: draft.correctingDecision,
    configuration: JSON.parse(draft.configuration) as unknown,
  });
}

/** States of a revision on a day. */
export const REVISION_STATES = ['SCHEDULED', 'IN_FORCE', 'SUPERSEDED'] as const;
/** One of them. */
export type RevisionState = (typeof REVISION_STATES)[number];

/** The state of a revision on a day, by its dates and those of the other revisions. */
export function stateOfRevision(
  revision: AnyRevision,
  revisions: readonly AnyRevision[],
  day: Day,
): RevisionState {
  if (revisionOn(revisions, day)?.number === revision.number) return 'IN_FORCE';
  if (revision.effectiveFrom <= day) return 'SUPERSEDED';
  return latestOn(revisions, revision.effectiveFrom)?.number === revision.number ? 'SCHEDULED' : 'SUPERSEDED';
}

/** States of a draft on a day; once approved, those of its revision. */
export const DRAFT_STATES = [
  'DRAFT',
  'VALIDATED',
  'SIMULATED',
  'SUBMITTED',
  'REJECTED',
  ...REVISION_STATES,
] as const;
/** One of them. */
export type DraftState = (typeof DRAFT_STATES)[number];

/** The state of a draft on a day: derived from what was recorded of it and from dates, never stored. */
export function stateOfDraft(
  draft: Draft,
  known: {
    readonly submission: Submission | null;
    readonly decision: Decision | null;
    readonly simulations: readonly Simulation[];
    readonly hasErrors: boolean;
    readonly revisions: readonly AnyRevision[];
  },
  day: Day,
): DraftState {
  const { submission, decision, simulations, hasErrors, revisions } = known;
  if (decision?.outcome === 'REJECTED') return 'REJECTED';
  if (decision) {
    const revision = revisions.find(({ number }) => number === decision.revision);
    if (!revision) throw new Error(`${draft.code} was approved, but its revision is not there`);
    return stateOfRevision(revision, revisions, day);
  }
  if (submission) return 'SUBMITTED';
  if (hasErrors) return 'DRAFT';
  const digest = digestOfDraft(draft);
  return simulations.some(({ draftDigest }) => draftDigest === digest) ? 'SIMULATED' : 'VALIDATED';
}
