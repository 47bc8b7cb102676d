import type { Change } from './act.ts';
import { digestOfProposal } from './act.ts';
import type { RowDigests } from './digest.ts';
import { sha256 } from './digest.ts';
import type { DataModel } from '../model/data-model.ts';
import { entitiesByName } from '../model/data-model.ts';
import type { AnyEntity, AnyRow } from '../model/entity.ts';
import { codeOf } from '../model/entity.ts';
import type { Origin, Problem } from '../problems.ts';
import { refused } from '../problems.ts';
import type { Coded } from '../model/storage.ts';
import { canonicalRow } from '../model/storage.ts';

/** A change of an act with its entity, code and digest. */
export interface ProposedRow {
  readonly entity: AnyEntity;
  readonly code: string;
  /** The row to put; null for a retraction. */
  readonly row: Coded<AnyRow> | null;
  /** SHA-256 of the canonical row; null for a retraction. */
  readonly digest: string | null;
  readonly origin: Origin | null;
}

/** The proposed rows of an act, in order; the second use of a code is refused. */
export function proposedRowsOf(
  dataModel: DataModel,
  changes: readonly Change[],
): { proposedRows: ProposedRow[]; refusals: Problem[] } {
  const entities = entitiesByName(dataModel.entities);
  const seen = new Set<string>();
  const proposedRows: ProposedRow[] = [];
  const refusals: Problem[] = [];
  for (const change of changes) {
    const entity = entities.get(change.entity);
    if (!entity) throw new Error(`the data model has no entity "${change.entity}"`);
    const origin = change.origin ?? null;
    const proposed = proposedRowOf(entity, change, origin);
    const key = keyOf(entity, proposed.code);
    if (seen.has(key)) {
      const problem = refused('DUPLICATE', { code: proposed.code }, entity.key[entity.key.length - 1]);
      refusals.push({ ...problem, origin });
      continue;
    }
    seen.add(key);
    proposedRows.push(proposed);
  }
  return { proposedRows, refusals };
}

function proposedRowOf(entity: AnyEntity, change: Change, origin: Origin | null): ProposedRow {
  if ('retract' in change) return { entity, code: change.retract, row: null, digest: null, origin };
  const code = codeOf(entity, change.row);
  const row = { ...change.row, code };
  return { entity, code, row, digest: sha256(canonicalRow(entity, row)), origin };
}

/** Digest of all rows that an act proposes, as its ledger entry holds it. */
export function offeredDigest(proposedRows: readonly ProposedRow[]): string {
  const rows = digestsOf(proposedRows);
  return digestOfProposal(new Map([...rows].map(([entity, digests]) => [entity.name, digests])));
}

/** Digests of rows by entity. */
export function digestsOf(proposedRows: Iterable<ProposedRow>): ReadonlyMap<AnyEntity, RowDigests> {
  return new Map(
    [...proposedByEntity(proposedRows)].map(([entity, list]) => [
      entity,
      new Map(list.map(({ code, digest }) => [code, digest])),
    ]),
  );
}

/** Rows by entity, entities in the order of their first row. */
export function proposedByEntity(
  proposedRows: Iterable<ProposedRow>,
): ReadonlyMap<AnyEntity, readonly ProposedRow[]> {
  const byEntity = new Map<AnyEntity, ProposedRow[]>();
  for (const proposed of proposedRows) {
    const list = byEntity.get(proposed.entity);
    if (list) list.push(proposed);
    else byEntity.set(proposed.entity, [proposed]);
  }
  return byEntity;
}

/** Key of a row among those of all entities. */
export function keyOf(entity: Pick<AnyEntity, 'name'>, code: string): string {
  return `${entity.name} ${code}`;
}
