import { periodMean } from '../../rules/home-affairs/period-mean/rule.ts';
import { cite } from '../../rules/kit/citation.ts';
import { definePlugin } from '../kit/plugin.ts';

/**
 * The year under Decree 335/2025: the mean of the period cards.
 * Gates and conditions of the year come after, from the scheme.
 */
export const homeAffairsYear = definePlugin({
  id: 'home-affairs-year',
  version: '1.0.0',
  title: { vi: 'Nội vụ: điểm năm', en: 'Home affairs: the year' },
  purpose: {
    vi: 'Tính điểm năm bằng trung bình điểm các kỳ tháng hoặc quý.',
    en: 'Computes the year as the mean of its monthly or quarterly cards.',
  },
  legalBasis: [cite('335/2025/NĐ-CP', { article: '19' })],
  example: false,
  criteria: [{ id: 'period-mean', rule: periodMean, max: '100' }],
});
