import { z } from 'zod';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, compare, divide, exactText, fraction, multiply, subtract, sum } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

export const daysLate = defineRule({
  id: 'deadline/days-late',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Số ngày làm việc chậm của nhiệm vụ đến hạn', en: 'Working days late of due tasks' },
  purpose: {
    vi: 'Trừ điểm theo số ngày làm việc chậm của từng nhiệm vụ đến hạn trong kỳ.',
    en: 'Deducts for each working day by which a task due in the period is late or overdue.',
  },
  legalBasis: [cite('42/2014/QĐ-TTg', {}, 'SECONDARY'), cite('NA-06-2024-05')],
  interpretation: {
    vi: 'Mức trừ mỗi ngày và mức trần là cấu hình ví dụ; chưa có văn bản quy định con số cụ thể.',
    en: 'The deduction per day and the cap are example configuration; no document sets the figures.',
  },
  effective: { from: '2022-01-01' },
  parameters: {},
  config: z.strictObject({
    deductionPerDay: titled(
      decimal({ min: '0', max: '1' }).prefault('0.1'),
      'Mức trừ mỗi ngày làm việc chậm (phần điểm của một nhiệm vụ)',
      'Deduction per working day late (share of one task)',
    ),
    capPerTask: titled(
      z.int().min(1).max(366).default(10),
      'Số ngày tính trừ tối đa cho một nhiệm vụ',
      'Most days deducted for one task',
    ),
    graceWorkingDays: titled(
      z.int().min(0).max(30).default(0),
      'Số ngày làm việc đầu không trừ điểm',
      'First working days without deduction',
    ),
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không trừ khi nguyên nhân khách quan được xác nhận',
      'No deduction for a certified objective cause',
    ),
  }),
  needs: [taskFact],
  messages: {
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
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  evaluate({ facts, config }) {
    const findings: Finding[] = [];
    const late: { row: number; counted: number }[] = [];
    let due = 0;
    for (const [row, task] of facts.task.entries()) {
      // What was carried over stands on its own line and in no rate of this period.
      if (task.carriedOver) continue;
      if (task.timeliness === 'DONE_ON_TIME') due++;
      if (task.timeliness !== 'DONE_LATE' && task.timeliness !== 'OPEN_OVERDUE') continue;
      due++;
      const evidence = [{ fact: 'task', row }];
      const { code, workingDaysLate: days } = task;
      if (config.excuseCertifiedCauses && task.lateExcused) {
        findings.push({ message: 'excused', data: { code, days }, evidence });
      } else if (days <= config.graceWorkingDays) {
        findings.push({
          message: 'withinGrace',
          data: { code, days, grace: config.graceWorkingDays },
          evidence,
        });
      } else {
        late.push({ row, counted: Math.min(days - config.graceWorkingDays, config.capPerTask) });
      }
    }
    if (due === 0) return notApplicable({ message: 'nothingDue', data: {} }, findings);
    const losses = late.map(({ counted }) => multiply(fraction(counted, due), config.deductionPerDay));
    const total = sum(losses);
    const exhausted = compare(total, ONE) > 0;
    for (const [index, { row, counted }] of late.entries()) {
      const task = facts.task[row]!;
      const loss: Fraction = exhausted ? divide(losses[index]!, total) : losses[index]!;
      findings.push({
        message: task.timeliness === 'DONE_LATE' ? 'late' : 'overdue',
        data: {
          code: task.code,
          due: task.dueOn === null ? '–' : formatDay(task.dueOn),
          days: task.workingDaysLate,
          counted,
        },
        evidence: [{ fact: 'task', row }],
        loss,
      });
    }
    if (exhausted) {
      const evidence = late.map(({ row }) => ({ fact: 'task', row }));
      findings.push({ message: 'exhausted', data: { total: exactText(total) }, evidence });
    }
    if (late.length === 0) return scored(ONE, { message: 'nothingLate', data: { due } }, findings);
    const days = late.reduce((sumOfDays, { counted }) => sumOfDays + counted, 0);
    const data = { late: late.length, days, deduction: exactText(config.deductionPerDay), due };
    const share = exhausted ? fraction(0) : subtract(ONE, total);
    return scored(share, { message: 'share', data }, findings);
  },
});
