import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { RowDigests } from './digest.ts';
import { digestOf, digestOfRows, sha256 } from './digest.ts';
import canonicalize from 'canonicalize';
import type { Attached } from '../model/data-model.ts';
import type { AnyEntity, AnyRow, Entity } from '../model/entity.ts';
import type { Origin } from '../problems.ts';

/** An act: who records what kind of change, and when. */
export interface Act {
  readonly authority: string;
  readonly kind: string;
  readonly actor: string;
  /** ISO instant, given from outside: the platform reads no clock. */
  readonly recordedAt: string;
  readonly note?: string | null;
  /**
   * Id of the act; one that the ledger has already is not recorded again.
   *
   * So a repeated request or import changes nothing.
   */
  readonly id?: string;
  /** How problems name the act; its kind where absent. */
  readonly label?: string;
  /** The request that it was recorded for; absent for acts not made through the API. */
  readonly request?: RecordedRequest;
}

/** The API request that an act was recorded for; a part of its hashed body. */
export interface RecordedRequest {
  /** Digest of all that the caller gave: tells a repeated request from another one under the same key. */
  readonly digest: string;
  /** What the act is about. */
  readonly about: { readonly noun: string; readonly codes: readonly string[] };
  /** The document that the act rests on, with the place in it; null where none was named. */
  readonly evidence: Readonly<Record<string, string>> | null;
}

/** Codes of what a request is about; of no request, none. */
export function aboutOf(request: RecordedRequest | null | undefined): readonly string[] {
  return request?.about.codes ?? [];
}

/** A row to be put, or the code of a row to be retracted. */
export type Change =
  | { readonly entity: string; readonly row: AnyRow; readonly origin?: Origin }
  | { readonly entity: string; readonly retract: string; readonly origin?: Origin };

/** The change that puts a row under its natural key. */
export function put<C extends Columns>(entity: Entity<C>, row: Row<C>, origin?: Origin): Change {
  return { entity: entity.name, row, ...(origin && { origin }) };
}

/** The change that retracts the row with a code. */
export function retract(entity: Pick<AnyEntity, 'name'>, code: string, origin?: Origin): Change {
  return { entity: entity.name, retract: code, ...(origin && { origin }) };
}

/** Result of one row of an act: code of the row it is about, and its changes. */
export interface ActResult {
  readonly about: string;
  readonly changes: readonly Change[];
}

/** What an act changed of one entity. Single rows are listed only where they are few enough to be read by a person. */
interface EntityChanges {
  readonly noun: string;
  readonly put: number;
  readonly retracted: number;
  readonly digest: string;
  readonly rows?: readonly { readonly code: string; readonly row: string | null }[];
}

/**
 * The part of a ledger entry that says what the act changed.
 *
 * The entry is hashed with these keys, so they keep their first names, whatever the program calls those things now.
 */
export interface ActBody {
  /**
   * Digest of all rows that were proposed, unchanged ones included.
   *
   * It distinguishes a repetition from another act under the same id.
   */
  readonly offered: string;
  readonly changes: readonly EntityChanges[];
  /** Only acts made through the API have one. */
  readonly request?: RecordedRequest;
  /** Only acts that vouch for rows of another table have one. */
  readonly attached?: Attached;
}

const ROWS_NAMED = 1000;

/** The body of a ledger entry. @param proposal digest of all proposed rows */
export function bodyOf(
  proposal: string,
  changes: ReadonlyMap<string, RowDigests>,
  request?: RecordedRequest,
): ActBody {
  const total = [...changes.values()].reduce((sum, rows) => sum + rows.size, 0);
  return {
    offered: proposal,
    ...(request && { request }),
    changes: [...changes].map(([entity, rows]) => {
      const retracted = [...rows.values()].filter((row) => row === null).length;
      return {
        noun: entity,
        put: rows.size - retracted,
        retracted,
        digest: digestOfRows(rows),
        ...(total <= ROWS_NAMED && { rows: [...rows].map(([code, row]) => ({ code, row })) }),
      };
    }),
  };
}

/** Digest of all rows that an act proposes, given their digests by entity name. */
export function digestOfProposal(proposed: ReadonlyMap<string, RowDigests>): string {
  return digestOf(Object.fromEntries([...proposed].map(([entity, rows]) => [entity, digestOfRows(rows)])));
}

/** An act in the ledger: what its hash covers. */
export interface LedgerEntry {
  readonly authority: string;
  readonly position: number;
  readonly id: string;
  readonly kind: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly note: string | null;
  readonly body: ActBody;
}

/** The hash before the first act. */
export const NO_HASH = '0'.repeat(64);

/** The hash that chains an act to the one before it. */
export function hashOf(previousHash: string, act: LedgerEntry): string {
  const { authority, position, id, kind, recordedAt, actor, note, body } = act;
  const text = canonicalize({ authority, position, id, kind, recordedAt, actor, note, body });
  if (text === undefined) throw new Error('an act is always an object');
  return sha256(previousHash + text);
}
