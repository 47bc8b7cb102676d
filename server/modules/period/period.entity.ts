import { choice, code, count, day, optional, text } from '../../../rules/kit/columns.ts';
import { PERIOD_KINDS } from '../../../rules/kit/period.ts';
import { EVERYONE, defineEntity } from '../../platform/model/entity.ts';
import { refused } from './period.problems.ts';

export const periodEntity = defineEntity({
  name: 'period',
  file: 'periods',
  group: 'CONFIGURATION',
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
    /** A locked period refuses facts decided in it; unlocking takes the day back and is kept as a row of its own. */
    lockedOn: optional(day('Ngày khóa', 'Locked on')),
    /** A sealed period is never unlocked again. */
    sealedOn: optional(day('Ngày niêm phong', 'Sealed on')),
  },
  check: (row) => [
    ...(row.to <= row.from ? [refused('REVERSED_DATES', {}, 'to')] : []),
    ...(row.sealedOn !== null && row.lockedOn === null ? [refused('REQUIRED', {}, 'lockedOn')] : []),
    ...(row.cutOff < row.from ? [refused('REVERSED_DATES', {}, 'cutOff')] : []),
  ],
  stamps: (row) => [{ fact: 'period', about: EVERYONE, from: row.from, to: row.to }],
});

export const periodUnlockEntity = defineEntity({
  name: 'periodUnlock',
  file: 'period-unlocks',
  group: 'DATA',
  title: { vi: 'Mở khóa kỳ', en: 'Unlocking of a period' },
  help: {
    vi: 'Kỳ đã khóa được mở lại, vì sao.',
    en: 'A locked period that was opened again, and why.',
  },
  key: ['period', 'number'],
  visibility: { class: 'OPEN' },
  columns: {
    period: code('Kỳ', 'Period', 'period'),
    number: count('Lần', 'Number'),
    lockedOn: day('Đã khóa ngày', 'Had been locked on'),
    unlockedOn: day('Ngày mở khóa', 'Unlocked on'),
    reason: text('Lý do', 'Reason'),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  stamps: () => [],
});
