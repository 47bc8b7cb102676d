import { choice, code, count, days, optional } from '../../../rules/kit/columns.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import { EVERYONE, defineEntity } from '../../platform/model/entity.ts';
import { refused } from '../common.problems.ts';

export const calendarEntity = defineEntity({
  name: 'calendarYear',
  file: 'calendar-years',
  group: 'CONFIGURATION',
  title: { vi: 'Lịch làm việc năm', en: 'Working calendar of a year' },
  help: {
    vi: 'Ngày nghỉ ngoài thứ bảy, chủ nhật và ngày làm bù theo thông báo hằng năm.',
    en: 'Days off besides weekends, and weekend days worked in exchange, by the yearly notice.',
  },
  key: ['year'],
  visibility: { class: 'OPEN' },
  columns: {
    year: count('Năm', 'Year'),
    closed: days('Ngày nghỉ', 'Days off'),
    worked: days('Ngày làm bù', 'Weekend days worked'),
    confidence: choice('Độ tin cậy', 'Confidence', ['READ', 'SECONDARY', 'TO_BE_CONFIRMED']),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) =>
    row.year >= 1900 && row.year <= 2200
      ? []
      : [refused('UNREADABLE_VALUE', { value: row.year, why: '1900–2200' }, 'year')],
  stamps: (row) => [
    { fact: 'calendar', about: EVERYONE, from: dayOf(row.year, 1, 1), to: dayOf(row.year + 1, 1, 1) },
  ],
});
