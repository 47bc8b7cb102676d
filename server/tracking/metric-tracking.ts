import type { Fraction } from '../../rules/kit/fraction.ts';
import { compare, parseFraction } from '../../rules/kit/fraction.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { UnitKind } from '../modules/choices.ts';
import { metricEntity } from '../modules/metric/metric.entity.ts';
import { Metric } from '../modules/metric/metric.type.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { show } from '../platform/api/entity-type.ts';
import { Refusal } from '../platform/problems.ts';
import { unknownReference } from '../platform/ledger/references.ts';
import type { MetricValue } from '../facts/metric-values.ts';
import { readMetricValues } from '../facts/metric-values.ts';
import { dayOfTruth } from '../facts/scope.ts';
import type { Comparison } from './metric-tracking.type.ts';
import { MetricTracking, UnitMetricValue } from './metric-tracking.type.ts';
import type { Organisation } from '../facts/organisation.ts';
import { existsIn } from '../facts/organisation.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { periodOf } from '../facts/snapshot.ts';

type Kinds = readonly (keyof typeof UnitKind)[];

/** Which metric is compared with what. */
export interface MetricTrackingRequest {
  readonly metric: string;
  readonly period: string;
  /** As decimal text; of a ratio in percent. */
  readonly threshold: string;
  readonly comparison: Comparison;
  /** Only units of these kinds; of all kinds where left out. */
  readonly unitKinds?: Kinds | null | undefined;
}

/** How many units reach a threshold of a metric in a period. @throws Refusal of an unknown period or metric */
export async function trackMetric(
  context: RequestContext,
  at: ReadPoint,
  { metric, period, threshold, comparison, unitKinds = null }: MetricTrackingRequest,
): Promise<MetricTracking> {
  const snapshot = await snapshotAt(context, at);
  const { organisation } = snapshot;
  const span = periodOf(snapshot, period);
  const { asOf } = dayOfTruth(span, at.asOf);
  const { authority, position } = at;
  const units = unitsIn(organisation, span, unitKinds);
  const scope = { authority, position, period: span, asOf, organisation, units };
  const found = await readMetricValues(context.database, metric, scope);
  if (found === null) throw new Refusal([unknownReference(metricEntity, metric, 'metric')]);
  const bound = parseFraction(threshold);
  const valued = valuesBySize(found.values).map((one) => {
    const reached = reaches(one.value!, comparison, bound);
    return Object.assign(new UnitMetricValue(), { at, found: one, reached });
  });
  return Object.assign(new MetricTracking(), {
    at,
    periodCode: period,
    asOf,
    missingValues: found.values.filter(({ value }) => value === null),
    metric: show(Metric, at, found.metric),
    threshold,
    comparison,
    reached: valued.filter(({ reached }) => reached).length,
    units: valued,
  });
}

/** Codes of the units that exist in the period, in order. */
function unitsIn(organisation: Organisation, { from, to }: Period, kinds: Kinds | null): string[] {
  return [...organisation.units.values()]
    .filter((unit) => existsIn(unit, from, to) && (kinds?.includes(unit.kind) ?? true))
    .map(({ code }) => code)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Values that are known, the largest first. The list is in code order, and sorting keeps it where values are equal. */
function valuesBySize(values: readonly MetricValue[]): MetricValue[] {
  return values.filter(({ value }) => value !== null).toSorted((a, b) => compare(b.value!, a.value!));
}

/** Whether a value reaches a threshold: exact fractions are compared, never rounded values. */
function reaches(value: Fraction, comparison: Comparison, threshold: Fraction): boolean {
  const order = compare(value, threshold);
  switch (comparison) {
    case 'AT_LEAST':
      return order >= 0;
    case 'ABOVE':
      return order > 0;
    case 'AT_MOST':
      return order <= 0;
    case 'BELOW':
      return order < 0;
    default:
      return comparison satisfies never;
  }
}
