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
