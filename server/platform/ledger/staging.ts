import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Act, Change } from './act.ts';
import type { RowProblem, StagedView } from '../model/cross-check.ts';
import { sha256 } from './digest.ts';
import type { DataModel } from '../model/data-model.ts';
import type { AnyEntity, AnyRow, Entity, Stamp } from '../model/entity.ts';
import type { ProposedRow } from './proposed-row.ts';
import { keyOf, offeredDigest, proposedByEntity, proposedRowsOf } from './proposed-row.ts';
import type { Problem } from '../problems.ts';
import { refused, refusedInWords } from '../problems.ts';
import { missingReferences, rowsLeftPointing } from './references.ts';
import type { HeldRow, RowSource } from './row-source.ts';
import { OverlaySource } from './row-source.ts';
import type { ChangedRow } from './stamps.ts';
import { stampsOf } from './stamps.ts';
import type { Coded, Only } from '../model/storage.ts';
import { canonicalRow } from '../model/storage.ts';

/** A checked act with its changes worked out, not yet written. */
export interface StagedAct {
  readonly act: Act;
  /** Digest of all proposed rows. */
  readonly offered: string;
  /** Rows that differ from those before the act, by entity in declared order. */
  readonly changes: ReadonlyMap<AnyEntity, readonly ChangedRow[]>;
  readonly changed: number;
  readonly stamps: readonly Stamp[];
  /** Warnings about changed rows, to be stored with them. */
  readonly flags: readonly RowProblem[];
  readonly refusals: readonly Problem[];
  /** Position that recorded the row each proposed row replaces (null for none), to detect writes in between. */
  readonly replaced: ReadonlyMap<string, number | null>;
}

/** Checks an act against the rows before it and works out its changes. Reads only. */
export async function stage(
  dataModel: DataModel,
  source: RowSource,
  act: Act,
  changes: readonly Change[],
): Promise<StagedAct> {
  const given = proposedRowsOf(dataModel, changes);
  const { proposedRows, refusals } = completed(dataModel, given);
  const byEntity = proposedByEntity(proposedRows);
  const after = new OverlaySource(source);
  for (const { entity, code, row } of proposedRows) after.lay(entity, code, row);

  const found: RowProblem[] = [];
  for (const { entity, code, row } of proposedRows) {
    if (row) for (const problem of entity.check(row)) found.push({ entity: entity.name, code, problem });
  }
  found.push(...(await missingReferences(dataModel.entities, after, proposedRows)));

  const replaced = new Map<string, number | null>();
  const changed = new Map<AnyEntity, ChangedRow[]>();
  for (const entity of dataModel.entities) {
    const proposals = byEntity.get(entity);
    if (!proposals) continue;
    const before = await source.rows(entity, { codes: proposals.map(({ code }) => code) });
    const differing = proposals.filter((proposed) => {
      const held = before.get(proposed.code) ?? null;
      replaced.set(keyOf(entity, proposed.code), held?.recordedPosition ?? null);
      const problem = againstHeld(proposed, held);
      if (problem) found.push({ entity: entity.name, code: proposed.code, problem });
      return !isSame(proposed, held);
    });
    if (differing.length === 0) continue;
    changed.set(
      entity,
      differing.map((proposed) => ({ ...proposed, before: before.get(proposed.code)?.row ?? null })),
    );
  }
  found.push(...(await rowsLeftPointing(dataModel.entities, after, [...changed.values()].flat())));
  found.push(...(await crossCheck(dataModel, after, act, changed)));

  const origins = new Map(proposedRows.map(({ entity, code, origin }) => [keyOf(entity, code), origin]));
  const isChanged = new Set([...changed.values()].flat().map(({ entity, code }) => keyOf(entity, code)));
  const located = found.map((one) => ({
    ...one,
    problem: { ...one.problem, origin: origins.get(`${one.entity} ${one.code}`) ?? null },
  }));
  return {
    act,
    offered: offeredDigest(given.proposedRows),
    changes: changed,
    changed: isChanged.size,
    stamps: await stampsOf(dataModel.entities, source, changed),
    flags: located.filter(
      ({ entity, code, problem }) => problem.severity === 'FLAGGED' && isChanged.has(`${entity} ${code}`),
    ),
    refusals: [
      ...refusals,
      ...located.filter(({ problem }) => problem.severity === 'REFUSED').map(({ problem }) => problem),
    ],
    replaced,
  };
}

/** The proposed rows with defaults filled in by the data model; a row that cannot be completed is refused. */
function completed(
  dataModel: DataModel,
  given: { readonly proposedRows: readonly ProposedRow[]; readonly refusals: readonly Problem[] },
): { readonly proposedRows: readonly ProposedRow[]; readonly refusals: readonly Problem[] } {
  const { complete } = dataModel;
  if (!complete) return given;
  const refusals = [...given.refusals];
  const proposedRows = given.proposedRows.map((proposed) => {
    if (proposed.row === null) return proposed;
    const row = complete(proposed.entity, proposed.row);
    if (row === proposed.row) return proposed;
    if (!isProblem(row)) {
      const whole = { ...row, code: proposed.code };
      return { ...proposed, row: whole, digest: sha256(canonicalRow(proposed.entity, whole)) };
    }
    refusals.push({ ...row, origin: proposed.origin ?? null });
    return proposed;
  });
  return { proposedRows, refusals };
}

function isProblem(answer: AnyRow | Problem): answer is Problem {
  return 'severity' in answer && 'message' in answer;
}

/** What is wrong with a proposed row, compared with the row it replaces; null for nothing. */
function againstHeld({ entity, code, row }: ProposedRow, held: HeldRow | null): Problem | null {
  if (row === null) {
    if (held !== null) return null;
    const { vi, en } = entity.title;
    return refusedInWords('UNKNOWN_REFERENCE', { vi: { noun: vi, code }, en: { noun: en, code } });
  }
  // Two keys that join to one text ("a/b" with "c", "a" with "b/c") must not replace each other.
  const differs = held !== null && entity.key.some((name) => held.row[name] !== row[name]);
  return differs ? refused('DUPLICATE', { code }, entity.key[0]) : null;
}

function isSame({ entity, row, digest }: ProposedRow, held: HeldRow | null): boolean {
  if (row === null || held === null) return row === held;
  return digest === sha256(canonicalRow(entity, held.row));
}

async function crossCheck(
  dataModel: DataModel,
  after: OverlaySource,
  act: Act,
  changed: ReadonlyMap<AnyEntity, readonly ChangedRow[]>,
): Promise<RowProblem[]> {
  const view: StagedView = {
    authority: act.authority,
    puts: <C extends Columns>(entity: Entity<C>) =>
      (changed.get(entity) ?? []).flatMap(({ row }) => (row === null ? [] : [row as Coded<Row<C>>])),
    changes: () =>
      [...changed].flatMap(([entity, proposedRows]) =>
        proposedRows.map(({ code, before, row }) => ({ entity: entity.name, code, before, after: row })),
      ),
    rows: async <C extends Columns>(entity: Entity<C>, only?: Only) => {
      const rows = await after.rows(entity, only);
      return new Map([...rows].map(([code, { row }]) => [code, row as Coded<Row<C>>]));
    },
  };
  const touched = new Set([...changed.keys()].map(({ name }) => name));
  const found: RowProblem[] = [];
  for (const check of dataModel.checks) {
    if (check.entities.some((name) => touched.has(name))) found.push(...(await check.check(view)));
  }
  return found;
}

/** Every refusal of acts staged one after the other upon a source; nothing is written. */
export async function checkActs(
  dataModel: DataModel,
  source: RowSource,
  acts: readonly { readonly act: Act; readonly changes: readonly Change[] }[],
): Promise<readonly Problem[]> {
  const overlay = new OverlaySource(source);
  const refusals: Problem[] = [];
  for (const { act, changes } of acts) {
    const staged = await stage(dataModel, overlay, act, changes);
    for (const { entity, code, row } of [...staged.changes.values()].flat()) overlay.lay(entity, code, row);
    refusals.push(...staged.refusals);
  }
  return refusals;
}
