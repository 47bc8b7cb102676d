import * as fc from 'fast-check';
import type { Column } from '../../rules/kit/columns.ts';
import { dayOf } from '../../rules/kit/day.ts';
import type { Fact } from '../../rules/kit/fact.ts';

function cell(column: Column): fc.Arbitrary<unknown> {
  switch (column.type) {
    case 'code':
    case 'text':
      return fc.constantFrom('A', 'B', 'C');
    case 'label':
      return fc.constant({ vi: 'A', en: 'A' });
    case 'day':
      return fc.integer({ min: dayOf(2023, 10, 1), max: dayOf(2025, 3, 31) });
    case 'days':
      return fc.constant([]);
    case 'count':
      return fc.nat({ max: 30 });
    case 'quantity':
      // Small numbers meet each other, zero and the bounds often.
      return fc.oneof(fc.bigInt({ min: -2n, max: 12n }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }));
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...column.values);
    case 'codes':
      return fc.uniqueArray(fc.constantFrom('PERSON', 'WORK', 'TIME', 'PRODUCT', 'U'), { maxLength: 4 });
    default:
      return column satisfies never;
  }
}

/** A denominator counts things: the ledger refuses one below zero. */
const COUNTED = fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 0n, max: 10n ** 9n }));

/** Rows of a fact with any values its columns allow, sensible together or not. */
export function arbitraryRows(fact: Fact): fc.Arbitrary<Record<string, unknown>[]> {
  const row = fc.record(
    Object.fromEntries(
      Object.entries(fact.columns).map(([name, column]: [string, Column]) => {
        const value = name === 'denominator' ? COUNTED : cell(column);
        return [name, column.nullable ? fc.option(value) : value];
      }),
    ),
  );
  // A code names one row of its fact.
  return fc
    .array(row, { maxLength: 8 })
    .map((rows) => rows.map((entry, index) => Object.assign(entry, { code: `R${index}` })));
}
