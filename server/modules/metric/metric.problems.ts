import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about metrics and their figures. */
export const metricProblems = defineProblems(
  {
    NUMERATOR_ABOVE_DENOMINATOR: {
      vi: 'Tử số {numerator} lớn hơn mẫu số {denominator}',
      en: 'Numerator {numerator} exceeds denominator {denominator}',
    },
    KIND_OF_ANOTHER_METRIC: {
      vi: 'Kết quả loại {kind}, trong khi chỉ tiêu {metric} là loại {expected}',
      en: 'The reading is of kind {kind}, while the metric {metric} is of kind {expected}',
    },
    SOURCE_NOT_COUNTED: {
      vi: 'Số liệu từ nguồn {source} không được tính: chỉ tiêu lấy nguồn {counted}',
      en: 'Figures of the source {source} do not count: the metric takes {counted}',
    },
    DECIMALS_OF_A_COUNT: {
      vi: 'Số đếm {value} có phần thập phân; có phải dấu chấm phân cách hàng nghìn?',
      en: 'The count {value} has decimals; was the point meant to part thousands?',
    },
    DAYS_OF_TWO_PERIODS: {
      vi: 'Khoảng ngày bắt đầu trước kỳ {code} (từ {from}) nhưng kết thúc trong kỳ đó, và được tính cho kỳ đó',
      en: 'The days begin before the period {code} (from {from}) and end in it, and count for it',
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
