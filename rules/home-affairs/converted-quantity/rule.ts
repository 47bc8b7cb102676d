import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { CONVERTED_SCALE, taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { exactText, fraction } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

const UNITS = 10n ** BigInt(CONVERTED_SCALE);
const unitsText = (units: bigint): string => exactText(fraction(units, UNITS));

/** Criterion a of Decree 335/2025 art. 14: share of the assigned quantity that was done. */
export const convertedQuantity = defineRule({
  id: 'home-affairs/converted-quantity',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'a. Số lượng sản phẩm, công việc quy đổi', en: 'a. Quantity in converted units' },
  purpose: {
    vi: 'Đo phần khối lượng công việc được giao trong kỳ, tính theo đơn vị quy đổi, đã hoàn thành.',
    en: 'Measures how much of the work assigned in the period, in converted units, was done.',
  },
  legalBasis: [cite('335/2025/NĐ-CP', { article: '14' })],
  interpretation: {
    vi: 'Công việc chưa đến hạn hoặc chờ nghiệm thu chưa đưa vào mẫu số: cách hiểu, chờ xác nhận pháp lý.',
    en: 'Work in term or awaiting acceptance does not stand in the denominator yet: a reading to be confirmed.',
  },
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({}),
  needs: [taskFact],
  messages: {
    ratio: {
      vi: '{done} đơn vị quy đổi hoàn thành trên {assigned} đơn vị được giao',
      en: '{done} converted units done of {assigned} assigned',
    },
    full: { vi: '{tasks} nhiệm vụ hoàn thành đủ khối lượng', en: '{tasks} tasks done in full' },
    short: {
      vi: 'Nhiệm vụ {code}: hoàn thành {done} trên {assigned} đơn vị quy đổi được giao',
      en: 'Task {code}: {done} of {assigned} converted units done',
    },
    notRecorded: {
      vi: 'Nhiệm vụ {code} đã hoàn thành nhưng chưa ghi khối lượng hoàn thành ({assigned} đơn vị được giao)',
      en: 'Task {code} is done, but the quantity done is not recorded ({assigned} units assigned)',
    },
    unassessable: {
      vi: 'Nhiệm vụ {code} không có khối lượng quy đổi: không đưa vào tỷ lệ',
      en: 'Task {code} has no converted quantity: it stands in no ratio',
    },
    notYetDue: {
      vi: 'Nhiệm vụ {code} chưa đến hạn hoặc không có hạn, chưa hoàn thành: chưa tính trong kỳ',
      en: 'Task {code} is open and in term or without due date: not counted in this period',
    },
    awaiting: {
      vi: 'Nhiệm vụ {code} đã nộp, chờ nghiệm thu: chưa tính',
      en: 'Task {code} is submitted and waits for acceptance: not counted yet',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingAssigned: {
      vi: 'Không có khối lượng quy đổi nào phải hoàn thành trong kỳ',
      en: 'No converted work was owed in the period',
    },
  },
  evaluate({ subject, facts }) {
    const findings: Finding[] = [];
    const counted: { row: number; assigned: bigint; done: bigint | null }[] = [];
    for (const [row, task] of facts.task.entries()) {
      if (task.carriedOver || task.timeliness === 'WITHDRAWN') continue;
      const list = (message: string) =>
        findings.push({ message, data: { code: task.code }, evidence: [{ fact: 'task', row }] });
      if (task.assignedUnits === null || task.assignedUnits <= 0n) list('unassessable');
      else if (task.timeliness === 'AWAITING_ACCEPTANCE') list('awaiting');
      else if (task.timeliness === 'OPEN_IN_TERM' || task.timeliness === 'OPEN_WITHOUT_DUE_DATE')
        list('notYetDue');
      else {
        // Nothing recorded on an overdue task means nothing delivered; on an accepted one it is a gap in the record.
        const recorded = task.doneUnits ?? (task.timeliness === 'OPEN_OVERDUE' ? 0n : null);
        counted.push({
          row,
          assigned: task.assignedUnits,
          done: recorded === null ? null : capped(recorded, task.assignedUnits),
        });
      }
    }
    const assigned = counted.reduce((total, entry) => total + entry.assigned, 0n);
    if (assigned === 0n) return notApplicable({ message: 'nothingAssigned', data: {} }, findings);
    let done = 0n;
    const full: number[] = [];
    const open: Open[] = [];
    for (const entry of counted) {
      const task = facts.task[entry.row]!;
      const evidence = [{ fact: 'task', row: entry.row }];
      if (task.timeliness === 'PROGRESS_UNKNOWN') {
        const gap = progressGap(task);
        findings.push({ ...gap.what, evidence });
        open.push({ share: fraction(entry.assigned, assigned), kind: 'MISSING_DATA', ...gap });
        continue;
      }
      const data = { code: task.code, assigned: unitsText(entry.assigned) };
      if (entry.done === null) {
        const what = { message: 'notRecorded', data };
        findings.push({ ...what, evidence });
        open.push({
          share: fraction(entry.assigned, assigned),
          kind: 'MISSING_DATA',
          what,
          owedBy: subject.unit,
          since: task.completedOn,
        });
        continue;
      }
      done += entry.done;
      if (entry.done === entry.assigned) full.push(entry.row);
      else {
        findings.push({
          message: 'short',
          data: { ...data, done: unitsText(entry.done) },
          evidence,
          loss: fraction(entry.assigned - entry.done, assigned),
        });
      }
    }
    if (full.length > 0) {
      const evidence = full.map((row) => ({ fact: 'task', row }));
      findings.push({ message: 'full', data: { tasks: full.length }, evidence });
    }
    const data = { done: unitsText(done), assigned: unitsText(assigned) };
    return scored(fraction(done, assigned), { message: 'ratio', data }, findings, open);
  },
});

/** Done counts at most as assigned, product by product: what is beyond is no credit for another product. */
function capped(done: bigint, assigned: bigint): bigint {
  return done < 0n ? 0n : done > assigned ? assigned : done;
}
