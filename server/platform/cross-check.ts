import type { AnyRow, Coded } from './storage.ts';
import type { Problem } from './problems.ts';

/** A problem of one row, found by looking at others. */
export interface RowProblem {
  readonly noun: string;
  readonly code: string;
  readonly problem: Problem;
}

/** One row before and after an act. */
export interface RowChange {
  readonly noun: string;
  readonly code: string;
  readonly before: Coded<AnyRow> | null;
  readonly after: Coded<AnyRow> | null;
}

/** What a check sees: the rows an act puts, and every row as it would stand after the act. */
export interface StagedView {
  readonly authority: string;
  /** Rows of a noun that this act puts. */
  puts<R extends AnyRow = AnyRow>(noun: string): readonly Coded<R>[];
  /** Every row that differs after this act; `before` null is a new one, `after` null a retracted one. */
  changes(): readonly RowChange[];
  /** Rows as they would stand: all of a noun, or those with one of the codes, or with one of the values in a text column. */
  rows<R extends AnyRow = AnyRow>(
    noun: string,
    only?:
      { readonly codes: readonly string[] } | { readonly where: Readonly<Record<string, readonly string[]>> },
  ): Promise<ReadonlyMap<string, Coded<R>>>;
}

/** A check that needs more than one row; it runs before the ledger's position is claimed. */
export interface CrossCheck {
  /** It runs only when an act puts or retracts rows of these nouns. */
  readonly nouns: readonly string[];
  check(view: StagedView): Promise<readonly RowProblem[]>;
}
