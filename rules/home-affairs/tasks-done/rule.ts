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

/** Condition of the class completed: every task done, at most 20% of them late (Regulation 366). */
export const tasksDone = defineCondition({
  id: 'home-affairs/tasks-done',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Hoàn thành 100% nhiệm vụ, chậm không quá 20%', en: 'All tasks done, at most 20% late' },
  purpose: {
    vi: 'Điều kiện của mức hoàn thành nhiệm vụ: mọi nhiệm vụ đến hạn đã xong, số chậm tiến độ không quá 20%.',
    en: 'Condition of class “completed”: every task owed is done and at most 20% of them were late.',
  },
  legalBasis: [cite('366-QĐ/TW', { article: '11' })],
  interpretation: {
    vi: 'Đối với người đứng đầu, đoạn văn bản về lĩnh vực phụ trách chưa đọc được đầy đủ: chờ xác nhận.',
    en: 'For leaders the clause on the area led was not read in full: to be confirmed.',
  },
  effective: { from: '2025-08-30' },
  parameters: {
    latest: dated('Tỷ lệ chậm tối đa', 'Largest share late', [
      { from: '2025-08-30', value: '0.2', basis: cite('366-QĐ/TW', { article: '11' }) },
    ]),
  },
  config: z.strictObject({
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không tính chậm khi nguyên nhân khách quan được xác nhận (chờ xác nhận)',
      'Lift lateness for a certified objective cause (to be confirmed)',
    ),
  }),
  needs: [taskFact],
  messages: {
    done: {
      vi: 'Hoàn thành cả {due} nhiệm vụ, {late} nhiệm vụ chậm (tối đa {latest})',
      en: 'All {due} tasks done, {late} of them late (at most {latest})',
    },
    notDone: {
      vi: 'Còn {overdue} trên {due} nhiệm vụ chưa hoàn thành',
      en: '{overdue} of {due} tasks are not done',
    },
    tooLate: {
      vi: '{late} trên {due} nhiệm vụ chậm, quá mức tối đa {latest}',
      en: '{late} of {due} tasks late, above the largest share {latest}',
    },
    awaiting: {
      vi: '{tasks} nhiệm vụ chờ nghiệm thu hoặc chưa có báo cáo tiến độ',
      en: '{tasks} tasks wait for acceptance or have no report of progress',
    },
    late: { vi: 'Nhiệm vụ {code} hoàn thành chậm', en: 'Task {code} was done late' },
    overdue: { vi: 'Nhiệm vụ {code} quá hạn, chưa hoàn thành', en: 'Task {code} is overdue and not done' },
    open: { vi: 'Nhiệm vụ {code} chờ nghiệm thu', en: 'Task {code} waits for acceptance' },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    leftOut: {
      vi: 'Nhiệm vụ {code} không có hạn, hoặc chưa hoàn thành do nguyên nhân khách quan được xác nhận: không tính',
      en: 'Task {code} has no due date, or is not done for a certified cause: not counted',
    },
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  decide({ subject, facts, config, parameters }) {
    const findings: Finding[] = [];
    let due = 0;
    let late = 0;
    let overdue = 0;
    let awaiting = 0;
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
      if (delivery === 'LATE') {
        late++;
        list('late');
      } else if (delivery === 'OVERDUE') {
        overdue++;
        list('overdue');
      } else if (delivery === 'AWAITING') {
        awaiting++;
        owedBy ??= task.assignedBy ?? subject.superiorUnit;
        list('open');
      } else if (delivery === 'PROGRESS_UNKNOWN') {
        const { what, owedBy: unit } = progressGap(task);
        awaiting++;
        owedBy ??= unit;
        findings.push({ ...what, evidence: [{ fact: 'task', row }] });
      }
    }
    if (due === 0) return irrelevant({ message: 'nothingDue', data: {} });
    if (overdue > 0) return unmet({ message: 'notDone', data: { overdue, due } }, findings);
    const data = { late, due, latest: exactText(parameters.latest) };
    if (compare(fraction(late, due), parameters.latest) > 0)
      return unmet({ message: 'tooLate', data }, findings);
    if (awaiting > 0) return unknown({ message: 'awaiting', data: { tasks: awaiting } }, owedBy, findings);
    return met({ message: 'done', data }, findings);
  },
});
