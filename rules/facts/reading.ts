import { choice, code, codes, day, optional, quantity, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';
import { METRIC_KINDS, VALUE_SCALE } from './target.ts';

/** Decimals of scores and percentages as an authority published them. */
export const PUBLISHED_SCALE = 4;

/** A reading as it arrived: numerator and denominator kept, and beside them what the source published. */
export const readingFact = defineFact({
  id: 'reading',
  title: { vi: 'Kết quả chỉ tiêu', en: 'Reading' },
  grain: {
    vi: 'Một kết quả của một chỉ tiêu của cơ quan, ngày cuối của số liệu nằm trong kỳ',
    en: 'One reading of one metric of the unit whose last covered day lies in the period',
  },
  columns: {
    metric: code('Chỉ tiêu', 'Metric'),
    title: text('Tên chỉ tiêu', 'Metric title'),
    kind: choice('Loại chỉ tiêu', 'Kind of metric', METRIC_KINDS),
    source: code('Hệ thống nguồn', 'Source system'),
    coversFrom: day('Từ ngày', 'First day covered'),
    coversTo: day('Đến ngày', 'Last day covered'),
    numerator: optional(quantity('Tử số, hoặc giá trị', 'Numerator, or the value', VALUE_SCALE)),
    denominator: optional(quantity('Mẫu số', 'Denominator', VALUE_SCALE)),
    publishedPoints: optional(quantity('Điểm công bố', 'Points as published', PUBLISHED_SCALE)),
    publishedPercent: optional(quantity('Tỷ lệ công bố (%)', 'Percentage as published', PUBLISHED_SCALE)),
    /** The unit at whose level the figure was measured: children of a province inherit some of its figures. */
    measuredAt: optional(code('Đo tại cấp', 'Measured at')),
    tags: codes('Nhãn chất lượng dữ liệu', 'Data-quality tags of the source'),
    reportedBy: optional(code('Cơ quan cung cấp', 'Unit that owes the reading')),
  },
});
