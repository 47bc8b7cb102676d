import { code, count, optional, quantity } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** A published index (PAR INDEX, SIPAS, DDCI, DTI …): its total, or one of its components. */
export const indexResultFact = defineFact({
  id: 'index-result',
  title: { vi: 'Kết quả bộ chỉ số', en: 'Index result' },
  grain: {
    vi: 'Một bộ chỉ số, một năm, tổng hoặc một thành phần',
    en: 'One index, one year, the total or one component',
  },
  columns: {
    index: code('Bộ chỉ số', 'Index'),
    year: count('Năm', 'Year'),
    /** Null for the total. */
    component: optional(code('Thành phần', 'Component')),
    points: optional(quantity('Điểm', 'Points', 4)),
    maxPoints: optional(quantity('Điểm tối đa áp dụng', 'Maximum that applied', 4)),
    rank: optional(count('Thứ hạng', 'Rank')),
    rankOf: optional(count('Trong số', 'Out of')),
    previousRank: optional(count('Thứ hạng năm trước', 'Rank the year before')),
  },
});

/**
 * Components of a published index for the units directly below.
 * An authority pools them into its own row.
 */
export const subordinateIndexFact = defineFact({
  id: 'subordinate-index',
  title: { vi: 'Kết quả bộ chỉ số của cấp dưới', en: 'Index result of a subordinate unit' },
  grain: {
    vi: 'Một đơn vị trực thuộc trong kỳ và điểm các thành phần đã công bố của đơn vị đó',
    en: 'One unit directly below in the period and one component of its published index',
  },
  columns: {
    subordinate: code('Đơn vị trực thuộc', 'Subordinate unit'),
    index: code('Bộ chỉ số', 'Index'),
    year: count('Năm', 'Year'),
    component: code('Thành phần', 'Component'),
    points: optional(quantity('Điểm', 'Points', 4)),
  },
});
