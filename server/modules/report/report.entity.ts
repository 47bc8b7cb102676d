import { choice, code, count, day, flag, label, optional } from '../../../rules/kit/columns.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from './report.problems.ts';

/** How often a report is owed. */
export const REPORT_FREQUENCIES = ['EVERY_DAYS', 'MONTHLY', 'QUARTERLY', 'ONCE'] as const;

export const reportDutyEntity = defineEntity({
  name: 'reportDuty',
  file: 'report-duties',
  group: 'DATA',
  indexed: true,
  title: { vi: 'Chế độ báo cáo', en: 'Reporting duty' },
  help: {
    vi: 'Ai nợ báo cáo nào: mỗi N ngày kể từ ngày đầu, hằng tháng, hằng quý vào ngày cố định, hoặc một lần.',
    en: 'Who owes which report: every N days from the first one, monthly or quarterly on a fixed day, or once.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['unit', 'recipient'] },
  columns: {
    code: code('Mã', 'Code'),
    title: label('Tên báo cáo', 'Title'),
    unit: code('Cơ quan báo cáo', 'Reporting unit', 'unit'),
    recipient: optional(code('Nơi nhận', 'Recipient', 'unit')),
    frequency: choice('Tần suất', 'Frequency', REPORT_FREQUENCIES),
    everyDays: optional(count('Số ngày một lần', 'Days between reports')),
    firstDueOn: day('Hạn của báo cáo đầu', 'First due day'),
    lastDueOn: optional(day('Hạn của báo cáo cuối', 'Last due day')),
    field: optional(code('Lĩnh vực', 'Field')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) =>
    row.frequency === 'EVERY_DAYS' && !row.everyDays ? [refused('REQUIRED', {}, 'everyDays')] : [],
  affects: (row) => [row.unit],
  stamps: (row, whom) => {
    const to = row.lastDueOn === null ? null : row.lastDueOn + 1;
    return whom.map((about) => ({ fact: 'report', about, from: row.firstDueOn, to }));
  },
});

export const submissionEntity = defineEntity({
  name: 'submission',
  file: 'submissions',
  group: 'DATA',
  title: { vi: 'Báo cáo đã nhận', en: 'Submission' },
  help: {
    vi: 'Báo cáo nhận ngày nào cho hạn nào; báo cáo trống không tính là đúng hạn.',
    en: 'Which report arrived when, for which due day; an empty one is not on time.',
  },
  key: ['duty', 'dueOn', 'number'],
  visibility: { class: 'UNIT', units: ['unit'] },
  searched: [['duty', 'dueOn']],
  columns: {
    duty: code('Chế độ báo cáo', 'Duty', 'reportDuty'),
    dueOn: day('Cho hạn ngày', 'For the due day'),
    number: count('Lần', 'Number'),
    unit: code('Cơ quan báo cáo', 'Reporting unit', 'unit'),
    submittedOn: day('Ngày gửi', 'Submitted on'),
    empty: flag('Không có nội dung', 'Empty'),
    /** Day on which the receiving unit accepted its content; punctuality is judged by the day of submission alone. */
    acceptedOn: optional(day('Ngày chấp nhận nội dung', 'Content accepted on')),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  check: (row) =>
    row.acceptedOn !== null && row.acceptedOn < row.submittedOn
      ? [refused('REVERSED_DATES', {}, 'acceptedOn')]
      : [],
  partOf: 'duty',
  stamps: (row, whom) => whom.map((about) => ({ fact: 'report', about, from: row.dueOn, to: row.dueOn + 1 })),
});
