import { choice, count, day, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** Reasons for which an absence is certified. */
export const ABSENCE_KINDS = ['LEAVE', 'SICK', 'MATERNITY', 'TRAINING', 'SUSPENDED'] as const;

/**
 * Certified absence of a leader that touches the period.
 * Facts decided on those days are not the leader's.
 */
export const absenceFact = defineFact({
  id: 'absence',
  title: { vi: 'Vắng mặt có lý do', en: 'Certified absence' },
  grain: { vi: 'Một đợt vắng mặt chạm vào kỳ', en: 'One absence touching the period' },
  columns: {
    kind: choice('Loại', 'Kind', ABSENCE_KINDS),
    from: day('Từ ngày', 'From'),
    to: optional(day('Đến trước ngày', 'Until, not included')),
    workingDays: count('Số ngày làm việc trong kỳ', 'Working days inside the period'),
    months: count('Số tháng trọn trong kỳ', 'Whole months inside the period'),
    document: optional(text('Văn bản', 'Document')),
  },
});
