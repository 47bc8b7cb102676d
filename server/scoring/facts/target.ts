import { targetFact } from '../../../rules/facts/target.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import { metricNoun, targetNoun } from '../../modules/metric/metric.noun.ts';
import type { Noun, NounRow } from '../../platform/noun.ts';
import type { Coded } from '../../platform/storage.ts';
import { decodeRow, selectColumns, storedColumns } from '../../platform/storage.ts';
import type { LineageRow, Organisation } from '../organisation.ts';
import type { ColumnLists } from './columns.ts';
import { columnLists, rowsOf } from './columns.ts';
import type { FactScope } from './scope.ts';
import { among, dayNumber, dayOf, defineLoader, lastKnownDay, visible } from './scope.ts';

export type TargetRow = Coded<NounRow<typeof targetNoun>>;
export type MetricRow = Coded<NounRow<typeof metricNoun>>;

export interface ReadingRecord {
  readonly metric: string;
  readonly unit: string;
  readonly coversFrom: Day;
  readonly coversTo: Day;
  readonly source: string;
  readonly numerator: bigint | null;
  readonly denominator: bigint | null;
  readonly publishedPercent: bigint | null;
}

type Scaled = 'numerator' | 'denominator' | 'publishedPercent';
/** A reading as it crosses from the database: scaled integers as text. */
export type RawReading = Omit<ReadingRecord, Scaled> & { readonly [Name in Scaled]: string | null };

const TARGET_COLUMNS = ['code', ...storedColumns(targetNoun as unknown as Noun).map(({ name }) => name)];
export const METRIC_COLUMNS = [
  'code',
  ...storedColumns(metricNoun as unknown as Noun).map(({ name }) => name),
];
export const READING_COLUMNS = [
  'metric',
  'unit',
  'coversFrom',
  'coversTo',
  'source',
  'numerator',
  'denominator',
  'publishedPercent',
] as const;

/** SQL: what a reading record needs of the version under "r". */
export const READING_SELECT = `r.metric, r.unit, ${dayNumber('r.covers_from')} as "coversFrom", ${dayNumber('r.covers_to')} as "coversTo", r.source,
      r.numerator::text as numerator, r.denominator::text as denominator, r.published_percent::text as "publishedPercent"`;

// One statement brings targets in force, their metrics, and every reading that may answer them: the unit's own, its subordinates' and its
// predecessors', which $3 lists. Of each metric, readings are taken from the first day on which one of its targets may be answered.
const SQL = `
  with sources as materialized ${among('$3')},
  targets as (
    select ${selectColumns(targetNoun as unknown as Noun, 'v')} from target_version v
    where ${visible('v')} and v.unit in (select * from sources) and v."from" < ${dayOf('$5')} and (v.by is null or v.by >= ${dayOf('$4')})
  ),
  starts as (
    select metric, min(case when kind = 'REACH_BY' then "from" else greatest("from", $4::int) end) as start from targets group by metric
  ),
  metrics as (
    select ${selectColumns(metricNoun as unknown as Noun, 'm')} from metric_version m
    where ${visible('m')} and m.code in (select metric from targets)
  ),
  readings as (
    select ${READING_SELECT}
    from reading_version r join metrics m on m.code = r.metric join starts s on s.metric = r.metric
    where ${visible('r')} and r.unit in (select * from sources) and r.covers_to < ${dayOf('$5')}
      and r.covers_to >= (select ${dayOf('min(start)')} from starts) and r.covers_to >= ${dayOf('s.start')}
      and r.known_on <= ${dayOf('$6')} and (m.source is null or m.source = r.source)
  )
  select ${columnLists('targets', TARGET_COLUMNS)} as targets, ${columnLists('metrics', METRIC_COLUMNS)} as metrics,
    ${columnLists('readings', READING_COLUMNS)} as readings`;

export const targetLoader = defineLoader({
  fact: targetFact,
  async load(reader, scope) {
    const sources = new Set(
      scope.units.flatMap((unit) => [unit, ...poolOf(unit, scope.organisation, scope)]),
    );
    const [lists] = await reader.query<Record<'targets' | 'metrics' | 'readings', ColumnLists>>(SQL, [
      scope.authority,
      scope.position,
      JSON.stringify([...sources]),
      scope.period.from,
      scope.period.to,
      lastKnownDay(scope),
    ]);
    const { targets: targetLists, metrics: metricLists, readings: readingLists } = lists!;
    const targets = rowsOf<Record<string, unknown>>(targetLists, TARGET_COLUMNS).map((raw) =>
      decodeRow(targetNoun, raw),
    );
    const metrics = rowsOf<Record<string, unknown>>(metricLists, METRIC_COLUMNS).map((raw) =>
      decodeRow(metricNoun, raw),
    );
    const readings = rowsOf<RawReading>(readingLists, READING_COLUMNS).map(readingRecord);
    return targetRows(targets, new Map(metrics.map((metric) => [metric.code, metric])), readings, scope);
  },
});

export function readingRecord(raw: RawReading): ReadingRecord {
  const { numerator, denominator, publishedPercent } = raw;
  return {
    ...raw,
    numerator: numerator === null ? null : BigInt(numerator),
    denominator: denominator === null ? null : BigInt(denominator),
    publishedPercent: publishedPercent === null ? null : BigInt(publishedPercent),
  };
}

/** Subordinate units and whole predecessors, with those of the predecessors: whose figures may stand in for a unit's own. */
export function poolOf(unit: string, organisation: Organisation, scope: Pick<FactScope, 'period'>): string[] {
  const below = organisation.childrenOf(unit, scope.period.from, scope.period.to).map((child) => child.code);
  const before = [...organisation.predecessorsOf(unit), ...organisation.estimatedPartsOf(unit)].map(
    (edge) => edge.predecessor,
  );
  return [...below, ...before];
}

/** The targets that the period decides, each with the reading that answers it. */
export function targetRows(
  targets: readonly TargetRow[],
  metrics: ReadonlyMap<string, MetricRow>,
  readings: readonly ReadingRecord[],
  scope: Pick<FactScope, 'period' | 'asOf' | 'lastDayOver' | 'organisation' | 'units'>,
): FactRow<typeof targetFact>[] {
  const asked = new Set(scope.units);
  const byPlace = new Map<string, ReadingRecord[]>();
  for (const reading of readings) {
    const key = `${reading.metric} ${reading.unit}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), reading]);
  }
  const targeted = new Set(targets.map((target) => `${target.metric} ${target.unit}`));
  return targets
    .filter((target) => asked.has(target.unit) && isDecidedIn(target, scope.period.from, scope.period.to))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((target) => {
      const metric = metrics.get(target.metric);
      if (!metric)
        throw new RangeError(
          `target ${target.code}: metric ${target.metric} is not recorded at this position`,
        );
      return targetRow(
        target,
        metric,
        scope,
        (unit) => byPlace.get(`${target.metric} ${unit}`) ?? [],
        (unit) => targeted.has(`${target.metric} ${unit}`),
      );
    });
}

/** REACH_BY is decided in the period of its last day; a level to hold, in every period that it touches. */
function isDecidedIn(target: TargetRow, from: Day, to: Day): boolean {
  if (target.kind === 'REACH_BY') return target.by! >= from && target.by! < to;
  return target.from < to && (target.by === null || target.by >= from);
}

/** What readings say of one metric in one unit. */
export interface Answer {
  readonly state: 'PRESENT' | 'ZERO_DENOMINATOR' | 'SHOWN_ONLY' | 'NONE';
  readonly numerator: bigint | null;
  readonly denominator: bigint | null;
  readonly coversTo: Day | null;
  readonly pooledFrom: readonly string[];
  readonly missingFrom: readonly string[];
  /** The readings looked at, oldest first, each as one value. */
  readonly values: readonly Value[];
  /** Known only as a percentage: there are no numerator and denominator to add up. */
  readonly isBare?: boolean;
}

interface Value {
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}

function targetRow(
  target: TargetRow,
  metric: MetricRow,
  scope: Pick<FactScope, 'period' | 'asOf' | 'lastDayOver' | 'organisation'>,
  readingsOf: (unit: string) => readonly ReadingRecord[],
  isTargeted: (unit: string) => boolean,
): FactRow<typeof targetFact> {
  const { period } = scope;
  const first = target.kind === 'REACH_BY' ? target.from : Math.max(target.from, period.from);
  const last = target.kind === 'REACH_BY' ? target.by! : Math.min(target.by ?? period.to - 1, period.to - 1);
  const answer = answerFor(target.unit, metric, first, last, scope, readingsOf, isTargeted);
  const due = scope.lastDayOver >= last;
  const opened = scope.organisation.units.get(target.unit)!.openedOn;
  const readingState = answer.state !== 'NONE' ? answer.state : due ? 'MISSING' : 'NOT_YET';
  const held = answer.values.filter((value) => value.denominator !== 0n);
  return {
    code: target.code,
    unit: target.unit,
    leader: null,
    field: metric.field,
    termFrom: target.from,
    // Figures of predecessors may end before the unit began; nobody answers for it earlier than its first day.
    decidedOn: answer.coversTo === null ? (due ? last : null) : Math.max(answer.coversTo, opened),
    metric: metric.code,
    title: metric.title.vi,
    kind: metric.kind,
    direction: metric.direction,
    targetKind: target.kind,
    from: target.from,
    by: target.by,
    minimum: target.minimum,
    maximum: target.maximum,
    readingState,
    numerator: answer.numerator,
    denominator: answer.denominator,
    coversTo: answer.coversTo,
    pooledFrom: answer.pooledFrom,
    missingFrom: answer.missingFrom,
    reportedBy: metric.reportedBy ?? target.unit,
    owedSince: readingState === 'MISSING' || answer.missingFrom.length > 0 ? last + 1 : null,
    document: target.document,
    readingsHeld: held.length,
    readingsMet: held.filter((value) => meets(value, target, metric)).length,
  };
}

/** The unit’s own readings whose last day lies in [first, last]; where it has none, those that may stand in for them. */
export function answerFor(
  unit: string,
  metric: MetricRow,
  first: Day,
  last: Day,
  scope: Pick<FactScope, 'period' | 'organisation'>,
  readingsOf: (unit: string) => readonly ReadingRecord[],
  isTargeted: (unit: string) => boolean,
): Answer {
  const within = (source: string) =>
    readingsOf(source).filter((reading) => reading.coversTo >= first && reading.coversTo <= last);
  const own = within(unit);
  if (own.length > 0) return answerOf(metric, own, [], []);
  const { organisation, period } = scope;
  const has = (source: string) => within(source).some((reading) => valueOf(metric, reading) !== null);
  // Each predecessor once, and none that a later reorganisation brings: past periods keep reading as they did.
  const unitsOf = (edges: readonly LineageRow[]) => [
    ...new Set(edges.filter((edge) => edge.on < period.to).map((edge) => edge.predecessor)),
  ];
  const predecessors = unitsOf(organisation.predecessorsOf(unit));
  const inherited = predecessors.filter(has);
  if (inherited.length > 0) {
    const missing = predecessors.filter((source) => !inherited.includes(source));
    return pooled(metric, inherited.map(within), inherited, missing);
  }
  if (metric.poolable) {
    const below = organisation.childrenOf(unit, period.from, period.to).map((child) => child.code);
    const present = below.filter(has);
    if (present.length > 0)
      return pooled(
        metric,
        present.map(within),
        present,
        below.filter((source) => !present.includes(source) && isTargeted(source)),
      );
  }
  const estimated = unitsOf(organisation.estimatedPartsOf(unit)).filter(has);
  if (estimated.length > 0)
    return { ...pooled(metric, estimated.map(within), estimated, []), state: 'SHOWN_ONLY' };
  return {
    state: 'NONE',
    numerator: null,
    denominator: null,
    coversTo: null,
    pooledFrom: [],
    missingFrom: [],
    values: [],
  };
}

/** Numerators and denominators of several units added up: never a mean of percentages. A percentage as published cannot be pooled. */
function pooled(
  metric: MetricRow,
  lists: readonly (readonly ReadingRecord[])[],
  from: readonly string[],
  missing: readonly string[],
): Answer {
  const answers = lists.map((list) => answerOf(metric, list, [], []));
  const coversTo = Math.min(...answers.map((answer) => answer.coversTo!));
  if (metric.kind === 'PERCENTAGE' || answers.some((answer) => answer.isBare)) {
    return {
      state: 'SHOWN_ONLY',
      numerator: null,
      denominator: null,
      coversTo,
      pooledFrom: from,
      missingFrom: missing,
      values: [],
    };
  }
  const numerator = total(answers.map((answer) => answer.numerator));
  const denominator = metric.kind === 'RATIO' ? total(answers.map((answer) => answer.denominator)) : null;
  const state = denominator === 0n ? 'ZERO_DENOMINATOR' : 'PRESENT';
  return {
    state,
    numerator,
    denominator,
    coversTo,
    pooledFrom: from,
    missingFrom: missing,
    values: [{ numerator, denominator }],
  };
}

/**
 * One unit's readings as one value: the latest of a cumulative metric or a bare percentage, of one day's the one that covers most days; the sum of the others, each day covered once,
 * longest coverage first.
 */
function answerOf(
  metric: MetricRow,
  readings: readonly ReadingRecord[],
  pooledFrom: readonly string[],
  missingFrom: readonly string[],
): Answer {
  const usable = readings.flatMap((reading) => {
    const value = valueOf(metric, reading);
    return value === null ? [] : [{ reading, value, isBare: reading.numerator === null }];
  });
  const ordered = usable.toSorted(
    (a, b) =>
      a.reading.coversTo - b.reading.coversTo ||
      b.reading.coversFrom - a.reading.coversFrom ||
      (a.reading.source < b.reading.source ? 1 : -1),
  );
  const latest = ordered.at(-1);
  const values = ordered.map(({ value }) => value);
  const base = { pooledFrom, missingFrom, values };
  if (!latest) return { ...base, state: 'NONE', numerator: null, denominator: null, coversTo: null };
  const addsUp = !metric.cumulative && (metric.kind === 'RATIO' || metric.kind === 'COUNT');
  // Percentages are never averaged: where one stands alone among the figures, the latest reading speaks.
  const isSum = addsUp && !usable.some(({ isBare }) => isBare);
  const chosen = isSum ? withoutOverlap(ordered) : [latest];
  const numerator = total(chosen.map(({ value }) => value.numerator));
  const denominator = metric.kind === 'RATIO' ? total(chosen.map(({ value }) => value.denominator)) : null;
  return {
    ...base,
    state: denominator === 0n ? 'ZERO_DENOMINATOR' : 'PRESENT',
    numerator,
    denominator,
    coversTo: latest.reading.coversTo,
    isBare: !isSum && latest.isBare,
  };
}

function withoutOverlap<T extends { readonly reading: ReadingRecord }>(entries: readonly T[]): T[] {
  const length = ({ reading }: T) => reading.coversTo - reading.coversFrom;
  const chosen: T[] = [];
  const earlierFirst = (a: T, b: T) =>
    a.reading.coversTo - b.reading.coversTo || (a.reading.source < b.reading.source ? -1 : 1);
  for (const entry of entries.toSorted((a, b) => length(b) - length(a) || earlierFirst(a, b))) {
    const overlaps = chosen.some(
      ({ reading }) =>
        reading.coversFrom <= entry.reading.coversTo && reading.coversTo >= entry.reading.coversFrom,
    );
    if (!overlaps) chosen.push(entry);
  }
  return chosen;
}

/** A ratio known only by its published percentage counts as that percentage of 100. */
function valueOf(metric: MetricRow, reading: ReadingRecord): Value | null {
  if (reading.numerator !== null)
    return {
      numerator: reading.numerator,
      denominator: metric.kind === 'RATIO' ? reading.denominator : null,
    };
  if (reading.publishedPercent === null) return null;
  return { numerator: reading.publishedPercent, denominator: metric.kind === 'RATIO' ? HUNDRED : null };
}

/** 100 at the scale of values. */
const HUNDRED = 1_000_000n;

function meets(value: Value, target: TargetRow, metric: MetricRow): boolean {
  // A ratio compares in percent: numerator × 100 against bound × denominator, without dividing.
  const [left, unit] =
    value.denominator === null
      ? [value.numerator * HUNDRED, HUNDRED]
      : [value.numerator * HUNDRED, value.denominator];
  // The near bound of a range, or the only one there is, as `attainmentOf` reads it.
  return metric.direction === 'LOWER_IS_BETTER'
    ? left <= (target.maximum ?? target.minimum ?? 0n) * unit
    : left >= (target.minimum ?? target.maximum ?? 0n) * unit;
}

function total(values: readonly (bigint | null)[]): bigint {
  return values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
}
