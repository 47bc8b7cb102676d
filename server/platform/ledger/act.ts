import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { RowDigests } from './digest.ts';
import { digestOf, digestOfRows, sha256 } from './digest.ts';
import canonicalize from 'canonicalize';
import type { Attached } from '../model/data-model.ts';
import type { AnyEntity, AnyRow, Entity } from '../model/entity.ts';
import type { Origin } from '../problems.ts';

/** Who records what kind of thing when. */
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
  /** What was asked for, where somebody asked through the API. */
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

/** A row to stand from now on, or a row to stand no longer. */
export type Change =
  | { readonly entity: string; readonly row: AnyRow; readonly origin?: Origin }
  | { readonly entity: string; readonly retract: string; readonly origin?: Origin };

/** A row to stand from now on under its natural key. */
export function put<C extends Columns>(entity: Entity<C>, row: Row<C>, origin?: Origin): Change {
  return { entity: entity.name, row, ...(origin && { origin }) };
}

/** A row to stand no longer. */
export function retract(entity: Pick<AnyEntity, 'name'>, code: string, origin?: Origin): Change {
  return { entity: entity.name, retract: code, ...(origin && { origin }) };
}

/** Result of one row of an act: code of the row it is about, and the rows it puts or retracts. */
export interface ActResult {
  readonly about: string;
  readonly changes: readonly Change[];
}

/** What an act did to one noun. The single rows are named only in acts of a size that a person would read. */
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
 * The entry is hashed with these keys: they stay as they are ("noun", "offered"), whatever the program calls those things now.
 */
export interface ActBody {
  /**
   * Digest of all rows that were proposed, unchanged ones included.
   *
   * It distinguishes a repetition from another act under the same id.
   */
  readonly offered: string;
  readonly changes: readonly EntityChanges[];
  /** Only acts asked for through the API have one. */
  readonly request?: RecordedRequest;
  /** Only acts that rows of another table were written with have one. */
  readonly attached?: Attached;
}

const ROWS_NAMED = 1000;

export function bodyOf(
  offered: string,
  changes: ReadonlyMap<string, RowDigests>,
  request?: RecordedRequest,
): ActBody {
  const total = [...changes.values()].reduce((sum, rows) => sum + rows.size, 0);
  return {
    offered,
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

/** Digest of all that an act offers, by noun. */
export function digestOfProposal(offered: ReadonlyMap<string, RowDigests>): string {
  return digestOf(Object.fromEntries([...offered].map(([entity, rows]) => [entity, digestOfRows(rows)])));
}

/** An act as the ledger keeps it: what its hash covers. */
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
