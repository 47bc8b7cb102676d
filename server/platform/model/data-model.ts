import type { CrossCheck } from './cross-check.ts';
import type { AnyEntity, AnyRow } from './entity.ts';
import type { Problem } from '../problems.ts';
import type { Roles } from './viewer.ts';
import type { Queries } from './queries.ts';

/** A MikroORM migration, loaded only when it has to run. */
export interface NamedMigration {
  readonly name: string;
  readonly load: () => Promise<new (...parameters: never[]) => { up(): Promise<void> | void }>;
}

/** A table outside the ledger, as its migration makes it. */
export interface OwnTable {
  readonly name: string;
  /** SQL type by column name, in order; " null" behind the types of columns that may be empty. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  /** SQL by column name. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Columns of each index by its name. */
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  /** The same of indexes whose values occur once. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
}

/** Rows of a table outside the ledger whose digest an act recorded. */
export interface Attached {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of their bytes, in their order. */
  readonly digest: string;
}

/** A table outside the ledger whose rows acts vouch for by a digest (`recordAttached`). */
export interface AttachedTable {
  readonly table: string;
  /** What is wrong with the rows that these acts, by position, vouch for, and rows that none of them does. */
  faults(
    store: Queries,
    authority: string,
    acts: ReadonlyMap<number, Attached>,
  ): Promise<readonly RowFault[]>;
}

/** Rows that are not what an act recorded. */
export interface RowFault {
  readonly position: number;
  /** ROWS: they were altered. MISSING: they are gone. STRANGE: no act recorded them. */
  readonly fault: 'ROWS' | 'MISSING' | 'STRANGE';
  /** Name of the entity or the table. */
  readonly entity: string;
  /** Which row, where it is known. */
  readonly row?: string;
}

/** Entities that scopes of rights are computed from: units, posts and handovers. */
export interface ScopeEntities {
  readonly units: AnyEntity;
  /** Column with the code of the unit above. */
  readonly parent: string;
  readonly posts: AnyEntity;
  /** Columns of a post: who held it, in which unit, from which day, until before which. */
  readonly leader: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  /** Rows say that a whole (column `whole`) was handed over to a unit (column `receiver`). */
  readonly handovers: AnyEntity;
  readonly whole: string;
  readonly receiver: string;
}

/**
 * Entities, tables, checks and migrations that the platform works with.
 *
 * The platform knows no business words: the app puts this together once and hands it to `openDatabase`.
 */
export interface DataModel {
  readonly entities: readonly AnyEntity[];
  readonly scopes: ScopeEntities;
  readonly roles: Roles;
  /** Checks that need more than one row. */
  readonly checks: readonly CrossCheck[];
  /**
   * Fills in defaults before a row is recorded.
   *
   * A configuration, for example, is written out in full, so that a later release cannot move it. Repeats are detected by what
   * the caller sent, not by the completed row.
   */
  readonly complete?: (entity: AnyEntity, row: AnyRow) => AnyRow | Problem;
  /** Tables outside the ledger. */
  readonly tables: readonly OwnTable[];
  /** Those of them that acts vouch for. */
  readonly attached: readonly AttachedTable[];
  /** Every migration, oldest first. */
  readonly migrations: readonly NamedMigration[];
}

/** Entities by name, in declared order. */
export function entitiesByName(entities: readonly AnyEntity[]): ReadonlyMap<string, AnyEntity> {
  return new Map(entities.map((entity) => [entity.name, entity]));
}

/** Names of entities that a code column points to; these have an anchor table. */
export function anchoredEntities(entities: readonly AnyEntity[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entity of entities) {
    for (const column of Object.values(entity.columns)) {
      if ((column.type === 'code' || column.type === 'codes') && column.of !== null) names.add(column.of);
    }
  }
  return names;
}
