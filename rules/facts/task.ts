import { choice, code, codes, count, day, flag, optional, quantity, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/**
 * Where a task stands on the day of truth.
 * "Done" means accepted, dated at the submission that was accepted; a submission that still waits for acceptance when
 * the due date has passed decides nothing yet. PROGRESS_UNKNOWN: the due date has passed, nothing was reported, and
 * another unit than the lead unit owes the progress report; without such a unit the task is overdue.
 */
export const TIMELINESS = [
  'DONE_ON_TIME',
  'DONE_LATE',
  'OPEN_IN_TERM',
  'OPEN_OVERDUE',
  'AWAITING_ACCEPTANCE',
  'PROGRESS_UNKNOWN',
  'WITHDRAWN',
  'DONE_WITHOUT_DUE_DATE',
  'OPEN_WITHOUT_DUE_DATE',
] as const;

/** One of `TIMELINESS`. */
export type Timeliness = (typeof TIMELINESS)[number];

/** Decimals of converted units (quantity × coefficient, Decree 335/2025 art. 14). */
export const CONVERTED_SCALE = 3;

/** A task on the list of the period: decided in it, still open in it, or carried over into it. */
export const taskFact = defineFact({
  id: 'task',
  title: { vi: 'Nhiệm vụ', en: 'Task' },
  grain: {
    vi: 'Một nhiệm vụ của cơ quan chủ trì trong kỳ: đến hạn, hoàn thành, đang mở hoặc chuyển kỳ',
    en: 'One task of its lead unit in the period: due, done, open or carried over',
  },
  columns: {
    title: text('Tên nhiệm vụ', 'Title'),
    plan: optional(code('Kế hoạch', 'Plan')),
    progressOwedBy: optional(code('Cơ quan nợ báo cáo tiến độ', 'Unit that owes the progress report')),
    assignedBy: optional(code('Cơ quan giao', 'Assigning unit')),
    assignedOn: day('Ngày giao', 'Assigned on'),
    firstDueOn: optional(day('Hạn ban đầu', 'Original last day in time')),
    dueOn: optional(day('Hạn hiện hành', 'Last day in time after valid extensions')),
    submittedOn: optional(day('Ngày nộp gần nhất', 'Latest submission')),
    completedOn: optional(day('Ngày hoàn thành được chấp nhận', 'Submission that was accepted')),
    timeliness: choice('Tình trạng thời hạn', 'Timeliness', TIMELINESS),
    /** Due before the period began and not done when it began: shown on the carried-over line, in no rate of the period. */
    carriedOver: flag('Chuyển từ kỳ trước', 'Carried over'),
    workingDaysLate: count('Số ngày làm việc chậm', 'Working days late, up to the day of truth'),
    /** Due dates, the original and every recorded extension, that passed before the accepted submission or the day of truth. */
    missedDates: count('Số lần lỡ hạn', 'Due dates missed'),
    ignoredExtensions: count(
      'Số lần gia hạn không có hiệu lực',
      'Recorded extensions that do not move the date',
    ),
    lateExcused: flag(
      'Chậm do nguyên nhân khách quan được xác nhận',
      'Lateness certified as objectively caused',
    ),
    explained: flag('Đã giải trình', 'Explained'),
    assignedUnits: optional(
      quantity('Khối lượng giao (quy đổi)', 'Assigned, converted units', CONVERTED_SCALE),
    ),
    doneUnits: optional(
      quantity('Khối lượng hoàn thành (quy đổi)', 'Done, converted units', CONVERTED_SCALE),
    ),
    acceptedUnits: optional(
      quantity(
        'Khối lượng đạt chất lượng (quy đổi)',
        'Accepted for quality, converted units',
        CONVERTED_SCALE,
      ),
    ),
    failedReviews: count('Số lần không đạt do lỗi nội dung lớn', 'Reviews failed for a major content error'),
    excusedReviews: count(
      'Số lần không đạt được xác nhận khách quan',
      'Failed reviews certified as objectively caused',
    ),
    obstacles: codes('Điểm nghẽn', 'Obstacles raised on the task'),
    /** Share beyond what was required, in percent of the assigned quantity; null where nobody recorded it. */
    beyondRequired: optional(quantity('Vượt yêu cầu (%)', 'Beyond requirement, percent', 2)),
  },
});
