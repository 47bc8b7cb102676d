import { code, count, day, optional, quantity } from '../../../rules/kit/columns.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import { unitsText } from '../../../rules/kit/fraction.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from '../common.problems.ts';

export const indexResultEntity = defineEntity({
  name: 'indexResult',
  file: 'index-results',
  group: 'DATA',
  title: { vi: 'Kết quả bộ chỉ số', en: 'Index result' },
  help: {
    vi: 'PAR INDEX, SIPAS, DDCI, DTI: tổng hoặc thành phần ("total" là tổng), điểm, thứ hạng và mức tăng giảm như công bố.',
    en: 'PAR INDEX, SIPAS, DDCI, DTI: total or component ("total" is the whole), points, rank and change as published.',
  },
  key: ['index', 'unit', 'year', 'component'],
  visibility: { class: 'OPEN' },
  columns: {
    index: code('Bộ chỉ số', 'Index'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    year: count('Năm', 'Year'),
    component: code('Thành phần', 'Component'),
    points: optional(quantity('Điểm', 'Points', 4)),
    maxPoints: optional(quantity('Điểm tối đa áp dụng', 'Maximum that applied', 4)),
    rank: optional(count('Thứ hạng', 'Rank')),
    rankOf: optional(count('Trong số', 'Out of')),
    /** Places gained (positive) or lost against the year before, as published; may be absent. */
    publishedChange: optional(quantity('Tăng giảm công bố', 'Change as published', 0)),
    publishedOn: optional(day('Ngày công bố', 'Published on')),
    document: optional(code('Nguồn', 'Document', 'document')),
  },
  check: (row) =>
    row.points !== null && row.maxPoints !== null && row.points > row.maxPoints
      ? [
          refused(
            'ABOVE_SCALE',
            { value: unitsText(row.points, 4), scale: unitsText(row.maxPoints, 4) },
            'points',
          ),
        ]
      : [],
  stamps: (row) => [{ fact: 'index-result', about: row.unit, from: dayOf(row.year, 1, 1), to: null }],
});
