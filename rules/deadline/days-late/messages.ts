import { PROGRESS_UNKNOWN_TEXT } from '../../shared/task-delivery.ts';
import type { Catalogue } from '../../kit/rule.ts';

/** Every sentence of the rule. */
export const messages = {
  share: {
    vi: '{late} nhiệm vụ bị trừ, tổng {days} ngày tính trừ × {deduction}, trên {due} nhiệm vụ đến hạn',
    en: '{late} tasks with deductions, {days} deducted days × {deduction}, over {due} tasks due',
  },
  nothingLate: {
    vi: '{due} nhiệm vụ đến hạn, không có ngày nào bị tính trừ',
    en: '{due} tasks due, no day deducted',
  },
  late: {
    vi: 'Nhiệm vụ {code} hạn {due}, hoàn thành chậm {days} ngày làm việc, tính trừ {counted} ngày',
    en: 'Task {code}, due {due}, was done {days} working days late; {counted} days deducted',
  },
  overdue: {
    vi: 'Nhiệm vụ {code} hạn {due}, quá hạn {days} ngày làm việc, chưa hoàn thành, tính trừ {counted} ngày',
    en: 'Task {code}, due {due}, is {days} working days overdue and not done; {counted} days deducted',
  },
  excused: {
    vi: 'Nhiệm vụ {code} chậm {days} ngày làm việc do nguyên nhân khách quan đã được xác nhận: không trừ điểm',
    en: 'Task {code} is {days} working days late for a certified objective cause: no deduction',
  },
  withinGrace: {
    vi: 'Nhiệm vụ {code} chậm {days} ngày làm việc, trong {grace} ngày làm việc đầu không trừ điểm',
    en: 'Task {code} is {days} working days late, within the first {grace} working days without deduction',
  },
  exhausted: {
    vi: 'Tổng mức trừ {total} vượt toàn bộ điểm: điểm bằng 0, phần mất được chia theo tỷ lệ cho từng nhiệm vụ',
    en: 'Deductions add up to {total}, more than all points: none remain, and the loss is spread over the tasks in proportion',
  },
  progressUnknown: PROGRESS_UNKNOWN_TEXT,
  nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
} as const satisfies Catalogue;
