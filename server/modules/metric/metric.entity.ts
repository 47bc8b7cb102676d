import {
  choice,
  code,
  codes,
  count,
  day,
  flag,
  joinedCode,
  label,
  optional,
  quantity,
  text,
} from '../../../rules/kit/columns.ts';
import { unitsText } from '../../../rules/kit/fraction.ts';
import { PUBLISHED_SCALE } from '../../../rules/facts/reading.ts';
import { METRIC_KINDS, TARGET_KINDS, VALUE_SCALE } from '../../../rules/facts/target.ts';
import { EVERYONE, defineEntity } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import { flagged, refused } from './metric.problems.ts';

export const metricEntity = defineEntity({
  name: 'metric',
  file: 'metrics',
  group: 'DATA',
  title: { vi: 'Chỉ tiêu', en: 'Metric' },
  help: {
    vi: 'Điều được đo: tỷ lệ (giữ tử số và mẫu số), số đếm, mốc, hoặc tỷ lệ phần trăm như công bố.',
    en: 'What is measured: ratio (numerator and denominator kept), count, milestone, or a percentage as published.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    title: label('Tên', 'Title'),
    kind: choice('Loại', 'Kind', METRIC_KINDS),
    direction: choice('Chiều', 'Direction', ['HIGHER_IS_BETTER', 'LOWER_IS_BETTER']),
    measure: optional(text('Đơn vị tính', 'Unit of measure')),
    /** Largest possible value, such as 10 or 100; a reading above it is refused. */
    scaleMax: optional(quantity('Thang', 'Scale', VALUE_SCALE)),
    cumulative: flag('Lũy kế', 'Cumulative'),
    /** Numerators and denominators of subordinate units may be added up where the unit has no reading of its own. */
    poolable: flag('Cộng gộp cấp dưới', 'Pooled over subordinate units'),
    field: optional(code('Lĩnh vực', 'Field')),
    /** The unit that owes the readings; null: each unit owes its own. */
    reportedBy: optional(code('Cơ quan cung cấp số liệu', 'Unit that owes readings', 'unit')),
    source: optional(code('Hệ thống nguồn được tính', 'Source system that counts')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  stamps: () => [{ fact: 'metric', about: EVERYONE, from: 0, to: null }],
});

export const targetEntity = defineEntity({
  name: 'target',
  file: 'targets',
  group: 'DATA',
  title: { vi: 'Mức giao', en: 'Target' },
  help: {
    vi: 'Mức giao cho một cơ quan: đạt trước ngày, giữ từ ngày, hoặc giữ trong suốt thời gian; khoảng thì ghi cả hai mức.',
    en: 'What a unit must reach: once by a day, from a day on, or throughout; a range gives both bounds.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  searched: [['unit', 'by']],
  columns: {
    code: code('Mã', 'Code'),
    metric: code('Chỉ tiêu', 'Metric', 'metric'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    kind: choice('Kiểu', 'Kind', TARGET_KINDS),
    from: day('Từ ngày', 'From'),
    by: optional(day('Đến ngày', 'Last day')),
    minimum: optional(quantity('Mức tối thiểu', 'Minimum', VALUE_SCALE)),
    maximum: optional(quantity('Mức tối đa', 'Maximum', VALUE_SCALE)),
    /**
     * A target for a part of the whole (judicial records 60 where the rest is 70) is a target of its own metric; the
     * text says of what.
     */
    exceptionOf: optional(code('Ngoại lệ của mức giao', 'Exception of target', 'target')),
    note: optional(text('Ghi chú', 'Note')),
    document: optional(code('Văn bản giao', 'Document', 'document')),
  },
  check: (row) => [
    ...(row.minimum === null && row.maximum === null ? [refused('REQUIRED', {}, 'minimum')] : []),
    ...(row.by !== null && row.by < row.from ? [refused('REVERSED_DATES', {}, 'by')] : []),
    ...(row.kind !== 'HOLD_FROM' && row.by === null ? [refused('REQUIRED', {}, 'by')] : []),
  ],
  stamps: (row) => [
    { fact: 'target', about: row.unit, from: row.from, to: row.by === null ? null : row.by + 1 },
  ],
});

const PERCENT_SLACK = 10n ** BigInt(PUBLISHED_SCALE);

export const readingEntity = defineEntity({
  name: 'reading',
  file: 'readings',
  group: 'DATA',
  title: { vi: 'Kết quả chỉ tiêu', en: 'Reading' },
  help: {
    vi: 'Kết quả của một chỉ tiêu tại một cơ quan cho một khoảng ngày, kèm tỷ lệ và điểm như nguồn công bố.',
    en: 'What a metric read in a unit over a span of days, with the percentage and points as the source published them.',
  },
  key: ['metric', 'unit', 'coversFrom', 'coversTo', 'source'],
  visibility: { class: 'OPEN' },
  searched: [['unit', 'coversTo']],
  columns: {
    metric: code('Chỉ tiêu', 'Metric', 'metric'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    coversFrom: day('Từ ngày', 'First day covered'),
    coversTo: day('Đến ngày', 'Last day covered'),
    source: code('Hệ thống nguồn', 'Source system'),
    kind: choice('Loại', 'Kind', METRIC_KINDS),
    numerator: optional(quantity('Tử số, hoặc giá trị', 'Numerator, or the value', VALUE_SCALE)),
    denominator: optional(quantity('Mẫu số', 'Denominator', VALUE_SCALE)),
    scaleMax: optional(quantity('Thang', 'Scale', VALUE_SCALE)),
    publishedPercent: optional(quantity('Tỷ lệ công bố (%)', 'Percentage as published', PUBLISHED_SCALE)),
    publishedPoints: optional(quantity('Điểm công bố', 'Points as published', PUBLISHED_SCALE)),
    measuredAt: optional(code('Đo tại cấp', 'Measured at', 'unit')),
    tags: codes('Nhãn chất lượng dữ liệu', 'Data-quality tags'),
    /** Day on which the figure became known; a reading is invisible before it. */
    knownOn: day('Ngày có số liệu', 'Known on'),
    document: optional(code('Nguồn', 'Document', 'document')),
  },
  check(row) {
    const problems: Problem[] = [];
    if (row.coversTo < row.coversFrom) problems.push(refused('REVERSED_DATES', {}, 'coversTo'));
    for (const name of ['numerator', 'denominator'] as const) {
      const value = row[name];
      if (value !== null && value < 0n) problems.push(refused('NEGATIVE', {}, name));
    }
    if (row.kind === 'RATIO') {
      if (
        (row.numerator === null) !== (row.denominator === null) ||
        (row.numerator === null && row.publishedPercent === null && row.publishedPoints === null)
      ) {
        problems.push(refused('INCOMPLETE_RATIO', {}, 'denominator'));
      } else if (row.numerator !== null && row.denominator !== null) {
        if (row.numerator > row.denominator) {
          problems.push(
            refused(
              'NUMERATOR_ABOVE_DENOMINATOR',
              { numerator: plain(row.numerator), denominator: plain(row.denominator) },
              'numerator',
            ),
          );
        } else problems.push(...publishedDifference(row.numerator, row.denominator, row.publishedPercent));
      }
    }
    if (row.kind !== 'RATIO' && [row.numerator, row.publishedPercent, row.publishedPoints].every(isMissing))
      problems.push(refused('REQUIRED', {}, 'numerator'));
    for (const name of ['publishedPercent', 'publishedPoints'] as const) {
      const value = row[name];
      if (value !== null && value < 0n) problems.push(refused('NEGATIVE', {}, name));
    }
    // A share of a whole is at most all of it.
    if (row.kind === 'PERCENTAGE' && row.numerator !== null && row.numerator > WHOLE)
      problems.push(refused('ABOVE_SCALE', { value: plain(row.numerator), scale: '100' }, 'numerator'));
    if (row.kind === 'RATIO' && row.publishedPercent !== null && row.publishedPercent > PUBLISHED_WHOLE) {
      const value = unitsText(row.publishedPercent, PUBLISHED_SCALE);
      problems.push(refused('ABOVE_SCALE', { value, scale: '100' }, 'publishedPercent'));
    }
    if (
      row.scaleMax !== null &&
      row.numerator !== null &&
      row.kind !== 'RATIO' &&
      row.numerator > row.scaleMax
    ) {
      problems.push(
        refused('ABOVE_SCALE', { value: plain(row.numerator), scale: plain(row.scaleMax) }, 'numerator'),
      );
    }
    return problems;
  },
  stamps: (row) => [{ fact: 'reading', about: row.unit, from: row.coversTo, to: row.coversTo + 1 }],
});

const WHOLE = 100n * 10n ** BigInt(VALUE_SCALE);
const PUBLISHED_WHOLE = 100n * PERCENT_SLACK;

function isMissing(value: bigint | null): boolean {
  return value === null;
}

/** A scaled quantity as people write it: "12.5". */
function plain(value: bigint): string {
  return unitsText(value, VALUE_SCALE);
}

/** Flags a published percentage that differs from numerator / denominator by one unit of its second decimal or more. */
function publishedDifference(numerator: bigint, denominator: bigint, published: bigint | null): Problem[] {
  if (published === null || denominator === 0n) return [];
  const computed = (numerator * 100n * PERCENT_SLACK) / denominator;
  const gap = published > computed ? published - computed : computed - published;
  // Sources round or truncate at the second decimal; both stay below 0.01.
  if (gap < PERCENT_SLACK / 100n) return [];
  return [
    flagged(
      'PUBLISHED_DIFFERS',
      {
        published: unitsText(published, PUBLISHED_SCALE),
        computed: unitsText(computed, PUBLISHED_SCALE),
      },
      'publishedPercent',
    ),
  ];
}

export const publishedTotalEntity = defineEntity({
  name: 'publishedTotal',
  file: 'published-totals',
  group: 'DATA',
  title: { vi: 'Điểm công bố', en: 'Published points' },
  help: {
    vi: 'Điểm mà một cơ quan công bố cho một dòng của bảng điểm; đặt cạnh điểm tính lại kèm chênh lệch.',
    en: 'Points that an authority published for a line of a card; shown beside the computed points with the difference.',
  },
  key: ['unit', 'scheme', 'period', 'line'],
  visibility: { class: 'OPEN' },
  columns: {
    unit: code('Cơ quan', 'Unit', 'unit'),
    scheme: code('Phương án', 'Scheme'),
    period: code('Kỳ', 'Period', 'period'),
    /** "" or "total" for the whole card, else the id of a plugin, group or criterion line. */
    line: joinedCode('Dòng', 'Line'),
    points: quantity('Điểm', 'Points', PUBLISHED_SCALE),
    rank: optional(count('Thứ hạng', 'Rank')),
    document: optional(code('Nguồn', 'Document', 'document')),
  },
  stamps: () => [],
});

export const partitionEntity = defineEntity({
  name: 'partition',
  file: 'partitions',
  group: 'DATA',
  title: { vi: 'Số liệu chia phần', en: 'Figure and its parts' },
  help: {
    vi: 'Một tổng và các phần của nó như công bố; cộng không khớp thì gắn cờ, không sửa.',
    en: 'A total and its parts as published; what does not add up is flagged, never mended.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    title: label('Nội dung', 'Title'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    on: day('Ngày', 'Day'),
    total: count('Tổng', 'Total'),
    parts: codes('Các phần', 'Parts'),
    document: optional(code('Nguồn', 'Document', 'document')),
  },
  check(row) {
    const strange = row.parts.find((part) => !/^\d+$/.test(part));
    if (strange !== undefined)
      return [refused('UNREADABLE_VALUE', { value: strange, why: '0, 1, 2 …' }, 'parts')];
    const sum = row.parts.reduce((total, part) => total + Number(part), 0);
    return sum === row.total ? [] : [flagged('PARTS_DO_NOT_ADD_UP', { sum, total: row.total }, 'parts')];
  },
  stamps: () => [],
});
