import { z } from 'zod';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { ONE, ZERO, compare, divide, exactText, subtract } from '../../kit/fraction.ts';
import { missingData, pending, scored } from '../../kit/outcome.ts';
import { cutOffPassed } from '../../kit/period.ts';
import { defineRule } from '../../kit/rule.ts';

/** A general criterion of Decree 335/2025: the points that the competent body gave. */
export const generalCriterion = defineRule({
  id: 'home-affairs/general-criterion',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Tiêu chí chung do cấp có thẩm quyền chấm',
    en: 'General criterion marked by the competent body',
  },
  purpose: {
    vi: 'Lấy điểm cấp có thẩm quyền chấm cho một tiêu chí chung, chia cho điểm tối đa của tiêu chí đó.',
    en: 'Takes the marks a competent body gave for one general criterion over that criterion’s maximum.',
  },
  legalBasis: [cite('335/2025/NĐ-CP'), cite('335/2025/NĐ-CP', { article: '17' }, 'SECONDARY')],
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    criterion: titled(
      z.string().min(1).default('general-politics'),
      'Mã tiêu chí đánh giá',
      'Code of the assessed criterion',
    ),
  }),
  needs: [assessmentFact],
  messages: {
    marks: { vi: 'Được chấm {value} trên {maximum}', en: 'Marked {value} of {maximum}' },
    below: {
      vi: 'Được chấm {value}, mức tối đa {maximum}',
      en: 'Marked {value}, the maximum is {maximum}',
    },
    absent: {
      vi: 'Cấp có thẩm quyền chưa chấm tiêu chí này',
      en: 'The competent body has not marked this criterion',
    },
    refused: {
      vi: 'Điểm {value} nằm ngoài khoảng 0 đến {maximum}: cấp đánh giá phải nhập lại',
      en: 'Mark {value} is outside 0 to {maximum}: the assessing body must enter it again',
    },
    withoutMaximum: {
      vi: 'Điểm {value} không ghi điểm tối đa: cấp đánh giá phải bổ sung',
      en: 'Mark {value} comes without a maximum: the assessing body must add it',
    },
  },
  evaluate({ subject, facts, config, period, asOf }) {
    const { criterion } = config;
    const open = cutOffPassed(period, asOf) ? missingData : pending;
    const since = period.cutOff + 1;
    const found = latestAssessed(facts.assessment, criterion);
    if (found === null) return open({ message: 'absent', data: { criterion } }, subject.superiorUnit, since);
    const evidence = [{ fact: 'assessment', row: found.row }];
    const owedBy = found.assessedBy ?? subject.superiorUnit;
    const value = exactText(found.value);
    if (found.maximum === null || found.maximum.n <= 0n) {
      const what = { message: 'withoutMaximum', data: { criterion, value } };
      return open(what, owedBy, since, [{ ...what, evidence }]);
    }
    const maximum = exactText(found.maximum);
    if (compare(found.value, ZERO) < 0 || compare(found.value, found.maximum) > 0) {
      const what = { message: 'refused', data: { criterion, value, maximum } };
      return open(what, owedBy, since, [{ ...what, evidence }]);
    }
    const share = divide(found.value, found.maximum);
    const loss = subtract(ONE, share);
    const findings =
      loss.n === 0n ? [] : [{ message: 'below', data: { criterion, value, maximum }, evidence, loss }];
    return scored(share, { message: 'marks', data: { value, maximum } }, findings);
  },
});
