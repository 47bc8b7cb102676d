import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { serviceIndex } from '../../plugins/service-index/plugin.ts';
import { readingFact } from '../../rules/facts/reading.ts';
import { parseDay } from '../../rules/kit/day.ts';
import type { Fraction, RoundingMode } from '../../rules/kit/fraction.ts';
import { multiply, round, sum } from '../../rules/kit/fraction.ts';
import type { Outcome } from '../../rules/kit/outcome.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';

/** Cells of one line of a published table. */
export type Line = Readonly<Record<string, string>>;

/** Reads a table by its path below the root of the project. */
export function table(path: string): Line[] {
  return parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), {
    columns: true,
    bom: true,
  }) as Line[];
}

/** One reading as a table gives it; null and "" are unknown. */
export interface Given {
  readonly metric: string;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  readonly points?: string | null;
  readonly percent?: string | null;
}

const configured = serviceIndex.configuration.parse({});
const byId = new Map(serviceIndex.criteria.map((criterion) => [criterion.id, criterion]));
const period = periodNamed('2026-Q3');

/** Ids of the criteria of a group, in the plugin's order. */
export function criteriaOf(group: string): string[] {
  return serviceIndex.criteria.filter((criterion) => criterion.group === group).map(({ id }) => id);
}

/** What the criterion of that metric says, in the plugin's default configuration. */
export function outcomeOf(given: Given): Outcome {
  const unknown = (cell: string | null | undefined) => (cell === undefined || cell === '' ? null : cell);
  const row = rowOf(
    readingFact,
    {
      code: given.metric,
      metric: given.metric,
      kind: 'RATIO',
      numerator: unknown(given.numerator),
      denominator: unknown(given.denominator),
      publishedPoints: unknown(given.points),
      publishedPercent: unknown(given.percent),
      measuredAt: 'H44',
    },
    period.from,
  );
  return byId.get(given.metric)!.rule.evaluate({
    subject: { kind: 'UNIT', unit: 'H44', unitKind: 'PROVINCE', superiorUnit: null },
    facts: { reading: [row] } as never,
    config: configured.criteria[given.metric]!.config,
    parameters: {},
    period,
    asOf: parseDay('2026-09-30'),
    calendar: new WorkingCalendar(() => 'golden', []),
  });
}

/** A scheme's way to points: `null` keeps them exact. */
export type Rounding = RoundingMode | null;

/** Points of a metric; null where they are not known. Published rounding is half-up at two decimals. */
export function pointsOf(given: Given, rounding: Rounding = 'HALF_UP'): Fraction | null {
  const outcome = outcomeOf(given);
  if (outcome.kind !== 'SCORED' || outcome.open.length > 0) return null;
  const points = multiply(configured.criteria[given.metric]!.max, outcome.share);
  return rounding === null ? points : round(points, 2, rounding);
}

/** Sum of the metrics whose points are known, as the portal adds them. */
export function groupPoints(readings: readonly Given[], rounding: Rounding = 'HALF_UP'): Fraction {
  return sum(readings.map((given) => pointsOf(given, rounding)).filter((points) => points !== null));
}
