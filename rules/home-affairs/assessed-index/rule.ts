import { z } from 'zod';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { divide, equal, exactText, subtract, ONE } from '../../kit/fraction.ts';
import { missingData, notApplicable, pending, scored } from '../../kit/outcome.ts';
import { cutOffPassed } from '../../kit/period.ts';
import { defineRule } from '../../kit/rule.ts';
import type { Message } from '../../kit/text.ts';

/** Criteria d, đ and e of Decree 335/2025: 100% or 50%, as the competent body assessed. */
export const assessedIndex = defineRule({
  id: 'home-affairs/assessed-index',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Chỉ số lãnh đạo, quản lý do cấp có thẩm quyền đánh giá', en: 'Assessed leadership index' },
  purpose: {
    vi: 'Lấy mức 100% hoặc 50% mà cấp có thẩm quyền đánh giá cho một chỉ số d, đ, e của người lãnh đạo, quản lý.',
    en: 'Takes the level, 100% or 50%, that the competent body assessed for a leader’s index d, đ or e.',
  },
  legalBasis: [
    cite('335/2025/NĐ-CP', { article: '14' }),
    cite('335/2025/NĐ-CP', { article: '16' }, 'SECONDARY'),
  ],
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    criterion: titled(
      z.string().min(1).default('d'),
      'Mã tiêu chí đánh giá',
      'Code of the assessed criterion',
    ),
    allowed: titled(
      z
        .array(decimal({ min: '0', max: '1' }))
        .min(1)
        .prefault(['1', '0.5']),
      'Các mức được phép',
      'Levels allowed',
    ),
  }),
  needs: [assessmentFact],
  messages: {
    level: { vi: 'Được đánh giá ở mức {share}', en: 'Assessed at {share}' },
    levelForField: {
      vi: 'Cấp phó được đánh giá ở mức {share}, chỉ trong lĩnh vực được phân công: {fields}',
      en: 'Deputy assessed at {share}, only for the assigned field: {fields}',
    },
    below: {
      vi: 'Không đạt mức cao nhất',
      en: 'Below the highest level',
    },
    absent: {
      vi: 'Cấp có thẩm quyền chưa đánh giá chỉ số này',
      en: 'The competent body has not assessed this index',
    },
    absentForField: {
      vi: 'Cấp có thẩm quyền chưa đánh giá chỉ số này của cấp phó trong lĩnh vực được phân công: {fields}',
      en: 'The competent body has not assessed this index of the deputy for the assigned field: {fields}',
    },
    refused: {
      vi: 'Giá trị {value} không thuộc các mức được phép ({allowed}): cấp đánh giá phải nhập lại',
      en: 'Value {value} is none of the levels allowed ({allowed}): the assessing body must enter it again',
    },
    leadersOnly: {
      vi: 'Chỉ số này chỉ áp dụng cho người giữ chức vụ lãnh đạo, quản lý',
      en: 'This index applies to holders of leading posts only',
    },
  },
  evaluate({ subject, facts, config, period, asOf }) {
    if (subject.kind === 'UNIT') return notApplicable({ message: 'leadersOnly', data: {} });
    const { criterion } = config;
    const deputy = subject.role === 'DEPUTY';
    const fields = subject.fields.length === 0 ? '–' : subject.fields.join(', ');
    const open = cutOffPassed(period, asOf) ? missingData : pending;
    const since = period.cutOff + 1;
    const found = latestAssessed(facts.assessment, criterion);
    if (found === null) {
      const what: Message = deputy
        ? { message: 'absentForField', data: { criterion, fields } }
        : { message: 'absent', data: { criterion } };
      return open(what, subject.superiorUnit, since);
    }
    const evidence = [{ fact: 'assessment', row: found.row }];
    const share =
      found.maximum === null
        ? found.value
        : found.maximum.n === 0n
          ? null
          : divide(found.value, found.maximum);
    if (share === null || !config.allowed.some((level) => equal(level, share))) {
      const allowed = config.allowed.map(exactText).join(', ');
      const value = exactText(found.value);
      const what = { message: 'refused', data: { criterion, value, allowed } };
      return open(what, found.assessedBy ?? subject.superiorUnit, since, [{ ...what, evidence }]);
    }
    const arithmetic: Message = deputy
      ? { message: 'levelForField', data: { share: exactText(share), fields } }
      : { message: 'level', data: { share: exactText(share) } };
    const loss = subtract(ONE, share);
    const findings = loss.n === 0n ? [] : [{ message: 'below', data: { criterion }, evidence, loss }];
    return scored(share, arithmetic, findings);
  },
});
