import { z } from 'zod';
import { PROGRESS_UNKNOWN_TEXT, progressGap } from '../../shared/task-delivery.ts';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { ONE, divide, exactText, fraction, min, multiply, subtract, sum } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** Deduction for products rejected because of a major content error. */
export const qualityFailure = defineRule({
  id: 'deadline/quality-failure',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Sản phẩm không đạt do lỗi nội dung lớn', en: 'Products failed for a major content error' },
  purpose: {
    vi: 'Trừ điểm cho mỗi lần sản phẩm không đạt do lỗi nội dung lớn, trên số nhiệm vụ đã hoàn thành hoặc đã xem xét.',
    en: 'Deducts for each review failed for a major content error, over the tasks done or reviewed.',
  },
  legalBasis: [cite('NA-06-2024-05'), cite('335/2025/NĐ-CP', { article: '14' }, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Mức trừ 25% mỗi lần mượn từ Điều 14 Nghị định 335/2025/NĐ-CP (áp dụng cho công chức từ 01/01/2026); dùng cho người đứng đầu và cho kỳ trước 2026 là cấu hình ví dụ, cần xác nhận.',
    en: 'The 25% per failed review is borrowed from Decree 335/2025 art. 14 (civil servants, from 1 January 2026); its use here and before 2026 is example configuration, to be confirmed.',
  },
  effective: { from: '2022-01-01' },
  laterLaw: {
    'NA-06-2024-05': REQUEST_OF_2024,
    '335/2025/NĐ-CP': {
      vi: 'Mức trừ 25% mượn làm mẫu cho các kỳ trước năm 2026: chờ xác nhận pháp lý.',
      en: 'The deduction of 25% serves as a model for periods before 2026: to be confirmed in law.',
    },
  },
  parameters: {},
  config: z.strictObject({
    deductionPerReview: titled(
      decimal({ min: '0', max: '1' }).prefault('0.25'),
      'Mức trừ mỗi lần không đạt (phần điểm của một nhiệm vụ)',
      'Deduction per failed review (share of one task)',
    ),
    excuseCertifiedCauses: titled(
      z.boolean().default(true),
      'Không trừ lần không đạt được xác nhận khách quan',
      'No deduction for a failed review certified as objectively caused',
    ),
  }),
  needs: [taskFact],
  messages: {
    share: {
      vi: '{failures} lần không đạt × {deduction} (tối đa trọn một nhiệm vụ), trên {tasks} nhiệm vụ đã hoàn thành hoặc đã xem xét',
      en: '{failures} failed reviews × {deduction} (at most one whole task each), over {tasks} tasks done or reviewed',
    },
    failed: {
      vi: 'Nhiệm vụ {code}: {failures} lần không đạt do lỗi nội dung lớn',
      en: 'Task {code}: {failures} reviews failed for a major content error',
    },
    excused: {
      vi: 'Nhiệm vụ {code}: {excused} lần không đạt được xác nhận do nguyên nhân khách quan: không trừ điểm',
      en: 'Task {code}: {excused} failed reviews certified as objectively caused: no deduction',
    },
    undecided: {
      vi: 'Nhiệm vụ {code} có {failures} lần không đạt nhưng chưa hoàn thành, chưa quá hạn: tính ở kỳ nhiệm vụ được xác định kết quả',
      en: 'Task {code} has {failures} failed reviews but is neither done nor overdue: counted in the period that decides it',
    },
    progressUnknown: PROGRESS_UNKNOWN_TEXT,
    nothingReviewed: {
      vi: 'Không có nhiệm vụ nào hoàn thành hoặc được xem xét trong kỳ',
      en: 'No task was done or reviewed in the period',
    },
  },
  evaluate({ facts, config }) {
    const findings: Finding[] = [];
    const failed: { row: number; failures: number }[] = [];
    let tasks = 0;
    for (const [row, task] of facts.task.entries()) {
      // A failed review counts once, in the period that decides the task; carried-over tasks stand in no rate.
      if (task.carriedOver || task.timeliness === 'WITHDRAWN') continue;
      const { code, timeliness, failedReviews } = task;
      const evidence = [{ fact: 'task', row }];
      if (timeliness === 'PROGRESS_UNKNOWN') {
        findings.push({ ...progressGap(task).what, evidence });
        continue;
      }
      const done =
        timeliness === 'DONE_ON_TIME' || timeliness === 'DONE_LATE' || timeliness === 'DONE_WITHOUT_DUE_DATE';
      if (!done && failedReviews === 0) continue;
      if (!done && timeliness !== 'OPEN_OVERDUE') {
        findings.push({ message: 'undecided', data: { code, failures: failedReviews }, evidence });
        continue;
      }
      tasks++;
      const excused = config.excuseCertifiedCauses ? Math.min(task.excusedReviews, failedReviews) : 0;
      if (excused > 0) findings.push({ message: 'excused', data: { code, excused }, evidence });
      if (failedReviews > excused) failed.push({ row, failures: failedReviews - excused });
    }
    if (tasks === 0) return notApplicable({ message: 'nothingReviewed', data: {} }, findings);
    const losses = failed.map(({ failures }) =>
      divide(min(ONE, multiply(fraction(failures), config.deductionPerReview)), fraction(tasks)),
    );
    for (const [index, { row, failures }] of failed.entries()) {
      findings.push({
        message: 'failed',
        data: { code: facts.task[row]!.code, failures },
        evidence: [{ fact: 'task', row }],
        loss: losses[index]!,
      });
    }
    const failures = failed.reduce((total, entry) => total + entry.failures, 0);
    const data = { failures, deduction: exactText(config.deductionPerReview), tasks };
    return scored(subtract(ONE, sum(losses)), { message: 'share', data }, findings);
  },
});
