import { choice, code, count, days, optional } from '../../../rules/kit/columns.ts';
import { civilOf, dayOf, formatDay } from '../../../rules/kit/day.ts';
import { EVERYONE, defineEntity } from '../../platform/model/entity.ts';
import { refused } from './calendar.problems.ts';

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
  check(row) {
    if (row.year < 1900 || row.year > 2200)
      return [refused('UNREADABLE_VALUE', { value: row.year, why: '1900–2200' }, 'year')];
    const twice = row.worked.find((day) => row.closed.includes(day));
    return [
      ...(['closed', 'worked'] as const).flatMap((path) => {
        const other = row[path].find((day) => civilOf(day).year !== row.year);
        return other === undefined
          ? []
          : [refused('DAY_OF_ANOTHER_YEAR', { day: formatDay(other), year: row.year }, path)];
      }),
      ...(twice === undefined ? [] : [refused('DAY_OFF_AND_WORKED', { day: formatDay(twice) }, 'worked')]),
    ];
  },
  stamps: (row) => [
    { fact: 'calendar', about: EVERYONE, from: dayOf(row.year, 1, 1), to: dayOf(row.year + 1, 1, 1) },
  ],
});
