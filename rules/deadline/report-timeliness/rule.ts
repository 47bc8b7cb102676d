import { z } from 'zod';
import { reportFact } from '../../facts/report.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, pending, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** Share of reports owed in the period that arrived on time. */
export const reportTimeliness = defineRule({
  id: 'deadline/report-timeliness',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Chế độ báo cáo đúng hạn', en: 'Reports sent on time' },
  purpose: {
    vi: 'Đo phần báo cáo định kỳ đến hạn được gửi đúng hạn, có nội dung.',
    en: 'Measures how many periodic reports due were sent on time and with content.',
  },
  legalBasis: [cite('78/KH-UBND', {}, 'SECONDARY'), cite('NA-06-2024-05')],
  effective: { from: '2022-01-01' },
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
  parameters: {},
  config: z.strictObject({
    graceWorkingDays: titled(
      z.int().min(0).max(10).default(0),
      'Số ngày làm việc gửi chậm vẫn coi là đúng hạn',
      'Working days late still counted as on time',
    ),
  }),
  needs: [reportFact],
  messages: {
    share: {
      vi: '{onTime} báo cáo đúng hạn trên {due} báo cáo đến hạn',
      en: '{onTime} reports on time of {due} due',
    },
    onTime: { vi: '{reports} báo cáo gửi đúng hạn', en: '{reports} reports sent on time' },
    withinGrace: {
      vi: '{title} hạn {due}, gửi chậm {days} ngày làm việc, trong {grace} ngày được coi là đúng hạn',
      en: '{title}, due {due}, was {days} working days late, within the {grace} days counted as on time',
    },
    late: {
      vi: '{title} của {unit} hạn {due}, gửi chậm {days} ngày làm việc',
      en: '{title} of {unit}, due {due}, was sent {days} working days late',
    },
    empty: {
      vi: '{title} của {unit} hạn {due}, đã gửi nhưng không có nội dung',
      en: '{title} of {unit}, due {due}, was sent without content',
    },
    missing: {
      vi: '{title} hạn {due}: {unit} chưa gửi',
      en: '{title}, due {due}: {unit} has not sent it',
    },
    notYetDue: {
      vi: '{reports} báo cáo chưa đến hạn: chưa tính',
      en: '{reports} reports not yet due: not counted',
    },
    waiting: {
      vi: 'Chưa có báo cáo nào đến hạn; hạn gần nhất {due}',
      en: 'No report has fallen due yet; the next is due {due}',
    },
    nothingDue: { vi: 'Không có báo cáo nào phải gửi trong kỳ', en: 'No report was owed in the period' },
  },
  evaluate({ facts, config, subject }) {
    const findings: Finding[] = [];
    const onTimeRows: number[] = [];
    const waitingRows: number[] = [];
    const lapses: { row: number; message: 'late' | 'empty' | 'missing' }[] = [];
    let forgiven = 0;
    for (const [row, report] of facts.report.entries()) {
      switch (report.state) {
        case 'ON_TIME':
          onTimeRows.push(row);
          break;
        case 'LATE':
          // Without grace even a report late by no whole working day is late.
          if (config.graceWorkingDays > 0 && report.workingDaysLate <= config.graceWorkingDays) {
            forgiven++;
            findings.push({
              message: 'withinGrace',
              data: {
                title: report.title,
                due: formatDay(report.dueOn),
                days: report.workingDaysLate,
                grace: config.graceWorkingDays,
              },
              evidence: [{ fact: 'report', row }],
            });
          } else lapses.push({ row, message: 'late' });
          break;
        case 'EMPTY':
          lapses.push({ row, message: 'empty' });
          break;
        case 'MISSING':
          // A report never sent is the unit's own failing: a known zero, not missing data.
          lapses.push({ row, message: 'missing' });
          break;
        case 'NOT_YET_DUE':
          waitingRows.push(row);
          break;
        default:
          report.state satisfies never;
      }
    }
    const onTime = onTimeRows.length + forgiven;
    const due = onTime + lapses.length;
    for (const { row, message } of lapses) {
      const report = facts.report[row]!;
      findings.push({
        message,
        data: {
          title: report.title,
          unit: report.unit ?? subject.unit,
          due: formatDay(report.dueOn),
          days: report.workingDaysLate,
        },
        evidence: [{ fact: 'report', row }],
        loss: fraction(1, due),
      });
    }
    const listed = [
      ['onTime', onTimeRows],
      ['notYetDue', waitingRows],
    ] as const;
    for (const [message, rows] of listed) {
      if (rows.length === 0) continue;
      const evidence = rows.map((row) => ({ fact: 'report', row }));
      findings.push({ message, data: { reports: rows.length }, evidence });
    }
    if (due > 0) return scored(fraction(onTime, due), { message: 'share', data: { onTime, due } }, findings);
    if (waitingRows.length === 0) return notApplicable({ message: 'nothingDue', data: {} });
    const next = Math.min(...waitingRows.map((row) => facts.report[row]!.dueOn));
    return pending({ message: 'waiting', data: { due: formatDay(next) } }, subject.unit, next + 1, findings);
  },
});
