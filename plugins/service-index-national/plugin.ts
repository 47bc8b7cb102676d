import { cite } from '../../rules/kit/citation.ts';
import { componentMean } from '../../rules/service-index/component-mean/rule.ts';
import { definePlugin } from '../kit/plugin.ts';

/**
 * The national row of Decision 766.
 * The mean of every group over the provinces, rounded group by group, then summed.
 */
export const serviceIndexNational = definePlugin({
  id: 'service-index-national',
  version: '1.0.0',
  title: { vi: 'Bộ chỉ số 766: dòng cả nước', en: '766 index: national row' },
  purpose: {
    vi: 'Gộp điểm nhóm của các tỉnh thành dòng cả nước như Cổng công bố.',
    en: 'Pools the provinces’ groups into the national row as the portal does.',
  },
  legalBasis: [cite('766/QĐ-TTg', {}, 'SECONDARY')],
  example: false,
  criteria: [
    {
      id: 'CKMB',
      title: { vi: 'Công khai, minh bạch', en: 'Transparency' },
      rule: componentMean,
      max: '18',
      config: { components: ['CKMB'], full: '18' },
    },
    {
      id: 'TDGQ',
      title: { vi: 'Tiến độ giải quyết', en: 'Progress' },
      rule: componentMean,
      max: '20',
      config: { components: ['TDGQ'], full: '20' },
    },
    {
      id: 'ONLINE_SERVICE',
      title: { vi: 'Dịch vụ công trực tuyến và thanh toán', en: 'Online services and payment' },
      rule: componentMean,
      max: '22',
      config: { components: ['CLGQ', 'TTTT'], full: '22' },
    },
    {
      id: 'MDHL',
      title: { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
      rule: componentMean,
      max: '18',
      config: { components: ['MDHL'], full: '18' },
    },
    {
      id: 'MDSH',
      title: { vi: 'Số hóa hồ sơ', en: 'Digitisation' },
      rule: componentMean,
      max: '22',
      config: { components: ['MDSH'], full: '22' },
    },
  ],
});
