import { choice, code, count, day, optional, text } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, formatDay } from '../../../rules/kit/day.ts';
import type { PeriodKind } from '../../../rules/kit/period.ts';
import { PERIOD_KINDS } from '../../../rules/kit/period.ts';
import { EVERYONE, defineEntity } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import { refused } from './period.problems.ts';

/** Months of a period of each kind, at most: one that begins or ends within the calendar’s is shorter. */
const MONTHS: Readonly<Record<PeriodKind, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** Months after a period’s end in which figures may still be cut off: a year, as for indices published late. */
const MOST_MONTHS_AFTER = 12;

/** A period is cut off on its last day at the earliest: what happens after the cut-off counts no more. */
function cutOffProblems({ to, cutOff }: { readonly to: Day; readonly cutOff: Day }): Problem[] {
  const [first, last] = [to - 1, addMonths(to, MOST_MONTHS_AFTER)];
  if (cutOff >= first && cutOff <= last) return [];
  return [refused('CUT_OFF_OUT_OF_PLACE', { from: formatDay(first), until: formatDay(last) }, 'cutOff')];
}

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
    ...(row.lockedOn !== null && row.lockedOn <= row.cutOff
      ? [refused('PERIOD_STILL_OPEN', { code: row.code, cutOff: formatDay(row.cutOff) }, 'lockedOn')]
      : []),
    ...(row.sealedOn !== null && row.lockedOn !== null && row.sealedOn < row.lockedOn
      ? [refused('REVERSED_DATES', {}, 'sealedOn')]
      : []),
    ...(row.to > row.from && row.to > addMonths(row.from, MONTHS[row.kind])
      ? [refused('PERIOD_TOO_LONG', { months: MONTHS[row.kind] }, 'to')]
      : []),
    ...(row.cutOff < row.from ? [refused('REVERSED_DATES', {}, 'cutOff')] : cutOffProblems(row)),
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
