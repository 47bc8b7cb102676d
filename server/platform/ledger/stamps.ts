import { entitiesByName } from '../model/data-model.ts';
import type { AnyEntity, AnyRow, Stamp } from '../model/entity.ts';
import type { ProposedRow } from './proposed-row.ts';
import type { RowSource } from './row-source.ts';
import type { Coded } from '../model/storage.ts';

/** A changed row as proposed, and as it was before the act (null for a new one). */
export interface ChangedRow extends ProposedRow {
  readonly before: Coded<AnyRow> | null;
}

type Changed = ReadonlyMap<AnyEntity, readonly ChangedRow[]>;

/** Codes of the units and persons that a whole affects, by the code of the whole. */
type AffectedByWhole = ReadonlyMap<string, ReadonlySet<string>>;

/** Stamps of the changed rows, before and after the act, each once. `source` holds the rows before the act. */
export async function stampsOf(
  entities: readonly AnyEntity[],
  source: RowSource,
  changed: Changed,
): Promise<readonly Stamp[]> {
  const byName = entitiesByName(entities);
  const families = Map.groupBy(
    entities.filter((entity) => entity.partOf !== null),
    (part) => wholeOf(part, byName),
  );
  const affected = new Map<AnyEntity, AffectedByWhole>();
  for (const [whole, parts] of families)
    affected.set(whole, await affectedOf([whole, ...parts], source, changed));
  const stamps = new Map<string, Stamp>();
  for (const [entity, rows] of changed) {
    const known = affected.get(entity.partOf === null ? entity : wholeOf(entity, byName));
    for (const version of versionsOf(rows)) {
      const whom = known?.get(codeOfWhole(entity, version) ?? '') ?? [];
      for (const stamp of entity.stamps(version, [...whom]))
        stamps.set(`${stamp.fact} ${stamp.from} ${stamp.to ?? ''} ${stamp.about}`, stamp);
    }
  }
  return [...stamps.values()];
}

function wholeOf(part: AnyEntity, byName: ReadonlyMap<string, AnyEntity>): AnyEntity {
  const column = part.columns[part.partOf!];
  const whole = column?.type === 'code' && column.of !== null ? byName.get(column.of) : undefined;
  if (!whole) throw new Error(`${part.name}.${part.partOf} names no entity to be a part of`);
  return whole;
}

/** Code of the whole that a row is, or is a part of; null where it is a part of none. */
function codeOfWhole(entity: AnyEntity, row: AnyRow): string | null {
  return row[entity.partOf ?? 'code'] as string | null;
}

function versionsOf(rows: readonly ChangedRow[] = []): AnyRow[] {
  return rows.flatMap(({ before, row }) => [before ?? [], row ?? []].flat());
}

/**
 * Codes that each changed whole affects, before and after the act.
 *
 * A whole is changed where a part of it is; every row that names somebody counts, as it stands and as it is proposed.
 */
async function affectedOf(
  members: readonly AnyEntity[],
  source: RowSource,
  changed: Changed,
): Promise<AffectedByWhole> {
  const affected = new Map<string, Set<string>>();
  for (const member of members)
    for (const version of versionsOf(changed.get(member))) {
      const code = codeOfWhole(member, version);
      if (code !== null) affected.set(code, new Set());
    }
  if (affected.size === 0) return affected;
  const codes = [...affected.keys()];
  for (const member of members) {
    if (!member.affects) continue;
    const only = member.partOf === null ? { codes } : { where: { [member.partOf]: codes } };
    const standing = [...(await source.rows(member, only)).values()].map(({ row }) => row);
    for (const row of [...standing, ...versionsOf(changed.get(member))])
      for (const about of member.affects(row)) affected.get(codeOfWhole(member, row) ?? '')?.add(about);
  }
  return affected;
}
