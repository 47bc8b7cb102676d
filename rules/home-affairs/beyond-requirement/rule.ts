import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, deliveryOf, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { compare, exactText, fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of the class excellent: 30% of the tasks beyond requirement (Regulation 366). */
export const beyondRequirement = defineCondition({
  id: 'home-affairs/beyond-requirement',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Ít nhất 30% nhiệm vụ vượt yêu cầu', en: 'At least 30% of tasks beyond requirement' },
  purpose: {
    vi: 'Điều kiện của mức xuất sắc: ít nhất 30% nhiệm vụ đến hạn trong kỳ vượt mức yêu cầu.',
    en: 'Condition of class “excellent”: at least 30% of the tasks owed went beyond what was required.',
  },
  legalBasis: [cite('366-QĐ/TW', { article: '11' })],
  interpretation: {
    vi: 'Hiểu là 30% số nhiệm vụ có kết quả vượt yêu cầu (không phải mức vượt bình quân): chờ xác nhận pháp lý.',
    en: 'Read as 30% of the tasks going beyond requirement, not a mean excess: to be confirmed in law.',
  },
  effective: { from: '2025-08-30' },
  parameters: {
    minimum: dated('Tỷ lệ tối thiểu vượt yêu cầu', 'Minimum share beyond requirement', [
      { from: '2025-08-30', value: '0.3', basis: cite('366-QĐ/TW', { article: '11' }) },
    ]),
  },
  config: z.strictObject({}),
  needs: [taskFact],
  messages: {
    reached: {
      vi: '{beyond} trên {due} nhiệm vụ vượt yêu cầu (tối thiểu {minimum})',
      en: '{beyond} of {due} tasks beyond requirement (minimum {minimum})',
    },
    short: {
      vi: 'Chỉ {beyond} trên {due} nhiệm vụ vượt yêu cầu (tối thiểu {minimum})',
      en: 'Only {beyond} of {due} tasks beyond requirement (minimum {minimum})',
    },
    notRecorded: {
      vi: '{tasks} nhiệm vụ chưa ghi mức vượt yêu cầu, chờ nghiệm thu hoặc chưa có báo cáo tiến độ',
      en: '{tasks} tasks have no record of going beyond requirement, wait for acceptance or have no report of progress',
    },
    beyond: {
      vi: 'Nhiệm vụ {code} vượt yêu cầu {percent}%',
      en: 'Task {code} went {percent}% beyond requirement',
    },
    open: {
      vi: 'Nhiệm vụ {code} chưa ghi mức vượt yêu cầu hoặc chờ nghiệm thu',
      en: 'Task {code} has no record of going beyond requirement, or waits for acceptance',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  decide({ subject, facts, parameters }) {
    const findings: Finding[] = [];
    let due = 0;
    let beyond = 0;
    let undecided = 0;
    let owedBy: string | null = null;
    for (const [row, task] of facts.task.entries()) {
      const delivery = deliveryOf(task, true);
      if (delivery === 'OUTSIDE' || delivery === 'RELIEVED' || delivery === 'UNASSESSABLE') continue;
      due++;
      const evidence = [{ fact: 'task', row }];
      if (delivery === 'OVERDUE') continue;
      if (delivery === 'PROGRESS_UNKNOWN') {
        const { what, owedBy: unit } = progressGap(task);
        undecided++;
        owedBy ??= unit;
        findings.push({ ...what, evidence });
      } else if (delivery === 'AWAITING' || task.beyondRequired === null) {
        undecided++;
        owedBy ??= task.assignedBy ?? subject.superiorUnit;
        findings.push({ message: 'open', data: { code: task.code }, evidence });
      } else if (task.beyondRequired > 0n) {
        beyond++;
        const percent = exactText(fraction(task.beyondRequired, 100n));
        findings.push({ message: 'beyond', data: { code: task.code, percent }, evidence });
      }
    }
    if (due === 0) return irrelevant({ message: 'nothingDue', data: {} });
    const data = { beyond, due, minimum: exactText(parameters.minimum) };
    if (compare(fraction(beyond, due), parameters.minimum) >= 0)
      return met({ message: 'reached', data }, findings);
    if (compare(fraction(beyond + undecided, due), parameters.minimum) < 0)
      return unmet({ message: 'short', data }, findings);
    return unknown({ message: 'notRecorded', data: { tasks: undecided } }, owedBy, findings);
  },
});
