import type { Columns, Row } from './columns.ts';
import { code, day, optional } from './columns.ts';
import type { Text } from './text.ts';

/** Columns that every fact has: what names a row, and what decides who answers for it. */
export const ATTRIBUTION_COLUMNS = {
  code: code('Mã', 'Code'),
  unit: optional(code('Cơ quan, đơn vị', 'Unit')),
  leader: optional(
    code('Người đứng đầu, khi dữ kiện gắn với người', 'Leader, where the fact follows a person'),
  ),
  field: optional(code('Lĩnh vực phụ trách', 'Assigned field')),
  termFrom: optional(day('Ngày bắt đầu thời hạn', 'First day of the term')),
  decidedOn: optional(
    day('Ngày quyết định kỳ và người chịu trách nhiệm', 'Deciding day: fixes period and person'),
  ),
} as const;

/** One kind of thing that rules may know, declared once: what one row is, and its typed columns. */
export interface Fact<Id extends string = string, C extends Columns = Columns> {
  readonly id: Id;
  readonly title: Text;
  /** What one row stands for. */
  readonly grain: Text;
  readonly columns: C & typeof ATTRIBUTION_COLUMNS;
}

/** A row of a fact: its own columns and those of attribution. */
export type FactRow<F extends Fact> = Row<F['columns']>;

/** Any fact's row, seen only through the columns that attribution reads. */
export type AttributedRow = Row<typeof ATTRIBUTION_COLUMNS>;

/** Declares a fact; the columns of attribution are added to its own. */
export function defineFact<const Id extends string, const C extends Columns>(fact: {
  readonly id: Id;
  readonly title: Text;
  readonly grain: Text;
  readonly columns: C;
}): Fact<Id, C> {
  return { ...fact, columns: { ...ATTRIBUTION_COLUMNS, ...fact.columns } };
}

/** The rows of several facts by fact id. */
export type FactRows<Needs extends readonly Fact[]> = {
  readonly [F in Needs[number] as F['id']]: readonly FactRow<F>[];
};
