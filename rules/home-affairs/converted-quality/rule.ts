import { z } from 'zod';
import { progressGap } from '../../shared/task-delivery.ts';
import { CONVERTED_SCALE, taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import type { Fraction } from '../../kit/fraction.ts';
import {
  ONE,
  ZERO,
  add,
  clampShare,
  compare,
  exactText,
  fraction,
  multiply,
  subtract,
} from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { defineRule } from '../../kit/rule.ts';
import { messages } from './messages.ts';

const UNITS = 10n ** BigInt(CONVERTED_SCALE);
const ARTICLE = cite('335/2025/NĐ-CP', { article: '14' });

/** Criterion b of Decree 335/2025 art. 14: share of the assigned quantity accepted for quality. */
export const convertedQuality = defineRule({
  id: 'home-affairs/converted-quality',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'b. Chất lượng sản phẩm, công việc quy đổi', en: 'b. Quality in converted units' },
  purpose: {
    vi: 'Đo phần khối lượng được giao đạt yêu cầu chất lượng, sau khi trừ các lần không đạt do lỗi nội dung lớn.',
    en: 'Measures how much of the assigned work was accepted for quality, after deductions for failed reviews.',
  },
  legalBasis: [ARTICLE],
  interpretation: {
    vi: 'Mỗi lần không đạt trừ trên phần khối lượng đạt chất lượng của chính sản phẩm đó; công việc chưa đến hạn hoặc chờ nghiệm thu chưa tính: cách hiểu, chờ xác nhận pháp lý.',
    en: 'Each failed review takes its part of that product’s accepted units; work in term or awaiting acceptance is not counted yet: a reading to be confirmed.',
  },
  effective: { from: '2026-01-01' },
  parameters: {
    deduction: dated(
      'Mức trừ cho mỗi lần không đạt do lỗi nội dung lớn',
      'Deduction for each review failed for a major content error',
      [{ from: '2026-01-01', value: '0.25', basis: ARTICLE }],
    ),
  },
  config: z.strictObject({}),
  needs: [taskFact],
  messages,
  evaluate({ subject, facts, parameters }) {
    const findings: Finding[] = [];
    const counted: number[] = [];
    let assigned = 0n;
    for (const [row, task] of facts.task.entries()) {
      if (task.carriedOver || task.timeliness === 'WITHDRAWN') continue;
      const list = (message: string) =>
        findings.push({ message, data: { code: task.code }, evidence: [{ fact: 'task', row }] });
      if (task.assignedUnits === null || task.assignedUnits <= 0n) list('unassessable');
      else if (task.timeliness === 'AWAITING_ACCEPTANCE') list('awaiting');
      else if (task.timeliness === 'OPEN_IN_TERM' || task.timeliness === 'OPEN_WITHOUT_DUE_DATE')
        list('notYetDue');
      else {
        counted.push(row);
        assigned += task.assignedUnits;
      }
    }
    if (assigned === 0n) return notApplicable({ message: 'nothingAssigned', data: {} }, findings);
    let total = ZERO;
    const full: number[] = [];
    const open: Open[] = [];
    for (const row of counted) {
      const task = facts.task[row]!;
      const evidence = [{ fact: 'task', row }];
      const whole = fraction(task.assignedUnits!, UNITS);
      if (task.timeliness === 'PROGRESS_UNKNOWN') {
        const gap = progressGap(task);
        findings.push({ ...gap.what, evidence });
        open.push({ share: fraction(task.assignedUnits!, assigned), kind: 'MISSING_DATA', ...gap });
        continue;
      }
      const recorded = task.acceptedUnits ?? (task.timeliness === 'OPEN_OVERDUE' ? 0n : null);
      if (recorded === null) {
        const what = { message: 'notRecorded', data: { code: task.code, assigned: exactText(whole) } };
        findings.push({ ...what, evidence });
        open.push({
          share: fraction(task.assignedUnits!, assigned),
          kind: 'MISSING_DATA',
          what,
          // The unit that assigned the work accepts it.
          owedBy: task.assignedBy ?? subject.superiorUnit,
          since: task.completedOn,
        });
        continue;
      }
      const accepted = multiply(whole, clampShare(fraction(recorded, task.assignedUnits!)));
      const excused = task.excusedReviews < task.failedReviews ? task.excusedReviews : task.failedReviews;
      const failures = task.failedReviews - excused;
      const left = multiply(accepted, keptAfter(failures, parameters.deduction));
      total = add(total, left);
      if (excused > 0)
        findings.push({ message: 'excused', data: { code: task.code, reviews: excused }, evidence });
      if (compare(left, whole) === 0) full.push(row);
      else {
        findings.push({
          message: 'short',
          data: {
            code: task.code,
            accepted: exactText(accepted),
            assigned: exactText(whole),
            failures,
            counted: exactText(left),
          },
          evidence,
          loss: share(subtract(whole, left), assigned),
        });
      }
    }
    if (full.length > 0) {
      const evidence = full.map((row) => ({ fact: 'task', row }));
      findings.push({ message: 'full', data: { tasks: full.length }, evidence });
    }
    const data = { accepted: exactText(total), assigned: exactText(fraction(assigned, UNITS)) };
    return scored(share(total, assigned), { message: 'ratio', data }, findings, open);
  },
});

/** What a product keeps after so many deductions, never below zero. */
function keptAfter(times: number, deduction: Fraction): Fraction {
  return clampShare(subtract(ONE, multiply(fraction(times), deduction)));
}

/** Units as a share of all assigned ones, which come scaled. */
function share(units: Fraction, assigned: bigint): Fraction {
  return multiply(units, fraction(UNITS, assigned));
}
