import { choice, code, count, day, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** What became of one report of a duty by the day of truth. */
export const REPORT_STATES = ['ON_TIME', 'LATE', 'EMPTY', 'MISSING', 'NOT_YET_DUE'] as const;

/** One occurrence of a reporting duty: who owes it, by when, and what arrived. An empty report is not on time. */
export const reportFact = defineFact({
  id: 'report',
  title: { vi: 'Báo cáo định kỳ', en: 'Periodic report' },
  grain: { vi: 'Một kỳ báo cáo đến hạn trong kỳ đánh giá', en: 'One report falling due in the period' },
  columns: {
    duty: code('Chế độ báo cáo', 'Reporting duty'),
    title: text('Tên báo cáo', 'Title'),
    recipient: optional(code('Nơi nhận', 'Recipient unit')),
    dueOn: day('Hạn gửi', 'Due on'),
    submittedOn: optional(day('Ngày gửi', 'Submitted on')),
    state: choice('Tình trạng', 'State', REPORT_STATES),
    workingDaysLate: count('Số ngày làm việc chậm', 'Working days late'),
  },
});
