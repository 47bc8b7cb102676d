import { defineProblems } from '../../platform/problems.ts';
import { periodProblems } from '../../modules/period/period.problems.ts';

/** What is refused or flagged about simulations of a draft. */
export const simulationProblems = defineProblems(
  {
    PERIOD_NOT_BEGUN: {
      vi: 'Kỳ {period} chưa bắt đầu, không có số liệu để chạy thử',
      en: 'The period {period} has not begun: there is nothing to simulate on',
    },
    NO_PERIODS: { vi: 'Phải chọn ít nhất một kỳ để chạy thử', en: 'Name at least one period to simulate' },
    NOT_OF_THIS_PERIOD: {
      vi: 'Không có phương án nào dùng cấu hình này chấm kỳ {period}',
      en: 'No scheme that uses this configuration scores the period {period}',
    },
    SIMULATION_OVER: {
      vi: 'Lần chạy thử này đã kết thúc',
      en: 'This simulation is over already',
    },
    NOBODY_PASSES: {
      vi: 'Tiêu chí "{criterion}": kỳ {period} không ai được điểm nào',
      en: 'Criterion "{criterion}": in {period} nobody earns a point of it',
    },
    NOBODY_FAILS: {
      vi: 'Tiêu chí "{criterion}": kỳ {period} ai cũng được điểm tối đa',
      en: 'Criterion "{criterion}": in {period} everybody earns all of it',
    },
    NOBODY_CONCERNED: {
      vi: 'Tiêu chí "{criterion}": kỳ {period} không áp dụng cho ai',
      en: 'Criterion "{criterion}": in {period} it applies to nobody',
    },
  },
  periodProblems,
);

/** Problems of simulations that refuse, with or without words of two languages. */
export const { refused, refusedInWords } = simulationProblems;
