import type { Change } from './act.ts';
import { digestOfOffer } from './act.ts';
import type { RowDigests } from './digest.ts';
import { sha256 } from './digest.ts';
import type { House } from '../model/house.ts';
import { nounsByName } from '../model/house.ts';
import type { AnyEntity, AnyRow } from '../model/noun.ts';
import { codeOf } from '../model/noun.ts';
import type { Origin, Problem } from '../problems.ts';
import { refused } from '../problems.ts';
import type { Coded } from '../model/storage.ts';
import { canonicalRow } from '../model/storage.ts';

/** A change whose row is identified, with what it would replace. */
export interface Offer {
  readonly noun: AnyEntity;
  readonly code: string;
  /** The row to stand, or null for a retraction. */
  readonly row: Coded<AnyRow> | null;
  readonly digest: string | null;
  readonly origin: Origin | null;
}

/** Identifies the rows of an act, in order; the same code twice is refused. */
export function offersOf(house: House, changes: readonly Change[]): { offers: Offer[]; refusals: Problem[] } {
  const nouns = nounsByName(house.nouns);
  const seen = new Set<string>();
  const offers: Offer[] = [];
  const refusals: Problem[] = [];
  for (const change of changes) {
    const noun = nouns.get(change.noun);
    if (!noun) throw new Error(`the ledger keeps no "${change.noun}"`);
    const origin = change.origin ?? null;
    const offer = offerOf(noun, change, origin);
    const key = keyOf(noun, offer.code);
    if (seen.has(key)) {
      const problem = refused('DUPLICATE', { code: offer.code }, noun.key[noun.key.length - 1]);
      refusals.push({ ...problem, origin });
      continue;
    }
    seen.add(key);
    offers.push(offer);
  }
  return { offers, refusals };
}

function offerOf(noun: AnyEntity, change: Change, origin: Origin | null): Offer {
  if ('retract' in change) return { noun, code: change.retract, row: null, digest: null, origin };
  const code = codeOf(noun, change.row);
  const row = { ...change.row, code };
  return { noun, code, row, digest: sha256(canonicalRow(noun, row)), origin };
}

/** Digest of everything an act offers. */
export function offeredDigest(offers: readonly Offer[]): string {
  const rows = digestsOf(offers);
  return digestOfOffer(new Map([...rows].map(([noun, digests]) => [noun.name, digests])));
}

/** Digests of rows by noun. */
export function digestsOf(offers: Iterable<Offer>): ReadonlyMap<AnyEntity, RowDigests> {
  return new Map(
    [...offersByNoun(offers)].map(([noun, list]) => [
      noun,
      new Map(list.map(({ code, digest }) => [code, digest])),
    ]),
  );
}

/** Offers by noun, in the order of their first. */
export function offersByNoun(offers: Iterable<Offer>): ReadonlyMap<AnyEntity, readonly Offer[]> {
  const byNoun = new Map<AnyEntity, Offer[]>();
  for (const offer of offers) {
    const list = byNoun.get(offer.noun);
    if (list) list.push(offer);
    else byNoun.set(offer.noun, [offer]);
  }
  return byNoun;
}

/** What names a row across nouns. */
export function keyOf(noun: Pick<AnyEntity, 'name'>, code: string): string {
  return `${noun.name} ${code}`;
}
