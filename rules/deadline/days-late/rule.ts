import { z } from 'zod';
import { progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import type { Fraction } from '../../kit/fraction.ts';
import {
  ONE,
  ZERO,
  compare,
  divide,
  exactText,
  fraction,
  max,
  min,
  multiply,
  subtract,
  sum,
} from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { messages } from './messages.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** Deduction for each working day by which tasks due in the period are late. */
export const daysLate = defineRule({
  id: 'deadline/days-late',
  version: '1.1.0',
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
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
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
  messages,
  evaluate({ facts, config }) {
    const findings: Finding[] = [];
    const late: { row: number; counted: number }[] = [];
    const unknown: number[] = [];
    let due = 0;
    for (const [row, task] of facts.task.entries()) {
      // What was carried over stands on its own line and in no rate of this period.
      if (task.carriedOver) continue;
      if (task.timeliness === 'DONE_ON_TIME') due++;
      if (task.timeliness === 'PROGRESS_UNKNOWN') {
        due++;
        unknown.push(row);
        findings.push({ ...progressGap(task).what, evidence: [{ fact: 'task', row }] });
      }
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
    const left = exhausted ? ZERO : subtract(ONE, total);
    // Its own part at least; more where the configuration lets one late task cost more than that.
    const atMost = max(ONE, multiply(fraction(config.capPerTask), config.deductionPerDay));
    const each =
      unknown.length === 0
        ? ZERO
        : min(divide(atMost, fraction(due)), divide(left, fraction(unknown.length)));
    const open = unknown.map((row): Open => ({
      share: each,
      kind: 'MISSING_DATA',
      ...progressGap(facts.task[row]!),
    }));
    const share = subtract(left, multiply(each, fraction(unknown.length)));
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
    if (late.length === 0) return scored(share, { message: 'nothingLate', data: { due } }, findings, open);
    const days = late.reduce((sumOfDays, { counted }) => sumOfDays + counted, 0);
    const data = { late: late.length, days, deduction: exactText(config.deductionPerDay), due };
    return scored(share, { message: 'share', data }, findings, open);
  },
});
