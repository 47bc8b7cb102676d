import type { Column } from '../../../rules/kit/columns.ts';
import type { RowProblem } from '../model/cross-check.ts';
import { entitiesByName } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import type { ProposedRow } from './proposed-row.ts';
import { proposedByEntity } from './proposed-row.ts';
import type { Problem } from '../problems.ts';
import { refused, refusedInWords } from '../problems.ts';
import type { OverlaySource } from './row-source.ts';

interface Pointer {
  readonly name: string;
  readonly column: Column;
  readonly target: AnyEntity;
}

/** The columns of an entity that refer to another entity, or to itself. */
function pointersOf(entity: AnyEntity, entities: ReadonlyMap<string, AnyEntity>): Pointer[] {
  return Object.entries(entity.columns).flatMap(([name, column]) => {
    if ((column.type !== 'code' && column.type !== 'codes') || column.of === null) return [];
    const target = entities.get(column.of);
    if (!target)
      throw new Error(`${entity.name}.${name} points to "${column.of}", which the data model does not have`);
    return [{ name, column, target }];
  });
}

function codesIn(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' ? [value] : (value as readonly string[]);
}

/** Refusals of proposed rows that refer to codes which do not exist. */
export async function missingReferences(
  entities: readonly AnyEntity[],
  after: OverlaySource,
  proposedRows: readonly ProposedRow[],
): Promise<RowProblem[]> {
  const byName = entitiesByName(entities);
  const pointers = new Map(entities.map((entity) => [entity, pointersOf(entity, byName)]));
  const requested = new Map<AnyEntity, Set<string>>();
  for (const { entity, row } of proposedRows) {
    if (row === null) continue;
    for (const { name, target } of pointers.get(entity)!) {
      let codes = requested.get(target);
      if (!codes) requested.set(target, (codes = new Set()));
      for (const code of codesIn(row[name])) codes.add(code);
    }
  }
  const missing = new Map<AnyEntity, ReadonlySet<string>>();
  for (const [target, codes] of requested) {
    const existing = await after.existing(target, [...codes]);
    missing.set(target, new Set([...codes].filter((code) => !existing.has(code))));
  }
  return proposedRows.flatMap(({ entity, code, row }) =>
    row === null
      ? []
      : pointers.get(entity)!.flatMap(({ name, target }) =>
          codesIn(row[name])
            .filter((pointed) => missing.get(target)!.has(pointed))
            .map((pointed) => ({
              entity: entity.name,
              code,
              problem: unknownReference(target, pointed, name),
            })),
        ),
  );
}

/** The refusal of a code that no row of the entity has. */
export function unknownReference(target: AnyEntity, code: string, path: string): Problem {
  const { vi, en } = target.title;
  return refusedInWords('UNKNOWN_REFERENCE', { vi: { noun: vi, code }, en: { noun: en, code } }, path);
}

/** Refusals of retracted rows that others would still refer to. */
export async function rowsLeftPointing(
  entities: readonly AnyEntity[],
  after: OverlaySource,
  changed: readonly ProposedRow[],
): Promise<RowProblem[]> {
  const retracted = proposedByEntity(changed.filter(({ row }) => row === null));
  if (retracted.size === 0) return [];
  const byName = entitiesByName(entities);
  const found: RowProblem[] = [];
  for (const pointing of entities) {
    for (const { name, column, target } of pointersOf(pointing, byName)) {
      const gone = new Set(retracted.get(target)?.map(({ code }) => code));
      if (gone.size === 0) continue;
      // Lists are not filtered in SQL: retracting is rare, and few entities hold lists.
      const only = column.type === 'code' ? { where: { [name]: [...gone] } } : {};
      for (const { row } of (await after.rows(pointing, only)).values()) {
        for (const code of codesIn(row[name]).filter((pointed) => gone.has(pointed))) {
          const by = `${pointing.file} ${row.code}`;
          found.push({ entity: target.name, code, problem: refused('STILL_REFERENCED', { code, by }) });
        }
      }
    }
  }
  return found;
}
