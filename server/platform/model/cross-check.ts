import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { AnyRow, Entity } from './entity.ts';
import type { Problem } from '../problems.ts';
import type { Coded, Only } from './storage.ts';

/** A problem of one row of an act. */
export interface RowProblem {
  readonly entity: string;
  readonly code: string;
  readonly problem: Problem;
}

/** One row before and after an act. */
export interface RowChange {
  readonly entity: string;
  readonly code: string;
  readonly before: Coded<AnyRow> | null;
  readonly after: Coded<AnyRow> | null;
}

/** What a cross-check reads: the rows an act puts, and every row as it would be after the act. */
export interface StagedView {
  readonly authority: string;
  /** Rows of an entity that this act puts. */
  puts<C extends Columns>(entity: Entity<C>): readonly Coded<Row<C>>[];
  /** Every row that differs after this act; `before` null is a new one, `after` null a retracted one. */
  changes(): readonly RowChange[];
  /** Rows as they would be after the act, by code. */
  rows<C extends Columns>(entity: Entity<C>, only?: Only): Promise<ReadonlyMap<string, Coded<Row<C>>>>;
}

/** A check that needs more than one row; it runs before the ledger's position is claimed. */
export interface CrossCheck {
  /** Names of entities: it runs only when an act puts or retracts rows of one of them. */
  readonly entities: readonly string[];
  check(view: StagedView): Promise<readonly RowProblem[]>;
}
