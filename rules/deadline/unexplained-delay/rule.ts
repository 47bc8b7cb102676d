import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { formatDay } from '../../kit/day.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

/** Share of late tasks whose delay was explained. */
export const unexplainedDelay = defineRule({
  id: 'deadline/unexplained-delay',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Nhiệm vụ chậm chưa giải trình', en: 'Delays without explanation' },
  purpose: {
    vi: 'Đo phần nhiệm vụ chậm hoặc quá hạn đã có giải trình, kể cả nhiệm vụ chuyển kỳ.',
    en: 'Measures how many late or overdue tasks, carried-over ones included, were explained.',
  },
  legalBasis: [cite('42/2014/QĐ-TTg', {}, 'SECONDARY'), cite('157/2007/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Nghĩa vụ giải trình từng nhiệm vụ chậm suy từ chế độ trách nhiệm người đứng đầu; điều khoản cụ thể cần xác nhận.',
    en: 'The duty to explain each delay is derived from the head’s responsibility; the exact provision is to be confirmed.',
  },
  effective: { from: '2022-01-01' },
  parameters: {},
  config: z.strictObject({}),
  needs: [taskFact],
  messages: {
    share: {
      vi: '{explained} nhiệm vụ đã giải trình trên {late} nhiệm vụ chậm hoặc quá hạn',
      en: '{explained} explained of {late} tasks late or overdue',
    },
    explained: {
      vi: '{tasks} nhiệm vụ chậm đã giải trình hoặc đã được xác nhận nguyên nhân khách quan',
      en: '{tasks} late tasks were explained or certified as objectively caused',
    },
    unexplained: {
      vi: 'Nhiệm vụ {code} hạn {due}, chậm {days} ngày làm việc, chưa giải trình',
      en: 'Task {code}, due {due}, is {days} working days late without explanation',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingLate: {
      vi: 'Không có nhiệm vụ chậm hoặc quá hạn cần giải trình',
      en: 'No task is late or overdue: nothing to explain',
    },
  },
  evaluate({ facts }) {
    const findings: Finding[] = [];
    const explainedRows: number[] = [];
    const unexplainedRows: number[] = [];
    for (const [row, task] of facts.task.entries()) {
      if (task.timeliness === 'PROGRESS_UNKNOWN')
        findings.push({ ...progressGap(task).what, evidence: [{ fact: 'task', row }] });
      if (task.timeliness !== 'DONE_LATE' && task.timeliness !== 'OPEN_OVERDUE') continue;
      // A certified objective cause was explained to the authority that certified it.
      if (task.explained || task.lateExcused) explainedRows.push(row);
      else unexplainedRows.push(row);
    }
    const late = explainedRows.length + unexplainedRows.length;
    if (late === 0) return notApplicable({ message: 'nothingLate', data: {} }, findings);
    for (const row of unexplainedRows) {
      const { code, dueOn, workingDaysLate } = facts.task[row]!;
      findings.push({
        message: 'unexplained',
        data: { code, due: dueOn === null ? '–' : formatDay(dueOn), days: workingDaysLate },
        evidence: [{ fact: 'task', row }],
        loss: fraction(1, late),
      });
    }
    if (explainedRows.length > 0) {
      findings.push({
        message: 'explained',
        data: { tasks: explainedRows.length },
        evidence: explainedRows.map((row) => ({ fact: 'task', row })),
      });
    }
    const data = { explained: explainedRows.length, late };
    return scored(fraction(explainedRows.length, late), { message: 'share', data }, findings);
  },
});
