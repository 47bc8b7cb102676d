import type { METRIC_KINDS } from '../../../rules/facts/target.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, parseDay } from '../../../rules/kit/day.ts';
import type { UnitKind } from '../../../rules/kit/subject.ts';
import { metricEntity, readingEntity, targetEntity } from '../../modules/metric/metric.entity.ts';
import type { Ledger } from './acts.ts';
import { FIELDS } from './leaders.ts';
import type { ProvinceOptions } from './options.ts';
import { FIRST_DAY, QUARTERS } from './options.ts';
import { Random } from './random.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { Unit } from './units.ts';
import { standsThrough } from './units.ts';

interface Metric {
  readonly code: string;
  readonly kind: (typeof METRIC_KINDS)[number];
  readonly lower: boolean;
  /** Kinds of unit that it is measured in; null is all but the province. */
  readonly in: readonly UnitKind[] | null;
  readonly reportedBy: string | null;
}

/** Values keep four decimals. */
const ONE = 10_000n;
const SOURCE = 'HC-HE-THONG';
const LOCAL: readonly UnitKind[] = ['COMMUNE', 'DISTRICT'];
const CENTRAL: readonly UnitKind[] = ['DEPARTMENT', 'ORGANISATION', 'VERTICAL_AGENCY'];

const metricCode = (number: number): string => `HC-CT-${String(number).padStart(2, '0')}`;

function metricsOf(options: ProvinceOptions): readonly Metric[] {
  return Array.from({ length: options.metrics }, (_, index) => {
    const shape = index % 10;
    const kind = shape === 4 ? 'COUNT' : shape === 7 ? 'PERCENTAGE' : shape === 9 ? 'MILESTONE' : 'RATIO';
    return {
      code: metricCode(index + 1),
      kind,
      lower: shape === 8,
      in: !options.cast || [0, 1, 8].includes(shape) ? null : [2, 5, 6].includes(shape) ? LOCAL : CENTRAL,
      reportedBy: options.cast && shape === 5 ? 'HC-CA' : null,
    };
  });
}

const isMeasured = (metric: Metric, unit: Unit): boolean =>
  unit.parent !== null && (metric.in === null || metric.in.includes(unit.kind));

const metricRow = rowsOf(metricEntity);

/** What is measured in the province. */
export function* metricEntries(options: ProvinceOptions): Generator<Entry> {
  for (const [index, metric] of metricsOf(options).entries()) {
    yield metricRow({
      code: metric.code,
      title: { vi: `Chỉ tiêu ${index + 1} (hư cấu)`, en: `Metric ${index + 1} (fictional)` },
      kind: metric.kind,
      direction: metric.lower ? 'LOWER_IS_BETTER' : 'HIGHER_IS_BETTER',
      measure: metric.kind === 'COUNT' ? 'hồ sơ' : metric.kind === 'MILESTONE' ? 'mốc' : '%',
      cumulative: metric.kind === 'MILESTONE',
      poolable: index === 0,
      field: FIELDS[index % FIELDS.length]!,
      reportedBy: metric.reportedBy,
      source: SOURCE,
      document: 'HC-VB-KE-HOACH',
    });
  }
}

const targetRow = rowsOf(targetEntity);

/** A target for every unit, metric and quarter; two of the cast reach back over a reorganisation. */
export function* targetEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  const quarters = options.cast ? QUARTERS : QUARTERS.slice(0, Math.floor(options.months / 3));
  const metrics = metricsOf(options);
  for (const quarter of quarters) {
    for (const unit of units) {
      if (!standsThrough(unit, quarter.from, quarter.to)) continue;
      for (const metric of metrics) {
        if (!isMeasured(metric, unit)) continue;
        const level = new Random(options.seed, 'target', unit.code, metric.code).int(70, 90);
        const splits =
          options.cast && `${unit.code} ${metric.code} ${quarter.code}` === 'HC-X-01 HC-CT-03 2025-Q3';
        yield targetRow(
          {
            code: `HC-MG-${quarter.code}-${unit.code.slice(3)}-${metric.code.slice(6)}`,
            metric: metric.code,
            unit: unit.code,
            kind: 'REACH_BY',
            from: splits ? parseDay('2025-04-01') : quarter.from,
            by: quarter.to - 1,
            ...boundOf(metric, level),
            document: 'HC-VB-KE-HOACH',
          },
          ledger.on(quarter.from),
        );
      }
    }
  }
  if (!options.cast) return;
  // Passed on by the decision to merge: pooled from both predecessors, which have figures up to February.
  yield targetRow(
    {
      code: 'HC-MG-2025-Q1-HOP-NHAT',
      metric: metricCode(1),
      unit: 'HC-SO-TC',
      kind: 'REACH_BY',
      from: parseDay('2025-01-01'),
      by: parseDay('2025-03-31'),
      minimum: 80n * ONE,
      note: 'Chuyển giao theo quyết định hợp nhất (hư cấu)',
      document: 'HC-VB-SAP-XEP',
    },
    ledger.named('2025-03-sap-xep'),
  );
}

function boundOf(metric: Metric, level: number) {
  if (metric.lower) return { maximum: BigInt(100 - level) * ONE };
  return { minimum: metric.kind === 'MILESTONE' ? ONE : BigInt(level) * ONE };
}

const readingRow = rowsOf(readingEntity);

/** Readings by month, metric and unit, made one at a time. */
export function* readingEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  const metrics = metricsOf(options);
  for (let month = 0; month < options.months; month++) {
    const from = addMonths(FIRST_DAY, month);
    const to = addMonths(FIRST_DAY, month + 1);
    for (const unit of units) {
      if (!standsThrough(unit, from, to)) continue;
      for (const metric of metrics) {
        if (!isMeasured(metric, unit)) continue;
        if (options.cast && isWithheld(unit.code, metric.code, from)) continue;
        yield readingOf(metric, unit, from, to, options, ledger);
      }
    }
  }
  if (options.cast) yield correctedReading(ledger);
}

const THIRD_QUARTER = parseDay('2026-07-01');
const SECOND_QUARTER = parseDay('2026-04-01');

/** Readings that the cast leaves out. */
function isWithheld(unit: string, metric: string, from: Day): boolean {
  switch (`${unit} ${metric}`) {
    case `HC-X-03 ${metricCode(2)}`: // owed by the commune itself
    case `HC-X-04 ${metricCode(6)}`: // owed by the police
      return from >= THIRD_QUARTER;
    case `HC-SO-TC ${metricCode(1)}`: // its first figures come after its first quarter
      return from < parseDay('2025-04-01');
    case `HC-X-01 ${metricCode(3)}`: // the district's figures alone exist, to be split by an estimate
      return from < parseDay('2025-10-01');
    default:
      return false;
  }
}

function readingOf(
  metric: Metric,
  unit: Unit,
  from: Day,
  to: Day,
  options: ProvinceOptions,
  ledger: Ledger,
): Entry {
  const random = new Random(options.seed, 'reading', metric.code, unit.code, from);
  const figures = figuresOf(metric, random);
  const place = options.cast ? `${unit.code} ${metric.code}` : '';
  const isZero = place === `HC-X-05 ${metricCode(7)}` && from >= THIRD_QUARTER;
  const differs =
    place === `HC-X-10 ${metricCode(1)}` && from >= SECOND_QUARTER && from < parseDay('2026-05-01');
  return readingRow(
    {
      metric: metric.code,
      unit: unit.code,
      coversFrom: from,
      coversTo: to - 1,
      source: SOURCE,
      kind: metric.kind,
      ...figures,
      ...(isZero && { numerator: 0n, denominator: 0n }),
      ...(differs && { numerator: 90n * ONE, denominator: 100n * ONE, publishedPercent: 950_000n }),
      knownOn: to + 2,
    },
    ledger.on(to + 2),
  );
}

function figuresOf(metric: Metric, random: Random) {
  const percent = metric.lower ? random.int(5, 30) : random.int(68, 100);
  switch (metric.kind) {
    case 'RATIO': {
      const denominator = random.int(40, 400);
      return {
        numerator: BigInt(Math.floor((denominator * percent) / 100)) * ONE,
        denominator: BigInt(denominator) * ONE,
      };
    }
    case 'COUNT':
      return { numerator: BigInt(random.int(15, 50)) * ONE };
    case 'MILESTONE':
      return { numerator: random.chance(85) ? ONE : 0n };
    case 'PERCENTAGE':
      return { numerator: BigInt(percent) * ONE, scaleMax: 100n * ONE };
    default:
      return metric.kind satisfies never;
  }
}

/** The reading that a later act restates. */
function correctedReading(ledger: Ledger): Entry {
  const from = parseDay('2026-05-01');
  return readingRow(
    {
      metric: metricCode(1),
      unit: 'HC-X-08',
      coversFrom: from,
      coversTo: parseDay('2026-05-31'),
      source: SOURCE,
      kind: 'RATIO',
      numerator: 40n * ONE,
      denominator: 200n * ONE,
      tags: ['HC-DINH-CHINH'],
      knownOn: parseDay('2026-08-07'),
      document: 'HC-VB-DINH-CHINH',
    },
    ledger.named('2026-08-correction'),
  );
}
