import { entitiesByName } from '../model/data-model.ts';
import type { AnyEntity, AnyRow, Stamp } from '../model/entity.ts';
import type { ProposedRow } from './proposed-row.ts';
import type { RowSource } from './row-source.ts';
import type { Coded } from '../model/storage.ts';

/** A changed row as it is offered, and as it stood. */
export interface ChangedRow extends ProposedRow {
  readonly before: Coded<AnyRow> | null;
}

type Changed = ReadonlyMap<AnyEntity, readonly ChangedRow[]>;

/** Whom a whole bears on, by its code. */
type Bearers = ReadonlyMap<string, ReadonlySet<string>>;

/** What changed rows bear on, before and after, each stamp once. `source` shows what stands before the act. */
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
  const bearers = new Map<AnyEntity, Bearers>();
  for (const [whole, parts] of families)
    bearers.set(whole, await bearersOf([whole, ...parts], source, changed));
  const stamps = new Map<string, Stamp>();
  for (const [entity, rows] of changed) {
    const known = bearers.get(entity.partOf === null ? entity : wholeOf(entity, byName));
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
  if (!whole) throw new Error(`${part.name}.${part.partOf} names no noun to be a part of`);
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
async function bearersOf(
  members: readonly AnyEntity[],
  source: RowSource,
  changed: Changed,
): Promise<Bearers> {
  const bearers = new Map<string, Set<string>>();
  for (const member of members)
    for (const version of versionsOf(changed.get(member))) {
      const code = codeOfWhole(member, version);
      if (code !== null) bearers.set(code, new Set());
    }
  if (bearers.size === 0) return bearers;
  const codes = [...bearers.keys()];
  for (const member of members) {
    if (!member.affects) continue;
    const only = member.partOf === null ? { codes } : { where: { [member.partOf]: codes } };
    const standing = [...(await source.rows(member, only)).values()].map(({ row }) => row);
    for (const row of [...standing, ...versionsOf(changed.get(member))])
      for (const about of member.affects(row)) bearers.get(codeOfWhole(member, row) ?? '')?.add(about);
  }
  return bearers;
}
