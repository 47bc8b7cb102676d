import type { Day } from '../../rules/kit/day.ts';
import { metricEntity } from '../modules/metric/metric.entity.ts';
import type { EntityRow } from '../platform/model/entity.ts';
import type { Coded } from '../platform/model/storage.ts';
import { storedColumns } from '../platform/model/storage.ts';
import type { Organisation } from './organisation.ts';
import { existsIn } from './organisation.ts';
import type { ColumnLists } from './columns.ts';
import type { FactScope } from './scope.ts';
import { dayNumber } from './scope.ts';

/** A metric as recorded. */
export type MetricRow = Coded<EntityRow<typeof metricEntity>>;

/** One reading of one metric in one unit. */
export interface ReadingRecord {
  readonly coversFrom: Day;
  readonly coversTo: Day;
  readonly source: string;
  /** Null where only points are known. */
  readonly value: Value | null;
  /** Known only as a percentage: there are no numerator and denominator to add up. */
  readonly isBare: boolean;
}

/** Columns of a metric, its code first. */
export const METRIC_COLUMNS = ['code', ...storedColumns(metricEntity).map(({ name }) => name)];

/**
 * Lists that a reading crosses in.
 * Its unit and metric by their place in the lists of the query; scaled integers as text.
 */
export interface ReadingLists {
  readonly unit: readonly number[];
  readonly metric: readonly number[];
  readonly coversFrom: readonly Day[];
  readonly coversTo: readonly Day[];
  /** Null where the metric says which source counts. */
  readonly source: readonly (string | null)[];
  readonly numerator: readonly (string | null)[];
  readonly denominator: readonly (string | null)[];
  readonly publishedPercent: readonly (string | null)[];
}

/** Names of the lists that a reading crosses in. */
export const READING_COLUMNS = [
  'unit',
  'metric',
  'coversFrom',
  'coversTo',
  'source',
  'numerator',
  'denominator',
  'publishedPercent',
] as const satisfies readonly (keyof ReadingLists)[];

/** SQL: the unit codes of a parameter (text array) with their place in it. */
export function placed(parameter: string): string {
  return `(select code, place::int - 1 as place from unnest(${parameter}::text::text[]) with ordinality as u(code, place))`;
}

/**
 * SQL: the columns of a reading record.
 * Of the version under "r", its unit under "u" and its metric under "m".
 */
export const READING_SELECT = `u.place as unit, m.place as metric, ${dayNumber('r.covers_from')} as "coversFrom", ${dayNumber('r.covers_to')} as "coversTo",
      case when m.source is null then r.source end as source,
      r.numerator::text as numerator, r.denominator::text as denominator, r.published_percent::text as "publishedPercent"`;

/**
 * Readings by metric and unit, in ascending precedence: the last one counts.
 * Ordered by the last day covered; of those that end on one day, the longest comes last.
 */
export class Readings {
  readonly #places: ReadonlyMap<string, number>;
  readonly #metrics: readonly MetricRow[];
  /** By place of the unit, then of the metric. */
  readonly #lists: ReadingRecord[][][];

  constructor(units: readonly string[], metrics: readonly MetricRow[], lists: ColumnLists) {
    this.#places = new Map(units.map((unit, place) => [unit, place]));
    this.#metrics = metrics;
    this.#lists = units.map(() => []);
    // No reading at all gives null in place of each list.
    const readings = lists as unknown as ReadingLists | Record<keyof ReadingLists, null>;
    if (readings.unit === null) return;
    const changed = new Set<ReadingRecord[]>();
    for (let index = 0; index < readings.unit.length; index++) {
      const ofUnit = this.#lists[readings.unit[index]!]!;
      const metric = metrics[readings.metric[index]!]!;
      const list = (ofUnit[readings.metric[index]!] ??= []);
      const reading = readingAt(readings, index, metric);
      if (list.length > 0 && byPrecedence(list.at(-1)!, reading) > 0) changed.add(list);
      list.push(reading);
    }
    for (const list of changed) list.sort(byPrecedence);
  }

  /** @returns for each unit its readings of the metric; none for one that is not in the lists. */
  of(metric: MetricRow): (unit: string) => readonly ReadingRecord[] {
    const place = this.#metrics.indexOf(metric);
    return (unit) => this.#lists[this.#places.get(unit) ?? -1]?.[place] ?? NO_READINGS;
  }
}

const NO_READINGS: readonly ReadingRecord[] = [];

/** A ratio known only by its published percentage counts as that percentage of 100. */
function readingAt(lists: ReadingLists, index: number, metric: MetricRow): ReadingRecord {
  const numerator = lists.numerator[index] ?? null;
  const denominator = lists.denominator[index] ?? null;
  const percent = lists.publishedPercent[index] ?? null;
  const isRatio = metric.kind === 'RATIO';
  return {
    coversFrom: lists.coversFrom[index]!,
    coversTo: lists.coversTo[index]!,
    source: lists.source[index] ?? metric.source!,
    value:
      numerator !== null
        ? {
            numerator: BigInt(numerator),
            denominator: isRatio && denominator !== null ? BigInt(denominator) : null,
          }
        : percent !== null
          ? { numerator: BigInt(percent), denominator: isRatio ? HUNDRED : null }
          : null,
    isBare: numerator === null,
  };
}

function byPrecedence(a: ReadingRecord, b: ReadingRecord): number {
  return a.coversTo - b.coversTo || b.coversFrom - a.coversFrom || (a.source < b.source ? 1 : -1);
}

/**
 * Units whose figures may stand in for a unit's own.
 * Subordinate units, and predecessors at whatever remove.
 */
export function poolOf(unit: string, organisation: Organisation, scope: Pick<FactScope, 'period'>): string[] {
  const below = organisation.childrenOf(unit, scope.period.from, scope.period.to).map((child) => child.code);
  const { to } = scope.period;
  return [...below, ...organisation.predecessorsOf(unit, to), ...organisation.estimatedPartsOf(unit, to)];
}

/** The value of one metric in one unit, as its readings give it. */
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

/** Numerator and denominator of a ratio; the value alone, as numerator, of any other metric. */
export interface Value {
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}

/**
 * The unit’s own readings whose last day lies in [first, last].
 * Where it has none, those that may stand in for them.
 */
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
  if (own.length > 0) return answerOf(metric, own);
  const { organisation, period } = scope;
  const has = (source: string) => within(source).some(({ value }) => value !== null);
  // None that a later reorganisation brings: past periods keep reading as they did.
  const predecessors = organisation.predecessorsOf(unit, period.to);
  const inherited = predecessors.filter(has);
  if (inherited.length > 0) {
    const missing = predecessors.filter(
      (source) => !inherited.includes(source) && existsIn(organisation.units.get(source)!, first, last + 1),
    );
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
  const estimated = organisation.estimatedPartsOf(unit, period.to).filter(has);
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

/**
 * Numerators and denominators of several units added up: never a mean of percentages. A percentage as published
 * cannot be pooled.
 */
function pooled(
  metric: MetricRow,
  lists: readonly (readonly ReadingRecord[])[],
  from: readonly string[],
  missing: readonly string[],
): Answer {
  const answers = lists.map((list) => answerOf(metric, list));
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
 * One value from one unit's readings, which are in ascending precedence.
 * The last one of a cumulative metric or a bare percentage; the sum of all others, each day covered once, longest coverage
 * first.
 */
function answerOf(metric: MetricRow, readings: readonly ReadingRecord[]): Answer {
  const usable = readings.every(({ value }) => value !== null)
    ? readings
    : readings.filter(({ value }) => value !== null);
  const latest = usable.at(-1);
  const values = usable.map(({ value }) => value!);
  if (!latest)
    return {
      state: 'NONE',
      numerator: null,
      denominator: null,
      coversTo: null,
      pooledFrom: NOBODY,
      missingFrom: NOBODY,
      values,
    };
  const addsUp = !metric.cumulative && (metric.kind === 'RATIO' || metric.kind === 'COUNT');
  // Percentages are never averaged: where one stands alone among the figures, the latest reading counts.
  const isSum = addsUp && !usable.some(({ isBare }) => isBare);
  let { numerator, denominator } = latest.value!;
  if (isSum && usable.length > 1) {
    const chosen = withoutOverlap(usable);
    numerator = total(chosen.map(({ value }) => value!.numerator));
    denominator = total(chosen.map(({ value }) => value!.denominator));
  }
  denominator = metric.kind === 'RATIO' ? (denominator ?? 0n) : null;
  return {
    state: denominator === 0n ? 'ZERO_DENOMINATOR' : 'PRESENT',
    numerator,
    denominator,
    coversTo: latest.coversTo,
    pooledFrom: NOBODY,
    missingFrom: NOBODY,
    values,
    isBare: !isSum && latest.isBare,
  };
}

const NOBODY: readonly string[] = [];

function withoutOverlap(readings: readonly ReadingRecord[]): readonly ReadingRecord[] {
  // By last day, so those that begin after the one before has ended cover no day twice.
  if (readings.every((reading, index) => index === 0 || reading.coversFrom > readings[index - 1]!.coversTo))
    return readings;
  const length = ({ coversFrom, coversTo }: ReadingRecord) => coversTo - coversFrom;
  const chosen: ReadingRecord[] = [];
  const earlierFirst = (a: ReadingRecord, b: ReadingRecord) =>
    a.coversTo - b.coversTo || (a.source < b.source ? -1 : 1);
  for (const reading of readings.toSorted((a, b) => length(b) - length(a) || earlierFirst(a, b))) {
    const overlaps = chosen.some(
      ({ coversFrom, coversTo }) => coversFrom <= reading.coversTo && coversTo >= reading.coversFrom,
    );
    if (!overlaps) chosen.push(reading);
  }
  return chosen;
}

/** 100 at the scale of values. */
export const HUNDRED = 1_000_000n;

function total(values: readonly (bigint | null)[]): bigint {
  return values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
}
