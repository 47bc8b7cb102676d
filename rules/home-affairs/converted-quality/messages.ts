import { PROGRESS_UNKNOWN_TEXT } from '../../shared/task-delivery.ts';
import type { Catalogue } from '../../kit/rule.ts';

/** Every sentence of the rule. */
export const messages = {
  ratio: {
    vi: '{accepted} đơn vị quy đổi đạt chất lượng (sau trừ) trên {assigned} đơn vị được giao',
    en: '{accepted} converted units of quality, after deductions, of {assigned} assigned',
  },
  full: { vi: '{tasks} nhiệm vụ đạt chất lượng đủ khối lượng', en: '{tasks} tasks of full quality' },
  short: {
    vi: 'Nhiệm vụ {code}: {accepted} trên {assigned} đơn vị đạt chất lượng; {failures} lần không đạt bị trừ, còn {counted} đơn vị',
    en: 'Task {code}: {accepted} of {assigned} units accepted; {failures} failed reviews deducted, {counted} units left',
  },
  excused: {
    vi: 'Nhiệm vụ {code}: {reviews} lần không đạt do nguyên nhân khách quan được xác nhận: không trừ điểm',
    en: 'Task {code}: {reviews} failed reviews for a certified objective cause: no deduction',
  },
  notRecorded: {
    vi: 'Nhiệm vụ {code} đã hoàn thành nhưng chưa ghi khối lượng đạt chất lượng ({assigned} đơn vị được giao)',
    en: 'Task {code} is done, but what was accepted for quality is not recorded ({assigned} units assigned)',
  },
  unassessable: {
    vi: 'Nhiệm vụ {code} không có khối lượng quy đổi: không đưa vào tỷ lệ',
    en: 'Task {code} has no converted quantity: it stands in no ratio',
  },
  notYetDue: {
    vi: 'Nhiệm vụ {code} chưa đến hạn hoặc không có hạn, chưa hoàn thành: chưa tính trong kỳ',
    en: 'Task {code} is open and in term or without due date: not counted in this period',
  },
  awaiting: {
    vi: 'Nhiệm vụ {code} đã nộp, chờ nghiệm thu: chưa tính',
    en: 'Task {code} is submitted and waits for acceptance: not counted yet',
  },
  progressUnknown: PROGRESS_UNKNOWN_TEXT,
  nothingAssigned: {
    vi: 'Không có khối lượng quy đổi nào phải hoàn thành trong kỳ',
    en: 'No converted work was owed in the period',
  },
} as const satisfies Catalogue;
