import type { Statements } from '../database/database.ts';
import type { AnyEntity, AnyRow } from '../model/entity.ts';
import { readVersions, visibleAt } from './reading.ts';
import type { Coded, Only } from '../model/storage.ts';
import { versionTable } from '../model/storage.ts';

/** A row and the position that recorded it; 0 for one that is itself only staged. */
export interface HeldRow {
  readonly row: Coded<AnyRow>;
  readonly recordedPosition: number;
}

/** The rows that an act is checked against. */
export interface RowSource {
  rows(entity: AnyEntity, only?: Only): Promise<ReadonlyMap<string, HeldRow>>;
  /** Which of the codes exist. */
  existing(entity: AnyEntity, codes: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The source of a ledger without acts. */
export const EMPTY_SOURCE: RowSource = {
  rows: () => Promise.resolve(new Map()),
  existing: () => Promise.resolve(new Set()),
};

/** The rows of an authority's ledger at a position. */
export function ledgerSource(store: Statements, authority: string, position: number): RowSource {
  if (position === 0) return EMPTY_SOURCE;
  return {
    async rows(entity, only = {}) {
      const versions = await readVersions(store, entity, { authority, position, ...only });
      return new Map(versions.map((version) => [version.row.code, version as HeldRow]));
    },
    async existing(entity, codes) {
      const found = await store.query<{ code: string }>(
        `select v.code from "${versionTable(entity)}" v
         where v.authority = $1 and ${visibleAt('v', 2)}
           and v.code in (select jsonb_array_elements_text($3::text::jsonb))`,
        [authority, position, JSON.stringify(codes)],
      );
      return new Set(found.map(({ code }) => code));
    },
  };
}

/** A source with staged changes laid over it, so that later acts of one import see earlier ones. */
export class OverlaySource implements RowSource {
  readonly #below: RowSource;
  readonly #staged = new Map<AnyEntity, Map<string, Coded<AnyRow> | null>>();

  constructor(below: RowSource) {
    this.#below = below;
  }

  /** Lays a row, or its retraction (null), over what is below. */
  lay(entity: AnyEntity, code: string, row: Coded<AnyRow> | null): void {
    let rows = this.#staged.get(entity);
    if (!rows) this.#staged.set(entity, (rows = new Map()));
    rows.set(code, row);
  }

  async rows(entity: AnyEntity, only: Only = {}): Promise<ReadonlyMap<string, HeldRow>> {
    const staged = this.#staged.get(entity);
    if (!staged || staged.size === 0) return this.#below.rows(entity, only);
    const merged = new Map<string, HeldRow>();
    for (const [code, held] of await this.#below.rows(entity, only)) {
      if (!staged.has(code)) merged.set(code, held);
    }
    const candidates = only.codes ?? staged.keys();
    for (const code of candidates) {
      const row = staged.get(code);
      if (row && matches(row, only)) merged.set(code, { row, recordedPosition: 0 });
    }
    return merged;
  }

  async existing(entity: AnyEntity, codes: readonly string[]): Promise<ReadonlySet<string>> {
    const staged = this.#staged.get(entity);
    const found = new Set(codes.filter((code) => staged?.get(code)));
    const below = codes.filter((code) => !staged?.has(code));
    if (below.length > 0) for (const code of await this.#below.existing(entity, below)) found.add(code);
    return found;
  }
}

function matches(row: AnyRow, only: Only): boolean {
  return Object.entries(only.where ?? {}).every(([name, values]) => values.includes(row[name] as string));
}
