import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { CONVERTED_SCALE, taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { formatDay } from '../../kit/day.ts';
import { ONE, ZERO, add, clampShare, exactText, fraction, multiply, subtract } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { defineRule } from '../../kit/rule.ts';

const UNITS = 10n ** BigInt(CONVERTED_SCALE);
const ARTICLE = cite('335/2025/NĐ-CP', { article: '14' });

/** Criterion c of Decree 335/2025 art. 14: share of the assigned quantity done on time. */
export const convertedProgress = defineRule({
  id: 'home-affairs/converted-progress',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'c. Tiến độ sản phẩm, công việc quy đổi', en: 'c. Progress in converted units' },
  purpose: {
    vi: 'Đo phần khối lượng được giao hoàn thành đúng hoặc trước hạn, mỗi lần chậm trừ một phần điểm tiến độ của sản phẩm.',
    en: 'Measures how much of the assigned work was done on time or early, each delay taking part of that product’s points.',
  },
  legalBasis: [ARTICLE],
  interpretation: {
    vi: 'Sản phẩm đến hạn mà chưa hoàn thành tính 0; mỗi lần lỡ một hạn (hạn ban đầu hoặc hạn gia hạn) là một lần chậm: cách hiểu, chờ xác nhận pháp lý.',
    en: 'A product due and undelivered earns 0; each due date missed, original or extended, is one delay: a reading to be confirmed.',
  },
  effective: { from: '2026-01-01' },
  parameters: {
    deduction: dated('Mức trừ cho mỗi lần chậm tiến độ', 'Deduction for each delay', [
      { from: '2026-01-01', value: '0.25', basis: ARTICLE },
    ]),
  },
  config: z.strictObject({}),
  needs: [taskFact],
  messages: {
    ratio: {
      vi: '{kept} đơn vị quy đổi đúng tiến độ (sau trừ) trên {assigned} đơn vị đến hạn',
      en: '{kept} converted units on time, after deductions, of {assigned} due',
    },
    onTime: { vi: '{tasks} nhiệm vụ đúng hoặc trước hạn', en: '{tasks} tasks on time or early' },
    excused: {
      vi: 'Nhiệm vụ {code} chậm do nguyên nhân khách quan được xác nhận: không trừ điểm',
      en: 'Task {code} is late for a certified objective cause: no deduction',
    },
    late: {
      vi: 'Nhiệm vụ {code} hạn {due}, hoàn thành chậm, {times} lần lỡ hạn: còn {kept} trên {assigned} đơn vị',
      en: 'Task {code}, due {due}, was done late after {times} missed dates: {kept} of {assigned} units left',
    },
    overdue: {
      vi: 'Nhiệm vụ {code} hạn {due}, quá hạn chưa hoàn thành: 0 trên {assigned} đơn vị',
      en: 'Task {code}, due {due}, is overdue and not done: 0 of {assigned} units',
    },
    unassessable: {
      vi: 'Nhiệm vụ {code} không có khối lượng quy đổi hoặc không có hạn: không đưa vào tỷ lệ',
      en: 'Task {code} has no converted quantity or no due date: it stands in no ratio',
    },
    notYetDue: {
      vi: 'Nhiệm vụ {code} đang thực hiện, chưa đến hạn: chưa tính trong kỳ',
      en: 'Task {code} is open and in term: not counted in this period',
    },
    awaiting: {
      vi: 'Nhiệm vụ {code} đã nộp, chờ nghiệm thu: chưa tính',
      en: 'Task {code} is submitted and waits for acceptance: not counted yet',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingDue: {
      vi: 'Không có khối lượng quy đổi nào đến hạn hoặc hoàn thành trong kỳ',
      en: 'No converted work fell due or was done in the period',
    },
  },
  evaluate({ facts, parameters }) {
    const findings: Finding[] = [];
    const onTime: number[] = [];
    const late: number[] = [];
    const unknown: number[] = [];
    let assigned = 0n;
    let kept = ZERO;
    for (const [row, task] of facts.task.entries()) {
      if (task.carriedOver || task.timeliness === 'WITHDRAWN') continue;
      const evidence = [{ fact: 'task', row }];
      const list = (message: string) => findings.push({ message, data: { code: task.code }, evidence });
      if (
        task.assignedUnits === null ||
        task.assignedUnits <= 0n ||
        task.timeliness === 'DONE_WITHOUT_DUE_DATE' ||
        task.timeliness === 'OPEN_WITHOUT_DUE_DATE'
      )
        list('unassessable');
      else if (task.timeliness === 'AWAITING_ACCEPTANCE') list('awaiting');
      else if (task.timeliness === 'OPEN_IN_TERM') list('notYetDue');
      else {
        assigned += task.assignedUnits;
        if (task.timeliness === 'PROGRESS_UNKNOWN') {
          unknown.push(row);
          continue;
        }
        if (task.timeliness !== 'DONE_ON_TIME' && !task.lateExcused) {
          late.push(row);
          continue;
        }
        kept = add(kept, fraction(task.assignedUnits, UNITS));
        if (task.timeliness === 'DONE_ON_TIME') onTime.push(row);
        else list('excused');
      }
    }
    if (assigned === 0n) return notApplicable({ message: 'nothingDue', data: {} }, findings);
    const open = unknown.map((row): Open => {
      const task = facts.task[row]!;
      const gap = progressGap(task);
      findings.push({ ...gap.what, evidence: [{ fact: 'task', row }] });
      return { share: fraction(task.assignedUnits!, assigned), kind: 'MISSING_DATA', ...gap };
    });
    for (const row of late) {
      const task = facts.task[row]!;
      const whole = fraction(task.assignedUnits!, UNITS);
      const done = task.timeliness === 'DONE_LATE';
      const times = task.missedDates > 1 ? task.missedDates : 1;
      const left = done
        ? multiply(whole, clampShare(subtract(ONE, multiply(fraction(times), parameters.deduction))))
        : ZERO;
      kept = add(kept, left);
      findings.push({
        message: done ? 'late' : 'overdue',
        data: {
          code: task.code,
          due: task.dueOn === null ? null : formatDay(task.dueOn),
          times,
          kept: exactText(left),
          assigned: exactText(whole),
        },
        evidence: [{ fact: 'task', row }],
        loss: multiply(subtract(whole, left), fraction(UNITS, assigned)),
      });
    }
    if (onTime.length > 0) {
      const evidence = onTime.map((row) => ({ fact: 'task', row }));
      findings.push({ message: 'onTime', data: { tasks: onTime.length }, evidence });
    }
    const data = { kept: exactText(kept), assigned: exactText(fraction(assigned, UNITS)) };
    const share = multiply(kept, fraction(UNITS, assigned));
    return scored(share, { message: 'ratio', data }, findings, open);
  },
});
