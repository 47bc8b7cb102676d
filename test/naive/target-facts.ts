import type { targetFact } from '../../rules/facts/target.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { FactRow } from '../../rules/kit/fact.ts';
import { metricEntity, readingEntity, targetEntity } from '../../server/modules/metric/metric.entity.ts';
import { lineageEntity, unitEntity } from '../../server/modules/unit/unit.entity.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';
import type { View } from './view.ts';

type Target = EntityRow<typeof targetEntity>;
type Metric = EntityRow<typeof metricEntity>;
type Reading = EntityRow<typeof readingEntity>;
interface Value {
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}
/** What one unit's readings say. */
interface Said {
  readonly value: Value;
  readonly coversTo: Day;
  /** Known only as a percentage: no numerator and denominator to add up. */
  readonly isBare: boolean;
  readonly each: readonly Value[];
}
interface Answer {
  readonly value: Value | null;
  readonly shownOnly: boolean;
  readonly coversTo: Day | null;
  readonly from: readonly string[];
  readonly missing: readonly string[];
  readonly each: readonly Value[];
}

const HUNDRED_PERCENT = 1_000_000n;
const NOTHING: Answer = { value: null, shownOnly: false, coversTo: null, from: [], missing: [], each: [] };

export function targetFacts(view: View): FactRow<typeof targetFact>[] {
  const { period } = view;
  return view
    .rows(targetEntity)
    .filter((target) => {
      // Reached or not is decided once, on the last day; a level is held or not in every period that the span touches.
      if (target.kind === 'REACH_BY') return period.from <= target.by! && target.by! < period.to;
      return target.from < period.to && (target.by === null || target.by >= period.from);
    })
    .map((target) => {
      const metric = view.rows(metricEntity).find(({ code }) => code === target.metric)!;
      return targetFactOf(view, target, metric);
    });
}

function targetFactOf(view: View, target: Target, metric: Metric): FactRow<typeof targetFact> {
  const { period } = view;
  const isReachBy = target.kind === 'REACH_BY';
  const first = isReachBy ? target.from : Math.max(target.from, period.from);
  const last = isReachBy ? target.by! : Math.min(target.by ?? period.to - 1, period.to - 1);
  const answer = answerTo(view, target, metric, first, last);
  const isDue = last <= view.lastDayOver;
  const state = answer.shownOnly
    ? 'SHOWN_ONLY'
    : answer.value === null
      ? isDue
        ? 'MISSING'
        : 'NOT_YET'
      : answer.value.denominator === 0n
        ? 'ZERO_DENOMINATOR'
        : 'PRESENT';
  const judged = answer.each.filter(({ denominator }) => denominator !== 0n);
  const isOwed = state === 'MISSING' || answer.missing.length > 0;
  return {
    code: target.code,
    unit: target.unit,
    leader: null,
    field: metric.field,
    termFrom: target.from,
    decidedOn: answer.coversTo ?? (isDue ? last : null),
    metric: metric.code,
    title: metric.title.vi,
    kind: metric.kind,
    direction: metric.direction,
    targetKind: target.kind,
    from: target.from,
    by: target.by,
    minimum: target.minimum,
    maximum: target.maximum,
    readingState: state,
    numerator: answer.value?.numerator ?? null,
    denominator: answer.value?.denominator ?? null,
    coversTo: answer.coversTo,
    pooledFrom: answer.from,
    missingFrom: answer.missing,
    reportedBy: metric.reportedBy ?? target.unit,
    owedSince: isOwed ? last + 1 : null,
    document: target.document,
    readingsHeld: judged.length,
    readingsMet: judged.filter((value) => isMet(value, target, metric)).length,
  };
}

/**
 * The unit's own readings; else those of the units it was made of; else of the units below; else parts split by estimate, shown
 * only.
 */
function answerTo(view: View, target: Target, metric: Metric, first: Day, last: Day): Answer {
  const { period } = view;
  const saidBy = new Map<string, Said | null>();
  for (const reading of view.rows(readingEntity)) {
    if (isUsable(view, reading, metric, first, last)) saidBy.set(reading.unit, null);
  }
  for (const unit of saidBy.keys()) {
    const own = view
      .rows(readingEntity)
      .filter((reading) => reading.unit === unit && isUsable(view, reading, metric, first, last));
    saidBy.set(unit, said(own, metric));
  }
  if (saidBy.has(target.unit)) {
    const own = saidBy.get(target.unit)!;
    return own === null ? NOTHING : { ...NOTHING, value: own.value, coversTo: own.coversTo, each: own.each };
  }
  const has = (unit: string) => (saidBy.get(unit) ?? null) !== null;
  // A reorganisation to come does not yet change what the period reads.
  const edges = view.rows(lineageEntity).filter((edge) => edge.on < period.to);
  const whole = madeOf(target.unit, edges);
  if (whole.some(has)) {
    const existed = (unit: string) => {
      const { openedOn, closedOn } = view.rows(unitEntity).find(({ code }) => code === unit)!;
      return openedOn <= last && (closedOn === null || closedOn > first);
    };
    return pool(whole.filter(has), lacking(whole, has).filter(existed), saidBy, metric);
  }
  if (metric.poolable) {
    const below = view
      .rows(unitEntity)
      .filter((unit) => unit.parent === target.unit && unit.openedOn < period.to)
      .filter((unit) => unit.closedOn === null || unit.closedOn > period.from)
      .map(({ code }) => code);
    const owing = lacking(below, has).filter((unit) => hasTarget(view, unit, metric));
    if (below.some(has)) return pool(below.filter(has), owing, saidBy, metric);
  }
  const shares = edges.filter(
    (edge) => edge.share !== null && [target.unit, ...whole].includes(edge.successor),
  );
  const estimated = distinct(shares).filter(has);
  if (estimated.length === 0) return NOTHING;
  return { ...pool(estimated, [], saidBy, metric), shownOnly: true };
}

type Edge = EntityRow<typeof lineageEntity>;

/** Units that merged into this one or were renamed to it, then those that had become these, and so on. */
function madeOf(unit: string, edges: readonly Edge[]): string[] {
  const all: string[] = [];
  let layer = [unit];
  while (layer.length > 0) {
    layer = distinct(
      edges.filter(
        ({ successor, share, kind }) =>
          layer.includes(successor) && share === null && (kind === 'MERGE' || kind === 'RENAME'),
      ),
    ).filter((code) => code !== unit && !all.includes(code));
    all.push(...layer);
  }
  return all;
}

function lacking(units: readonly string[], has: (unit: string) => boolean): string[] {
  return units.filter((unit) => !has(unit));
}

function distinct(edges: readonly { readonly predecessor: string }[]): string[] {
  return [...new Set(edges.map(({ predecessor }) => predecessor))];
}

function hasTarget(view: View, unit: string, metric: Metric): boolean {
  const { period } = view;
  return view
    .rows(targetEntity)
    .some(
      (other) =>
        other.unit === unit &&
        other.metric === metric.code &&
        other.from < period.to &&
        (other.by === null || other.by >= period.from),
    );
}

function isUsable(view: View, reading: Reading, metric: Metric, first: Day, last: Day): boolean {
  return (
    reading.metric === metric.code &&
    (metric.source === null || metric.source === reading.source) &&
    view.isEntered(reading.knownOn) &&
    reading.coversTo >= first &&
    reading.coversTo <= last
  );
}

/**
 * Latest day first, then the longest span, then the source by name: nothing that stands here may depend on the order of
 * recording.
 */
function said(readings: readonly Reading[], metric: Metric): Said | null {
  const known = readings.flatMap((reading) => {
    const value = valueOf(reading, metric);
    return value === null ? [] : [{ reading, value, isBare: reading.numerator === null }];
  });
  if (known.length === 0) return null;
  const latest = known.toSorted(
    (a, b) =>
      b.reading.coversTo - a.reading.coversTo ||
      a.reading.coversFrom - b.reading.coversFrom ||
      (a.reading.source < b.reading.source ? -1 : 1),
  )[0]!;
  const each = known.map(({ value }) => value);
  const coversTo = latest.reading.coversTo;
  const addsUp = !metric.cumulative && (metric.kind === 'RATIO' || metric.kind === 'COUNT');
  // Percentages are never averaged: where one stands alone among the figures, the latest speaks.
  if (!addsUp || known.some(({ isBare }) => isBare))
    return { value: latest.value, coversTo, isBare: latest.isBare, each };
  const byLength = known.toSorted(
    (a, b) =>
      b.reading.coversTo - b.reading.coversFrom - (a.reading.coversTo - a.reading.coversFrom) ||
      a.reading.coversTo - b.reading.coversTo ||
      (a.reading.source < b.reading.source ? -1 : 1),
  );
  const covered = new Set<Day>();
  let numerator = 0n;
  let denominator = 0n;
  for (const { reading, value } of byLength) {
    const days = Array.from(
      { length: reading.coversTo - reading.coversFrom + 1 },
      (_, index) => reading.coversFrom + index,
    );
    if (days.some((day) => covered.has(day))) continue;
    for (const day of days) covered.add(day);
    numerator += value.numerator;
    denominator += value.denominator ?? 0n;
  }
  const value = { numerator, denominator: metric.kind === 'RATIO' ? denominator : null };
  return { value, coversTo, isBare: false, each };
}

function valueOf(reading: Reading, metric: Metric): Value | null {
  const isRatio = metric.kind === 'RATIO';
  if (reading.numerator !== null)
    return { numerator: reading.numerator, denominator: isRatio ? reading.denominator : null };
  if (reading.publishedPercent === null) return null;
  return { numerator: reading.publishedPercent, denominator: isRatio ? HUNDRED_PERCENT : null };
}

/** Adds numerators and denominators up; what is known only as a percentage cannot be, and is shown. */
function pool(
  from: readonly string[],
  missing: readonly string[],
  saidBy: ReadonlyMap<string, Said | null>,
  metric: Metric,
): Answer {
  const parts = from.map((unit) => saidBy.get(unit)!);
  const coversTo = Math.min(...parts.map((part) => part.coversTo));
  if (metric.kind === 'PERCENTAGE' || parts.some(({ isBare }) => isBare))
    return { value: null, shownOnly: true, coversTo, from, missing, each: [] };
  const add = (amounts: readonly (bigint | null)[]) =>
    amounts.reduce<bigint>((sum, n) => sum + (n ?? 0n), 0n);
  const value = {
    numerator: add(parts.map((part) => part.value.numerator)),
    denominator: metric.kind === 'RATIO' ? add(parts.map((part) => part.value.denominator)) : null,
  };
  return { value, shownOnly: false, coversTo, from, missing, each: [value] };
}

/** At least the near bound where more is better, at most it where less is. */
function isMet({ numerator, denominator }: Value, target: Target, metric: Metric): boolean {
  const higher = metric.direction === 'HIGHER_IS_BETTER';
  const near = (higher ? target.minimum : target.maximum) ?? (higher ? target.maximum : target.minimum)!;
  const [value, bound] =
    denominator === null ? [numerator, near] : [numerator * HUNDRED_PERCENT, near * denominator];
  return higher ? value >= bound : value <= bound;
}
