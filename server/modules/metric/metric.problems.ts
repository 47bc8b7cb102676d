import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about metrics and their figures. */
export const metricProblems = defineProblems(
  {
    NUMERATOR_ABOVE_DENOMINATOR: {
      vi: 'Tử số {numerator} lớn hơn mẫu số {denominator}',
      en: 'Numerator {numerator} exceeds denominator {denominator}',
    },
    INCOMPLETE_RATIO: {
      vi: 'Chỉ tiêu tỷ lệ phải có cả tử số và mẫu số, hoặc chỉ số liệu công bố',
      en: 'A ratio needs numerator and denominator, or published figures alone',
    },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused, flagged } = metricProblems;
