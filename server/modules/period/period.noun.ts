import { choice, code, day, optional } from '../../../rules/kit/columns.ts';
import { PERIOD_KINDS } from '../../../rules/kit/period.ts';
import { defineNoun } from '../../platform/noun.ts';
import { refused } from '../../platform/problems.ts';

export const periodNoun = defineNoun({
  name: 'period',
  file: 'periods',
  title: { vi: 'Kỳ đánh giá', en: 'Period' },
  help: {
    vi: 'Tháng, quý hoặc năm; ngày cuối không tính vào kỳ. Hết ngày chốt số liệu thì tình trạng và số ngày chậm không thay đổi nữa.',
    en: 'A month, quarter or year; the end is not included. After the cut-off day states and days late stop growing.',
  },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    kind: choice('Loại kỳ', 'Kind', PERIOD_KINDS),
    from: day('Từ ngày', 'From'),
    to: day('Đến trước ngày', 'Until, not included'),
    cutOff: day('Ngày chốt số liệu', 'Cut-off day'),
    lockedOn: optional(day('Ngày khóa', 'Locked on')),
  },
  check: (row) => [
    ...(row.to <= row.from ? [refused('REVERSED_DATES', {}, 'to')] : []),
    ...(row.cutOff < row.from ? [refused('REVERSED_DATES', {}, 'cutOff')] : []),
  ],
  stamps: (row) => [{ fact: 'period', unit: null, from: row.from, to: row.to }],
});
