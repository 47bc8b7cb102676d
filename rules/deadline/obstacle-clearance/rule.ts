import { z } from 'zod';
import { obstacleFact } from '../../facts/obstacle.ts';
import { cite } from '../../kit/citation.ts';
import { formatDay } from '../../kit/day.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** Share of obstacles that the unit cleared by their due date. */
export const obstacleClearance = defineRule({
  id: 'deadline/obstacle-clearance',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Tháo gỡ điểm nghẽn đúng hạn', en: 'Obstacles cleared in time' },
  purpose: {
    vi: 'Đo phần điểm nghẽn mà cơ quan phải tháo gỡ đã được tháo gỡ đúng hạn.',
    en: 'Measures how many obstacles that the unit had to clear were cleared in time.',
  },
  legalBasis: [cite('NA-06-2024-05')],
  effective: { from: '2022-01-01' },
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
  parameters: {},
  config: z.strictObject({}),
  needs: [obstacleFact],
  messages: {
    share: {
      vi: '{inTime} điểm nghẽn được tháo gỡ đúng hạn trên {due} điểm nghẽn đến hạn',
      en: '{inTime} obstacles cleared in time of {due} due',
    },
    inTime: {
      vi: '{obstacles} điểm nghẽn được tháo gỡ đúng hạn',
      en: '{obstacles} obstacles cleared in time',
    },
    late: {
      vi: 'Điểm nghẽn {code} hạn {due} tháo gỡ chậm {days} ngày làm việc; vướng tại {unit}, nhiệm vụ {task}',
      en: 'Obstacle {code}, due {due}, was cleared {days} working days late; it blocked {unit}, task {task}',
    },
    overdue: {
      vi: 'Điểm nghẽn {code} quá hạn {due} là {days} ngày làm việc, chưa tháo gỡ; đang vướng tại {unit}, nhiệm vụ {task}',
      en: 'Obstacle {code}, due {due}, is {days} working days overdue and not cleared; it blocks {unit}, task {task}',
    },
    unassessable: {
      vi: 'Điểm nghẽn {code} không có hạn tháo gỡ: không đưa vào tỷ lệ; vướng tại {unit}, nhiệm vụ {task}',
      en: 'Obstacle {code} has no due date: it stands in no ratio; it concerns {unit}, task {task}',
    },
    nothingDue: {
      vi: 'Không có điểm nghẽn nào đến hạn tháo gỡ trong kỳ',
      en: 'No obstacle was due to be cleared in the period',
    },
  },
  evaluate({ facts }) {
    const findings: Finding[] = [];
    const inTimeRows: number[] = [];
    const lapsedRows: number[] = [];
    for (const [row, obstacle] of facts.obstacle.entries()) {
      switch (obstacle.state) {
        case 'CLEARED_IN_TIME':
          inTimeRows.push(row);
          break;
        case 'CLEARED_LATE':
        case 'OPEN_OVERDUE':
          lapsedRows.push(row);
          break;
        case 'NO_DUE_DATE':
          findings.push({
            message: 'unassessable',
            data: { code: obstacle.code, unit: obstacle.blockedUnit ?? '–', task: obstacle.task ?? '–' },
            evidence: [{ fact: 'obstacle', row }],
          });
          break;
        case 'OPEN_IN_TERM':
          break;
        default:
          obstacle.state satisfies never;
      }
    }
    const inTime = inTimeRows.length;
    const due = inTime + lapsedRows.length;
    if (due === 0) return notApplicable({ message: 'nothingDue', data: {} }, findings);
    for (const row of lapsedRows) {
      const { code, state, dueOn, workingDaysLate, blockedUnit, task } = facts.obstacle[row]!;
      findings.push({
        message: state === 'CLEARED_LATE' ? 'late' : 'overdue',
        data: {
          code,
          due: dueOn === null ? '–' : formatDay(dueOn),
          days: workingDaysLate,
          unit: blockedUnit ?? '–',
          task: task ?? '–',
        },
        evidence: [{ fact: 'obstacle', row }],
        loss: fraction(1, due),
      });
    }
    const evidence = inTimeRows.map((row) => ({ fact: 'obstacle', row }));
    if (inTime > 0) findings.push({ message: 'inTime', data: { obstacles: inTime }, evidence });
    return scored(fraction(inTime, due), { message: 'share', data: { inTime, due } }, findings);
  },
});
