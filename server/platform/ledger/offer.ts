import type { Change } from './act.ts';
import { digestOfOffer } from './act.ts';
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

/** A change whose row is identified, with what it would replace. */
export interface Offer {
  readonly entity: AnyEntity;
  readonly code: string;
  /** The row to stand, or null for a retraction. */
  readonly row: Coded<AnyRow> | null;
  readonly digest: string | null;
  readonly origin: Origin | null;
}

/** Identifies the rows of an act, in order; the same code twice is refused. */
export function offersOf(
  dataModel: DataModel,
  changes: readonly Change[],
): { offers: Offer[]; refusals: Problem[] } {
  const entities = entitiesByName(dataModel.entities);
  const seen = new Set<string>();
  const offers: Offer[] = [];
  const refusals: Problem[] = [];
  for (const change of changes) {
    const entity = entities.get(change.entity);
    if (!entity) throw new Error(`the ledger keeps no "${change.entity}"`);
    const origin = change.origin ?? null;
    const offer = offerOf(entity, change, origin);
    const key = keyOf(entity, offer.code);
    if (seen.has(key)) {
      const problem = refused('DUPLICATE', { code: offer.code }, entity.key[entity.key.length - 1]);
      refusals.push({ ...problem, origin });
      continue;
    }
    seen.add(key);
    offers.push(offer);
  }
  return { offers, refusals };
}

function offerOf(entity: AnyEntity, change: Change, origin: Origin | null): Offer {
  if ('retract' in change) return { entity, code: change.retract, row: null, digest: null, origin };
  const code = codeOf(entity, change.row);
  const row = { ...change.row, code };
  return { entity, code, row, digest: sha256(canonicalRow(entity, row)), origin };
}

/** Digest of everything an act offers. */
export function offeredDigest(offers: readonly Offer[]): string {
  const rows = digestsOf(offers);
  return digestOfOffer(new Map([...rows].map(([entity, digests]) => [entity.name, digests])));
}

/** Digests of rows by noun. */
export function digestsOf(offers: Iterable<Offer>): ReadonlyMap<AnyEntity, RowDigests> {
  return new Map(
    [...offersByEntity(offers)].map(([entity, list]) => [
      entity,
      new Map(list.map(({ code, digest }) => [code, digest])),
    ]),
  );
}

/** Offers by noun, in the order of their first. */
export function offersByEntity(offers: Iterable<Offer>): ReadonlyMap<AnyEntity, readonly Offer[]> {
  const byEntity = new Map<AnyEntity, Offer[]>();
  for (const offer of offers) {
    const list = byEntity.get(offer.entity);
    if (list) list.push(offer);
    else byEntity.set(offer.entity, [offer]);
  }
  return byEntity;
}

/** What names a row across nouns. */
export function keyOf(entity: Pick<AnyEntity, 'name'>, code: string): string {
  return `${entity.name} ${code}`;
}
