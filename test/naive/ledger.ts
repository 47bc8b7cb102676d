import type { Columns, Row } from '../../rules/kit/columns.ts';
import type { Change } from '../../server/platform/ledger/act.ts';
import type { Entity } from '../../server/platform/model/entity.ts';
import { codeOf } from '../../server/platform/model/entity.ts';
import type { Coded } from '../../server/platform/model/storage.ts';

/** A plain list of acts in memory. What stands at a position is found by replaying every act up to it. */
export class NaiveLedger {
  readonly #acts: { readonly position: number; readonly changes: readonly Change[] }[] = [];

  append(position: number, changes: readonly Change[]): void {
    this.#acts.push({ position, changes });
  }

  get position(): number {
    return this.#acts.at(-1)?.position ?? 0;
  }

  /** Rows of an entity that stand at a position, in code order. */
  rows<C extends Columns>(entity: Entity<C>, position: number): Coded<Row<C>>[] {
    const standing = new Map<string, Coded<Row<C>>>();
    for (const act of this.#acts) {
      if (act.position > position) break;
      for (const change of act.changes) {
        if (change.entity !== entity.name) continue;
        if ('retract' in change) standing.delete(change.retract);
        else {
          const code = codeOf(entity, change.row);
          standing.set(code, { ...change.row, code } as unknown as Coded<Row<C>>);
        }
      }
    }
    return [...standing.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}
