import type { ActBody, LedgerEntry } from './act.ts';
import { NO_HASH, hashOf } from './act.ts';
import type { Statements } from '../database/database.ts';
import { digestOfRows, sha256 } from './digest.ts';
import type { RowFault } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import { currentPosition } from './position.ts';
import { canonicalRow, decodeRow, selectColumns, versionTable } from '../model/storage.ts';

/** A place where a ledger is not what was recorded. */
export type LedgerFault =
  | {
      readonly position: number;
      /** GAP: an act is missing. CHAIN: it does not follow the one before. HASH: its entry was altered. */
      readonly fault: 'GAP' | 'CHAIN' | 'HASH';
      readonly entity: null;
    }
  | RowFault;

const ACTS_AT_ONCE = 500;

/**
 * Recomputes the hash chain of an authority's ledger and the digests of its rows.
 *
 * Rows of other tables that acts vouch for are included. No faults means that nothing was altered.
 */
export async function verifyLedger(
  store: Statements,
  authority: string,
): Promise<{ readonly acts: number; readonly faults: readonly LedgerFault[] }> {
  const last = await currentPosition(store, authority);
  const faults: LedgerFault[] = [];
  const bodies = new Map<number, ActBody>();
  let previousHash = NO_HASH;
  let expected = 1;
  for (let from = 1; from <= last; from += ACTS_AT_ONCE) {
    for (const { act, previous, hash } of await actsBetween(
      store,
      authority,
      from,
      from + ACTS_AT_ONCE - 1,
    )) {
      for (; expected < act.position; expected++)
        faults.push({ position: expected, fault: 'GAP', entity: null });
      expected = act.position + 1;
      if (previous !== previousHash) faults.push({ position: act.position, fault: 'CHAIN', entity: null });
      if (hashOf(previous, act) !== hash)
        faults.push({ position: act.position, fault: 'HASH', entity: null });
      previousHash = hash;
      bodies.set(act.position, act.body);
    }
  }
  for (; expected <= last; expected++) faults.push({ position: expected, fault: 'GAP', entity: null });
  for (const entity of store.dataModel.entities)
    faults.push(...(await rowFaults(store, authority, entity, bodies)));
  faults.push(...(await attachedFaults(store, authority, bodies)));
  return { acts: bodies.size, faults };
}

interface ChainedAct {
  readonly act: LedgerEntry;
  readonly previous: string;
  readonly hash: string;
}

async function actsBetween(
  store: Statements,
  authority: string,
  from: number,
  to: number,
): Promise<ChainedAct[]> {
  const rows = await store.query<
    Omit<LedgerEntry, 'position'> & { position: string; previous: string; hash: string }
  >(
    `select authority, position, id::text as id, kind, actor, note, body, previous_hash as previous, hash,
            to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
     from act where authority = $1 and position between $2::bigint and $3::bigint order by position`,
    [authority, from, to],
  );
  return rows.map(({ previous, hash, position, ...act }) => ({
    act: { ...act, position: Number(position) },
    previous,
    hash,
  }));
}

/** Acts whose rows of an entity no longer have the digest that the act holds. */
async function rowFaults(
  store: Statements,
  authority: string,
  entity: AnyEntity,
  bodies: ReadonlyMap<number, ActBody>,
): Promise<RowFault[]> {
  const versions = await store.query(
    `select ${selectColumns(entity, 'v')}, v.recorded_position as "recorded_position", v.superseded_position as "superseded_position"
     from "${versionTable(entity)}" v where v.authority = $1`,
    [authority],
  );
  const byPosition = new Map<number, Map<string, string | null>>();
  const at = (position: number): Map<string, string | null> => {
    let rows = byPosition.get(position);
    if (!rows) byPosition.set(position, (rows = new Map()));
    return rows;
  };
  for (const version of versions) {
    const row = decodeRow(entity, version);
    at(Number(version['recorded_position'])).set(row.code, sha256(canonicalRow(entity, row)));
    const superseded = version['superseded_position'];
    // What ends without a successor was retracted; a successor overwrites this, whichever comes first.
    if (superseded !== null) {
      const rows = at(Number(superseded));
      if (!rows.has(row.code)) rows.set(row.code, null);
    }
  }
  const positions = new Set([
    ...byPosition.keys(),
    ...[...bodies].filter(([, body]) => changesOf(body, entity)).map(([position]) => position),
  ]);
  return [...positions]
    .toSorted((a, b) => a - b)
    .filter((position) => {
      const body = bodies.get(position);
      const recorded = body && changesOf(body, entity)?.digest;
      return recorded !== digestOfRows(byPosition.get(position) ?? new Map());
    })
    .map((position) => ({ position, fault: 'ROWS', entity: entity.name }));
}

/** Rows of other tables that acts vouch for. */
async function attachedFaults(
  store: Statements,
  authority: string,
  bodies: ReadonlyMap<number, ActBody>,
): Promise<RowFault[]> {
  const faults: RowFault[] = [];
  const byTable = Map.groupBy(
    [...bodies].flatMap(([position, { attached }]) => (attached ? [{ position, attached }] : [])),
    ({ attached }) => attached.table,
  );
  for (const rows of store.dataModel.attached) {
    const acts = new Map(byTable.get(rows.table)?.map(({ position, attached }) => [position, attached]));
    byTable.delete(rows.table);
    faults.push(...(await rows.faults(store, authority, acts)));
  }
  // A table that this program does not know cannot be vouched for.
  for (const [entity, acts] of byTable)
    faults.push(...acts.map(({ position }) => ({ position, fault: 'MISSING', entity }) as const));
  return faults;
}

function changesOf(body: ActBody, entity: AnyEntity) {
  return body.changes.find((change) => change.noun === entity.name);
}
