import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, faultInWords, titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, compare, divide, exactText, multiply, subtract, sum } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

const Weight = z.strictObject({
  fromWorkingDays: titled(z.int().min(0), 'Từ số ngày làm việc chậm', 'From working days late'),
  weight: titled(decimal({ min: '0', max: '100' }), 'Hệ số', 'Weight'),
});

/** From high to low, as steps are. */
const Weights = z
  .array(Weight)
  .refine(
    (weights) =>
      weights.every(
        ({ fromWorkingDays, weight }, index) =>
          index === 0 ||
          (weights[index - 1]!.fromWorkingDays > fromWorkingDays &&
            compare(weights[index - 1]!.weight, weight) >= 0),
      ),
    faultInWords(
      'Số ngày phải giảm dần, ít ngày hơn không được có hệ số cao hơn',
      'days must fall strictly, and fewer days may not weigh more',
    ),
  );

/** Deduction for tasks that were overdue before the period began. */
export const carriedOverTask = defineRule({
  id: 'deadline/carried-over-task',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Nhiệm vụ quá hạn chuyển từ kỳ trước', en: 'Overdue tasks carried over' },
  purpose: {
    vi: 'Trừ điểm cho từng nhiệm vụ quá hạn từ kỳ trước còn mở hoặc mới hoàn thành trong kỳ.',
    en: 'Deducts for each task that was overdue before the period and is still open or was closed in it.',
  },
  legalBasis: [cite('42/2014/QĐ-TTg', {}, 'SECONDARY'), cite('NA-06-2024-05')],
  interpretation: {
    vi: 'Mức trừ và hệ số là cấu hình ví dụ; chưa có văn bản quy định con số cụ thể.',
    en: 'The deductions and weights are example configuration; no document sets the figures.',
  },
  effective: { from: '2022-01-01' },
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
  parameters: {},
  config: z.strictObject({
    deductionOpen: titled(
      decimal({ min: '0', max: '1' }).prefault('0.2'),
      'Mức trừ mỗi nhiệm vụ chuyển kỳ còn quá hạn',
      'Deduction per carried-over task still overdue',
    ),
    deductionClosed: titled(
      decimal({ min: '0', max: '1' }).prefault('0.1'),
      'Mức trừ mỗi nhiệm vụ chuyển kỳ đã hoàn thành trong kỳ',
      'Deduction per carried-over task closed in the period',
    ),
    weights: titled(
      Weights.prefault([]),
      'Hệ số theo số ngày làm việc chậm (từ cao xuống thấp; dưới mức cuối hệ số là 1)',
      'Weights by working days late (from high to low; 1 below the last)',
    ),
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không trừ khi nguyên nhân khách quan được xác nhận',
      'No deduction for a certified objective cause',
    ),
  }),
  needs: [taskFact],
  messages: {
    share: {
      vi: '{tasks} nhiệm vụ chuyển kỳ: {open} còn quá hạn, {closed} hoàn thành chậm trong kỳ; tổng mức trừ {total}',
      en: '{tasks} tasks carried over: {open} still overdue, {closed} closed late in the period; deductions {total}',
    },
    open: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước, hạn {due}, còn quá hạn {days} ngày làm việc, hệ số {weight}',
      en: 'Task {code}, carried over, due {due}, is still {days} working days overdue; weight {weight}',
    },
    closed: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước, hạn {due}, hoàn thành trong kỳ, chậm {days} ngày làm việc, hệ số {weight}',
      en: 'Task {code}, carried over, due {due}, was closed in the period {days} working days late; weight {weight}',
    },
    excused: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước, chậm do nguyên nhân khách quan đã được xác nhận: không trừ điểm',
      en: 'Task {code}, carried over, is late for a certified objective cause: no deduction',
    },
    settledOnTime: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước, lần nộp được nghiệm thu là đúng hạn: không trừ điểm',
      en: 'Task {code}, carried over, was accepted as submitted on time: no deduction',
    },
    awaiting: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước đã nộp, chờ nghiệm thu: chưa tính',
      en: 'Task {code}, carried over, is submitted and waits for acceptance: not counted yet',
    },
    withdrawn: {
      vi: 'Nhiệm vụ {code} chuyển từ kỳ trước đã được rút: không tính',
      en: 'Task {code}, carried over, was withdrawn: not counted',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    exhausted: {
      vi: 'Tổng mức trừ {total} vượt toàn bộ điểm: điểm bằng 0, phần mất được chia theo tỷ lệ cho từng nhiệm vụ',
      en: 'Deductions add up to {total}, more than all points: none remain, and the loss is spread over the tasks in proportion',
    },
    nothingCarriedOver: {
      vi: 'Không có nhiệm vụ quá hạn chuyển từ kỳ trước',
      en: 'No overdue task was carried over from an earlier period',
    },
  },
  evaluate({ facts, config }) {
    const findings: Finding[] = [];
    const deducted: { row: number; loss: Fraction; weight: Fraction }[] = [];
    let tasks = 0;
    let open = 0;
    for (const [row, task] of facts.task.entries()) {
      if (!task.carriedOver) continue;
      const { code, timeliness } = task;
      const evidence = [{ fact: 'task', row }];
      if (timeliness === 'WITHDRAWN' || timeliness === 'AWAITING_ACCEPTANCE') {
        const message = timeliness === 'WITHDRAWN' ? 'withdrawn' : 'awaiting';
        findings.push({ message, data: { code }, evidence });
      }
      if (timeliness === 'PROGRESS_UNKNOWN') findings.push({ ...progressGap(task).what, evidence });
      const isOpen = timeliness === 'OPEN_OVERDUE';
      if (timeliness === 'DONE_ON_TIME') {
        tasks++;
        findings.push({ message: 'settledOnTime', data: { code }, evidence });
      } else if (isOpen || timeliness === 'DONE_LATE') {
        tasks++;
        if (config.excuseCertifiedCauses && task.lateExcused) {
          findings.push({ message: 'excused', data: { code }, evidence });
          continue;
        }
        if (isOpen) open++;
        const step = config.weights.find(({ fromWorkingDays }) => task.workingDaysLate >= fromWorkingDays);
        const weight = step?.weight ?? ONE;
        const loss = multiply(weight, isOpen ? config.deductionOpen : config.deductionClosed);
        deducted.push({ row, loss, weight });
      }
    }
    if (tasks === 0) return notApplicable({ message: 'nothingCarriedOver', data: {} }, findings);
    const total = sum(deducted.map(({ loss }) => loss));
    const exhausted = compare(total, ONE) > 0;
    for (const { row, loss, weight } of deducted) {
      const task = facts.task[row]!;
      findings.push({
        message: task.timeliness === 'OPEN_OVERDUE' ? 'open' : 'closed',
        data: {
          code: task.code,
          due: task.dueOn === null ? '–' : formatDay(task.dueOn),
          days: task.workingDaysLate,
          weight: exactText(weight),
        },
        evidence: [{ fact: 'task', row }],
        loss: exhausted ? divide(loss, total) : loss,
      });
    }
    if (exhausted) {
      const evidence = deducted.map(({ row }) => ({ fact: 'task', row }));
      findings.push({ message: 'exhausted', data: { total: exactText(total) }, evidence });
    }
    const data = { tasks, open, closed: deducted.length - open, total: exactText(total) };
    return scored(exhausted ? ZERO : subtract(ONE, total), { message: 'share', data }, findings);
  },
});
