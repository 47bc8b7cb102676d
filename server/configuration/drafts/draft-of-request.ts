import type { RequestContext } from '../../platform/api/context.ts';
import { findEntity } from '../../platform/api/entity-type.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { catalogueOf } from '../../schemes/catalogue-service.ts';
import { snapshotAt } from '../../facts/snapshot-service.ts';
import { checkDraft, isError } from './checks.ts';
import type { ConfigurationDraft } from './configuration.type.ts';
import type { DraftState, Simulation } from './draft.ts';
import { revisionsOf, stateOfDraft } from './draft.ts';
import {
  configurationDecisionEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';

/** Recorded simulations of a draft, as known at its position. */
export function simulationsOf(
  context: RequestContext,
  { at, row }: ConfigurationDraft,
): Promise<Simulation[]> {
  const { authority, position } = at;
  const where = { draft: [row.code] };
  return readEntity(context.database, configurationSimulationEntity, { authority, position, where });
}

/** The state of a draft on the day of truth, from everything recorded of it at its position. */
export async function recordedStateOf(
  context: RequestContext,
  draft: ConfigurationDraft,
): Promise<DraftState> {
  const { at, row } = draft;
  const snapshot = await snapshotAt(context, at);
  const [submission, decision, simulations] = await Promise.all([
    findEntity(context, configurationSubmissionEntity, at, row.code),
    findEntity(context, configurationDecisionEntity, at, row.code),
    simulationsOf(context, draft),
  ]);
  const recorded = {
    submission: submission?.row ?? null,
    decision: decision?.row ?? null,
    simulations,
    hasErrors: checkDraft(row, snapshot, catalogueOf(context), at.asOf).some(isError),
    revisions: revisionsOf(snapshot, row),
  };
  return stateOfDraft(row, recorded, at.asOf);
}
