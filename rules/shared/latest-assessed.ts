import type { FactRow } from '../kit/fact.ts';
import type { Fraction } from '../kit/fraction.ts';
import { fraction } from '../kit/fraction.ts';
import type { assessmentFact } from '../facts/assessment.ts';

/** The value that counts for one criterion, and the row it stands in. */
export interface Assessed {
  readonly row: number;
  readonly value: Fraction;
  readonly maximum: Fraction | null;
  readonly assessedBy: string | null;
}

const UNITS = 10n ** 4n;

/**
 * The latest value assessed for a criterion; null where there is none.
 * Of one day's values the one with the last code counts, in any order of rows.
 */
export function latestAssessed(
  rows: readonly FactRow<typeof assessmentFact>[],
  criterion: string,
): Assessed | null {
  let latest = -1;
  for (const [row, entry] of rows.entries()) {
    if (entry.criterion !== criterion) continue;
    const best = rows[latest];
    if (
      best === undefined ||
      entry.assessedOn > best.assessedOn ||
      (entry.assessedOn === best.assessedOn && entry.code > best.code)
    )
      latest = row;
  }
  const found = rows[latest];
  if (found === undefined) return null;
  return {
    row: latest,
    value: fraction(found.value, UNITS),
    maximum: found.maximum === null ? null : fraction(found.maximum, UNITS),
    assessedBy: found.assessedBy,
  };
}
