import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, deliveryOf, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: every task owed in the period on time with quality (Regulation 366). */
export const allTasksOnTime = defineCondition({
  id: 'home-affairs/all-tasks-on-time',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: '100% nhiệm vụ đúng tiến độ, bảo đảm chất lượng', en: 'All tasks on time with quality' },
  purpose: {
    vi: 'Toàn bộ nhiệm vụ đến hạn trong kỳ hoàn thành đúng hạn và bảo đảm chất lượng.',
    en: 'Every task owed in the period was done on time and with quality.',
  },
  legalBasis: [cite('366-QĐ/TW', { article: '11' })],
  interpretation: {
    vi: 'Miễn trừ khi nguyên nhân khách quan được xác nhận: chờ xác nhận pháp lý.',
    en: 'Relief for a certified objective cause is to be confirmed in law.',
  },
  effective: { from: '2025-08-30' },
  parameters: {},
  config: z.strictObject({
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không tính chậm khi nguyên nhân khách quan được xác nhận (chờ xác nhận)',
      'Lift lateness for a certified objective cause (to be confirmed)',
    ),
  }),
  needs: [taskFact],
  messages: {
    all: {
      vi: 'Cả {due} nhiệm vụ đến hạn đúng tiến độ, bảo đảm chất lượng',
      en: 'All {due} tasks owed are on time with quality',
    },
    short: {
      vi: '{failed} trên {due} nhiệm vụ không đúng tiến độ hoặc không bảo đảm chất lượng',
      en: '{failed} of {due} tasks are late or lack quality',
    },
    undecided: {
      vi: '{tasks} nhiệm vụ chờ nghiệm thu, chưa ghi chất lượng hoặc chưa có báo cáo tiến độ',
      en: '{tasks} tasks wait for acceptance, have no recorded quality or no report of progress',
    },
    late: { vi: 'Nhiệm vụ {code} hoàn thành chậm', en: 'Task {code} was done late' },
    overdue: { vi: 'Nhiệm vụ {code} quá hạn, chưa hoàn thành', en: 'Task {code} is overdue and not done' },
    poor: { vi: 'Nhiệm vụ {code} không bảo đảm chất lượng', en: 'Task {code} lacks quality' },
    open: {
      vi: 'Nhiệm vụ {code} chờ nghiệm thu hoặc chưa ghi chất lượng',
      en: 'Task {code} waits for acceptance or has no recorded quality',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    relieved: {
      vi: 'Nhiệm vụ {code} chưa hoàn thành do nguyên nhân khách quan được xác nhận: không tính',
      en: 'Task {code} is not done for a certified objective cause: not counted',
    },
    unassessable: {
      vi: 'Nhiệm vụ {code} không có hạn: không tính',
      en: 'Task {code} has no due date: not counted',
    },
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  decide({ subject, facts, config }) {
    const findings: Finding[] = [];
    let due = 0;
    let failed = 0;
    let undecided = 0;
    let owedBy: string | null = null;
    for (const [row, task] of facts.task.entries()) {
      const list = (message: string) =>
        findings.push({ message, data: { code: task.code }, evidence: [{ fact: 'task', row }] });
      const delivery = deliveryOf(task, config.excuseCertifiedCauses);
      switch (delivery) {
        case 'OUTSIDE':
          continue;
        case 'RELIEVED':
          list('relieved');
          continue;
        case 'UNASSESSABLE':
          list('unassessable');
          continue;
        case 'WELL':
          break;
        case 'LATE':
          failed++;
          list('late');
          break;
        case 'OVERDUE':
          failed++;
          list('overdue');
          break;
        case 'POOR':
          failed++;
          list('poor');
          break;
        case 'PROGRESS_UNKNOWN': {
          const { what, owedBy: unit } = progressGap(task);
          undecided++;
          owedBy ??= unit;
          findings.push({ ...what, evidence: [{ fact: 'task', row }] });
          break;
        }
        case 'AWAITING':
        case 'QUALITY_UNKNOWN':
          undecided++;
          owedBy ??= task.assignedBy ?? subject.superiorUnit;
          list('open');
          break;
        default:
          delivery satisfies never;
      }
      due++;
    }
    if (due === 0) return irrelevant({ message: 'nothingDue', data: {} });
    if (failed > 0) return unmet({ message: 'short', data: { failed, due } }, findings);
    if (undecided > 0) return unknown({ message: 'undecided', data: { tasks: undecided } }, owedBy, findings);
    return met({ message: 'all', data: { due } }, findings);
  },
});
