import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Reads } from '../database/database.ts';
import type { AnyEntity, Entity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import type { Problem } from '../problems.ts';
import type { Coded } from '../model/storage.ts';
import { decodeRow, selectColumns, versionTable } from '../model/storage.ts';

/** Which versions of an entity to read: those visible at one position of an authority's ledger. */
export interface ReadOptions {
  readonly authority: string;
  readonly position: number;
  readonly codes?: readonly string[];
  /** Column name → values one of which it must have; for columns stored as text. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Further SQL over the version under "v". */
  readonly also?: readonly ((parameter: (value: string | number) => string) => string)[];
}

/** A version with the position that recorded it. */
export interface Version<C extends Columns> {
  readonly row: Coded<Row<C>>;
  readonly recordedPosition: number;
}

/**
 * SQL condition: the version is visible at a position.
 * @param alias of the version table
 * @param parameter number of the parameter that holds the position
 */
export function visibleAt(alias: string, parameter: number): string {
  return `${alias}.recorded_position <= $${parameter}::bigint and (${alias}.superseded_position is null or ${alias}.superseded_position > $${parameter}::bigint)`;
}

/** Rows of an entity visible at a position, in order of their codes. */
export async function readEntity<C extends Columns>(
  store: Reads,
  entity: Entity<C>,
  options: ReadOptions,
): Promise<Coded<Row<C>>[]> {
  return (await readVersions(store, entity, options)).map(({ row }) => row);
}

/** Long lists of codes are read in parts, so that no single parameter grows without bound. */
const CODES_AT_ONCE = 20_000;

/** Like `readEntity`, with the position that recorded each row. */
export async function readVersions<C extends Columns>(
  store: Reads,
  entity: Entity<C>,
  options: ReadOptions,
): Promise<Version<C>[]> {
  const { codes } = options;
  if (codes === undefined || codes.length <= CODES_AT_ONCE) return readPart(store, entity, options);
  const versions: Version<C>[] = [];
  for (let start = 0; start < codes.length; start += CODES_AT_ONCE) {
    const part = { ...options, codes: codes.slice(start, start + CODES_AT_ONCE) };
    versions.push(...(await readPart(store, entity, part)));
  }
  return versions;
}

async function readPart<C extends Columns>(
  store: Reads,
  entity: Entity<C>,
  { authority, position, codes, where, also = [] }: ReadOptions,
): Promise<Version<C>[]> {
  const parameters: unknown[] = [authority, position];
  const conditions = ['v."authority" = $1', visibleAt('v', 2)];
  const among = (column: string, values: readonly string[]): void => {
    parameters.push(JSON.stringify(values));
    conditions.push(
      `v."${column}" in (select jsonb_array_elements_text($${parameters.length}::text::jsonb))`,
    );
  };
  if (codes !== undefined) among('code', codes);
  for (const [name, values] of Object.entries(where ?? {})) {
    const column = entity.columns[name];
    if (!column || !['code', 'text', 'choice'].includes(column.type))
      throw new Error(`${entity.name} has no text column "${name}" to filter by`);
    among(storedNames(name, column)[0]!, values);
  }
  for (const condition of also) conditions.push(`(${condition((value) => `$${parameters.push(value)}`)})`);
  const records = await store.query(
    `select ${selectColumns(entity, 'v')}, v.recorded_position as "recorded_position"
     from "${versionTable(entity)}" v
     where ${conditions.join(' and ')}
     order by v."code" collate "C"`,
    parameters,
  );
  return records.map((record) => ({
    row: decodeRow(entity, record),
    recordedPosition: Number(record['recorded_position']),
  }));
}

/** A warning stored with a row of the ledger. */
export interface Flag {
  readonly noun: string;
  readonly code: string;
  readonly problem: Problem;
}

/** Warnings on the versions of an entity that are visible at a position. */
export async function readFlags(
  store: Reads,
  entity: AnyEntity,
  { authority, position, codes }: Omit<ReadOptions, 'where'>,
): Promise<Flag[]> {
  const some = codes === undefined ? '' : 'and v.code in (select jsonb_array_elements_text($4::text::jsonb))';
  return store.query<Flag & Record<string, unknown>>(
    `select f.noun, f.code, f.problem
     from flag f
     join "${versionTable(entity)}" v
       on v.authority = f.authority and v.code = f.code and v.recorded_position = f.position
     where f.authority = $1 and ${visibleAt('v', 2)} and f.noun = $3 ${some}
     order by f.code collate "C", f.position, f.number`,
    [authority, position, entity.name, ...(codes === undefined ? [] : [JSON.stringify(codes)])],
  );
}
