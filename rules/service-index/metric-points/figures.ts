import { PUBLISHED_SCALE, readingFact } from '../../facts/reading.ts';
import { VALUE_SCALE } from '../../facts/target.ts';
import { formatDay } from '../../kit/day.ts';
import type { FactRow } from '../../kit/fact.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { decimalText, equal, floor, fraction, multiply, round, subtract } from '../../kit/fraction.ts';
import type { Evidence, Finding } from '../../kit/outcome.ts';

type Reading = FactRow<typeof readingFact>;

/** Rows of readings, as evidence. */
export function evidenceOf(rows: readonly number[]): Evidence[] {
  return rows.map((row) => ({ fact: readingFact.id, row }));
}

/**
 * Findings on where a figure comes from, and why a reader should doubt it.
 * It may be measured elsewhere, or doubted by its own source.
 */
export function remarks(reading: Reading, unit: string, row: number): Finding[] {
  const evidence = evidenceOf([row]);
  const data = {
    source: reading.source,
    from: formatDay(reading.coversFrom),
    to: formatDay(reading.coversTo),
  };
  const found: Finding[] = [{ message: 'figure', data, evidence }];
  for (const tag of reading.tags) found.push({ message: 'tagged', data: { tag }, evidence });
  if (reading.measuredAt !== null && reading.measuredAt !== unit)
    found.push({ message: 'measuredElsewhere', data: { unit: reading.measuredAt }, evidence });
  return found;
}

/** The portal publishes points half-up at two decimals: anything else than that of ours is shown. */
export function publishedDifference(
  share: Fraction,
  maximum: Fraction | null,
  reading: Reading,
  evidence: readonly Evidence[],
): Finding | null {
  if (maximum === null || reading.publishedPoints === null) return null;
  const computed = round(multiply(maximum, share), 2, 'HALF_UP');
  const given = publishedValue(reading.publishedPoints);
  if (equal(computed, given)) return null;
  return {
    message: 'publishedDiffers',
    data: { published: plain(given), computed: plain(computed) },
    evidence,
  };
}

/** A published figure, out of its scaled integer. */
export function publishedValue(value: bigint): Fraction {
  return fraction(value, 10n ** BigInt(PUBLISHED_SCALE));
}

/** A value as people write it. */
export function plain(value: Fraction): string {
  return decimalText(value, PUBLISHED_SCALE);
}

/** A numerator or denominator as people write it. */
export function amount(value: bigint): string {
  return decimalText(fraction(value, 10n ** BigInt(VALUE_SCALE)), VALUE_SCALE);
}

/** How many more in the numerator would have earned the maximum, in whole units. */
export function more(numerator: bigint, denominator: bigint, divisor: Fraction): string {
  const scale = 10n ** BigInt(VALUE_SCALE);
  const gap = subtract(fraction(numerator, scale), multiply(fraction(denominator, scale), divisor));
  return (-floor(gap)).toString();
}
