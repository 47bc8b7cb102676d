import { cite } from '../../rules/kit/citation.ts';
import { indexResult } from '../../rules/targets/index-result/rule.ts';
import { definePlugin } from '../kit/plugin.ts';

/**
 * Group points of Decision 766 as the portal gives them.
 * They rank provinces where only group points are at hand.
 */
export const serviceIndexPublished = definePlugin({
  id: 'service-index-published',
  version: '1.0.0',
  title: { vi: 'Bộ chỉ số 766: điểm nhóm theo Cổng', en: '766 index: group points as the portal gives them' },
  purpose: {
    vi: 'Cộng điểm sáu nhóm do Cổng công bố và xếp hạng các tỉnh.',
    en: 'Adds the six groups that the portal publishes and ranks provinces.',
  },
  legalBasis: [cite('766/QĐ-TTg')],
  example: false,
  criteria: [
    {
      id: 'CKMB',
      title: { vi: 'Công khai, minh bạch', en: 'Transparency' },
      rule: indexResult,
      max: '18',
      config: { index: '766', component: 'CKMB' },
    },
    {
      id: 'TDGQ',
      title: { vi: 'Tiến độ giải quyết', en: 'Progress' },
      rule: indexResult,
      max: '20',
      config: { index: '766', component: 'TDGQ' },
    },
    {
      id: 'CLGQ',
      title: { vi: 'Cung cấp dịch vụ công trực tuyến', en: 'Online services' },
      rule: indexResult,
      max: '12',
      config: { index: '766', component: 'CLGQ' },
    },
    {
      id: 'TTTT',
      title: { vi: 'Thanh toán trực tuyến', en: 'Online payment' },
      rule: indexResult,
      max: '10',
      config: { index: '766', component: 'TTTT' },
    },
    {
      id: 'MDSH',
      title: { vi: 'Số hóa hồ sơ', en: 'Digitisation' },
      rule: indexResult,
      max: '22',
      config: { index: '766', component: 'MDSH' },
    },
    {
      id: 'MDHL',
      title: { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
      rule: indexResult,
      max: '18',
      config: { index: '766', component: 'MDHL' },
    },
  ],
});
