import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** Share of tasks due in the period that were done on time. */
export const onTimeShare = defineRule({
  id: 'deadline/on-time-share',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Tỷ lệ nhiệm vụ đến hạn hoàn thành đúng hạn', en: 'On-time share of due tasks' },
  purpose: {
    vi: 'Đo phần nhiệm vụ đến hạn trong kỳ được hoàn thành đúng hạn.',
    en: 'Measures how many of the tasks due in the period were done on time.',
  },
  legalBasis: [cite('42/2014/QĐ-TTg', {}, 'SECONDARY'), cite('NA-06-2024-05')],
  effective: { from: '2022-01-01' },
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
  parameters: {},
  config: z.strictObject({
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Tính đúng hạn khi nguyên nhân khách quan được xác nhận',
      'Count a certified objective cause as on time',
    ),
  }),
  needs: [taskFact],
  messages: {
    share: {
      vi: '{onTime} nhiệm vụ đúng hạn trên {due} nhiệm vụ đến hạn',
      en: '{onTime} tasks on time of {due} due',
    },
    onTime: { vi: '{tasks} nhiệm vụ hoàn thành đúng hạn', en: '{tasks} tasks done on time' },
    excused: {
      vi: 'Nhiệm vụ {code} chậm {days} ngày làm việc do nguyên nhân khách quan đã được xác nhận: không trừ điểm',
      en: 'Task {code} is {days} working days late for a certified objective cause: no deduction',
    },
    late: {
      vi: 'Nhiệm vụ {code} hạn {due}, hoàn thành chậm {days} ngày làm việc',
      en: 'Task {code}, due {due}, was done {days} working days late',
    },
    overdue: {
      vi: 'Nhiệm vụ {code} hạn {due}, quá hạn {days} ngày làm việc, chưa hoàn thành',
      en: 'Task {code}, due {due}, is {days} working days overdue and not done',
    },
    ignoredExtension: {
      vi: 'Nhiệm vụ {code}: gia hạn ban hành sau hạn hoặc không do cơ quan giao ban hành, không làm thay đổi hạn',
      en: 'Task {code}: an extension issued after the date it replaces, or not by the assigning unit, does not move the date',
    },
    awaiting: {
      vi: 'Nhiệm vụ {code} đã nộp, chờ nghiệm thu: chưa tính',
      en: 'Task {code} is submitted and waits for acceptance: not counted yet',
    },
    unassessable: {
      vi: 'Nhiệm vụ {code} không có hạn: không đưa vào tỷ lệ',
      en: 'Task {code} has no due date: it stands in no ratio',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingDue: { vi: 'Không có nhiệm vụ nào đến hạn trong kỳ', en: 'No task fell due in the period' },
  },
  evaluate({ facts, config }) {
    const findings: Finding[] = [];
    const onTimeRows: number[] = [];
    const lateRows: number[] = [];
    const unknownRows: number[] = [];
    let excused = 0;
    for (const [row, task] of facts.task.entries()) {
      const evidence = [{ fact: 'task', row }];
      if (task.carriedOver) continue;
      switch (task.timeliness) {
        case 'DONE_ON_TIME':
          onTimeRows.push(row);
          break;
        case 'DONE_LATE':
        case 'OPEN_OVERDUE':
          if (config.excuseCertifiedCauses && task.lateExcused) {
            excused++;
            findings.push({
              message: 'excused',
              data: { code: task.code, days: task.workingDaysLate },
              evidence,
            });
          } else lateRows.push(row);
          break;
        case 'PROGRESS_UNKNOWN':
          unknownRows.push(row);
          break;
        case 'AWAITING_ACCEPTANCE':
          findings.push({ message: 'awaiting', data: { code: task.code }, evidence });
          break;
        case 'DONE_WITHOUT_DUE_DATE':
        case 'OPEN_WITHOUT_DUE_DATE':
          findings.push({ message: 'unassessable', data: { code: task.code }, evidence });
          break;
        case 'OPEN_IN_TERM':
        case 'WITHDRAWN':
          break;
        default:
          task.timeliness satisfies never;
      }
    }
    const onTime = onTimeRows.length + excused;
    const due = onTime + lateRows.length + unknownRows.length;
    if (due === 0) return notApplicable({ message: 'nothingDue', data: {} }, findings);
    const loss = fraction(1, due);
    const open = unknownRows.map((row): Open => {
      const gap = progressGap(facts.task[row]!);
      findings.push({ ...gap.what, evidence: [{ fact: 'task', row }] });
      return { share: loss, kind: 'MISSING_DATA', ...gap };
    });
    for (const row of lateRows) {
      const task = facts.task[row]!;
      const evidence = [{ fact: 'task', row }];
      findings.push({
        message: task.timeliness === 'DONE_LATE' ? 'late' : 'overdue',
        data: { code: task.code, due: formatDay(task.dueOn!), days: task.workingDaysLate },
        evidence,
        loss,
      });
      if (task.ignoredExtensions > 0)
        findings.push({ message: 'ignoredExtension', data: { code: task.code }, evidence });
    }
    if (onTimeRows.length > 0) {
      findings.push({
        message: 'onTime',
        data: { tasks: onTimeRows.length },
        evidence: onTimeRows.map((row) => ({ fact: 'task', row })),
      });
    }
    return scored(fraction(onTime, due), { message: 'share', data: { onTime, due } }, findings, open);
  },
});
