import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about reports. */
export const reportProblems = defineProblems(
  {
    REPORT_NOT_DUE: {
      vi: 'Chế độ báo cáo "{code}" không có hạn vào ngày {day}',
      en: 'Reporting duty "{code}" has no report due on {day}',
    },
    REPORT_ACCEPTED: { vi: 'Báo cáo "{code}" đã được chấp nhận', en: 'Report "{code}" is accepted already' },
    SPAN_TOO_LONG: {
      vi: 'Khoảng ngày dài {days} ngày; tối đa {most}',
      en: 'The span has {days} days; at most {most} are answered',
    },
    TOO_MANY_REPORTS: {
      vi: 'Có đến {count} báo cáo phải nộp trong khoảng này; tối đa {most}. Hãy hỏi khoảng ngắn hơn, hoặc ít cơ quan hơn',
      en: 'Up to {count} reports are owed in this span; at most {most} are answered. Ask for a shorter one, or for fewer units',
    },
    REPORT_EMPTY: { vi: 'Báo cáo "{code}" không có nội dung', en: 'Report "{code}" has no content' },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = reportProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof reportProblems> = reportProblems.refuse;
