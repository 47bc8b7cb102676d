import { cite } from '../../rules/kit/citation.ts';
import { attainment } from '../../rules/targets/attainment/rule.ts';
import { indexResult } from '../../rules/targets/index-result/rule.ts';
import { definePlugin } from '../kit/plugin.ts';

/** Targets of Project 06 and a published index: 40 example points. */
export const targetsPlugin = definePlugin({
  id: 'targets',
  version: '1.0.0',
  title: { vi: 'Chỉ tiêu được giao và bộ chỉ số', en: 'Targets and published indices' },
  purpose: {
    vi: 'Đánh giá mức đạt các chỉ tiêu được giao và kết quả bộ chỉ số đã công bố.',
    en: 'Judges the attainment of targets and the result of a published index.',
  },
  legalBasis: [cite('06/QĐ-TTg'), cite('NA-06-2024-05'), cite('3323/QĐ-UBND')],
  // No cited decision adopted these points.
  example: true,
  groups: {
    targets: { vi: 'Chỉ tiêu được giao', en: 'Targets' },
    indices: { vi: 'Bộ chỉ số được công bố', en: 'Published indices' },
  },
  criteria: [
    { id: 'attainment', rule: attainment, max: '30', group: 'targets' },
    { id: 'index-result', rule: indexResult, max: '10', group: 'indices' },
  ],
});
