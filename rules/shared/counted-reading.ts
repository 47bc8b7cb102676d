import type { FactRow } from '../kit/fact.ts';
import type { readingFact } from '../facts/reading.ts';

type Reading = FactRow<typeof readingFact>;

/** Which of a metric's readings counts for the period, by row. */
export interface CountedReading {
  readonly row: number;
  /** Rows over the same days, from another source, with other figures: no rule may choose between them. */
  readonly conflicting: readonly number[];
  /** Rows of the metric set aside because another covers a later day, or more days up to the same one. */
  readonly setAside: readonly number[];
}

/**
 * The reading of `metric` that counts: it covers the latest day, then the most days.
 * Null where there is none.
 */
export function countedReading(rows: readonly Reading[], metric: string): CountedReading | null {
  const own = [...rows.keys()].filter((row) => rows[row]!.metric === metric);
  if (own.length === 0) return null;
  const row = own.reduce((best, other) => (supersedes(rows[other]!, rows[best]!) ? other : best));
  const chosen = rows[row]!;
  const rest = own.filter((other) => other !== row);
  const sameDays = (other: number) =>
    rows[other]!.coversTo === chosen.coversTo && rows[other]!.coversFrom === chosen.coversFrom;
  return {
    row,
    conflicting: rest.filter((other) => sameDays(other) && !sameFigures(rows[other]!, chosen)),
    setAside: rest.filter((other) => !sameDays(other)),
  };
}

function supersedes(a: Reading, b: Reading): boolean {
  return a.coversTo > b.coversTo || (a.coversTo === b.coversTo && a.coversFrom < b.coversFrom);
}

function sameFigures(a: Reading, b: Reading): boolean {
  return (
    a.numerator === b.numerator && a.denominator === b.denominator && a.publishedPoints === b.publishedPoints
  );
}
