import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, deliveryOf, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { compare, exactText, fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: a share of the tasks on time with quality (Decree 90/2020). */
export const onTimeQualityShare = defineCondition({
  id: 'home-affairs/on-time-quality-share',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Tỷ lệ nhiệm vụ bảo đảm tiến độ, chất lượng', en: 'Share of tasks on time with quality' },
  purpose: {
    vi: 'Ít nhất 80% nhiệm vụ đúng tiến độ, chất lượng; mức tốt đòi hỏi thêm đã hoàn thành tất cả.',
    en: 'At least 80% of the tasks are on time with quality; “good” also asks that all of them are done.',
  },
  legalBasis: [cite('90/2020/NĐ-CP'), cite('90/2020/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Ngưỡng 20% của mức hoàn thành nhiệm vụ lấy theo quy định đảng năm 2017; áp dụng cho Nghị định 90 chờ xác nhận pháp lý.',
    en: 'The 20% of class “completed” was read in the Party rule of 2017; its use under Decree 90 is to be confirmed.',
  },
  effective: { from: '2020-08-20', to: '2026-01-01' },
  parameters: {
    minimum: dated('Tỷ lệ tối thiểu đúng tiến độ, chất lượng', 'Minimum share on time with quality', [
      { from: '2020-08-20', value: '0.8', basis: cite('90/2020/NĐ-CP') },
    ]),
  },
  config: z.strictObject({
    allDone: titled(
      z.boolean().default(true),
      'Đòi hỏi hoàn thành tất cả (mức tốt)',
      'Ask that all tasks are done (class “good”)',
    ),
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không tính chậm khi nguyên nhân khách quan được xác nhận (chờ xác nhận)',
      'Lift lateness for a certified objective cause (to be confirmed)',
    ),
  }),
  needs: [taskFact],
  messages: {
    reached: {
      vi: '{well} trên {due} nhiệm vụ đúng tiến độ, chất lượng (tối thiểu {minimum})',
      en: '{well} of {due} tasks on time with quality (minimum {minimum})',
    },
    short: {
      vi: 'Chỉ {well} trên {due} nhiệm vụ đúng tiến độ, chất lượng (tối thiểu {minimum})',
      en: 'Only {well} of {due} tasks on time with quality (minimum {minimum})',
    },
    notAllDone: {
      vi: 'Còn {tasks} nhiệm vụ quá hạn, chưa hoàn thành',
      en: '{tasks} tasks are overdue and not done',
    },
    undecided: {
      vi: '{tasks} nhiệm vụ chờ nghiệm thu, chưa ghi chất lượng hoặc chưa có báo cáo tiến độ',
      en: '{tasks} tasks wait for acceptance, have no recorded quality or no report of progress',
    },
    failed: {
      vi: 'Nhiệm vụ {code} chậm, chưa hoàn thành hoặc không bảo đảm chất lượng',
      en: 'Task {code} is late, not done or lacks quality',
    },
    open: {
      vi: 'Nhiệm vụ {code} chờ nghiệm thu hoặc chưa ghi chất lượng',
      en: 'Task {code} waits for acceptance or has no recorded quality',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    leftOut: {
      vi: 'Nhiệm vụ {code} không có hạn, hoặc chưa hoàn thành do nguyên nhân khách quan được xác nhận: không tính',
      en: 'Task {code} has no due date, or is not done for a certified cause: not counted',
    },
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  decide({ subject, facts, config, parameters }) {
    const findings: Finding[] = [];
    let well = 0;
    let due = 0;
    let overdue = 0;
    let notKnownDone = 0;
    let undecided = 0;
    let owedBy: string | null = null;
    for (const [row, task] of facts.task.entries()) {
      const list = (message: string) =>
        findings.push({ message, data: { code: task.code }, evidence: [{ fact: 'task', row }] });
      const delivery = deliveryOf(task, config.excuseCertifiedCauses);
      if (delivery === 'OUTSIDE') continue;
      if (delivery === 'RELIEVED' || delivery === 'UNASSESSABLE') {
        list('leftOut');
        continue;
      }
      due++;
      if (delivery === 'WELL') well++;
      else if (delivery === 'PROGRESS_UNKNOWN') {
        const { what, owedBy: unit } = progressGap(task);
        undecided++;
        notKnownDone++;
        owedBy ??= unit;
        findings.push({ ...what, evidence: [{ fact: 'task', row }] });
      } else if (delivery === 'AWAITING' || delivery === 'QUALITY_UNKNOWN') {
        undecided++;
        if (delivery === 'AWAITING') notKnownDone++;
        owedBy ??= task.assignedBy ?? subject.superiorUnit;
        list('open');
      } else {
        if (delivery === 'OVERDUE') overdue++;
        list('failed');
      }
    }
    if (due === 0) return irrelevant({ message: 'nothingDue', data: {} });
    if (config.allDone && overdue > 0)
      return unmet({ message: 'notAllDone', data: { tasks: overdue } }, findings);
    const data = { well, due, minimum: exactText(parameters.minimum) };
    if (compare(fraction(well + undecided, due), parameters.minimum) < 0)
      return unmet({ message: 'short', data }, findings);
    if (compare(fraction(well, due), parameters.minimum) < 0 || (config.allDone && notKnownDone > 0))
      return unknown({ message: 'undecided', data: { tasks: undecided } }, owedBy, findings);
    return met({ message: 'reached', data }, findings);
  },
});
