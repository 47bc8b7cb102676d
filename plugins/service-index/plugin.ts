import { cite } from '../../rules/kit/citation.ts';
import type { Text } from '../../rules/kit/text.ts';
import { metricPoints } from '../../rules/service-index/metric-points/rule.ts';
import { portalPoints } from '../../rules/service-index/portal-points/rule.ts';
import type { Criterion } from '../kit/plugin.ts';
import { definePlugin } from '../kit/plugin.ts';

const groups = {
  CKMB: { vi: 'Công khai, minh bạch', en: 'Openness and transparency' },
  TDGQ: { vi: 'Tiến độ giải quyết', en: 'Progress of handling' },
  CLGQ: { vi: 'Cung cấp dịch vụ công trực tuyến', en: 'Online public services' },
  TTTT: { vi: 'Thanh toán trực tuyến', en: 'Online payment' },
  MDSH: { vi: 'Số hóa hồ sơ', en: 'Digitisation of dossiers' },
  MDHL: { vi: 'Mức độ hài lòng', en: 'Satisfaction' },
} as const satisfies Record<string, Text>;

interface Metric {
  readonly id: string;
  readonly group: keyof typeof groups;
  readonly max: string;
  readonly title: Text;
  readonly divisor?: string;
  readonly zeroDenominator?: 'ZERO' | 'FULL' | 'OPEN';
  readonly acceptPublished?: true;
}

/**
 * Metrics computed from counts. Where a divisor stands, that ratio already earns the maximum. Zero denominators are
 * as the portal was seen to treat them; for openness and progress none was seen, so the metric does not apply there.
 */
const metrics: readonly Metric[] = [
  {
    id: 'PUBLISH_ON_TIME',
    group: 'CKMB',
    max: '6',
    title: {
      vi: 'Tỷ lệ thủ tục hành chính công bố đúng hạn',
      en: 'Administrative procedures published on time',
    },
  },
  {
    id: 'PUBLIC_UPDATE_ON_TIME',
    group: 'CKMB',
    max: '4',
    title: {
      vi: 'Tỷ lệ thủ tục hành chính cập nhật, công khai đúng hạn',
      en: 'Procedures updated and made public on time',
    },
  },
  {
    id: 'PUBLIC_CONTENT_FULL',
    group: 'CKMB',
    max: '2',
    title: {
      vi: 'Tỷ lệ thủ tục hành chính công khai đầy đủ nội dung',
      en: 'Procedures made public with full content',
    },
  },
  {
    id: 'DOSSIER_SYNC',
    group: 'CKMB',
    max: '6',
    title: {
      vi: 'Tỷ lệ hồ sơ đồng bộ trạng thái lên Cổng Dịch vụ công quốc gia',
      en: 'Dossiers whose state is synchronised with the National Portal',
    },
  },
  {
    id: 'ON_TIME',
    group: 'TDGQ',
    max: '20',
    title: { vi: 'Tỷ lệ hồ sơ xử lý trước hạn, đúng hạn', en: 'Dossiers handled early or on time' },
  },
  {
    id: 'FORMALITY_ONLINE_PAYMENT',
    group: 'TTTT',
    max: '2',
    divisor: '0.8',
    zeroDenominator: 'ZERO',
    title: {
      vi: 'Tỷ lệ thủ tục có phí, lệ phí phát sinh thanh toán trực tuyến',
      en: 'Fee-bearing procedures with online payments',
    },
  },
  {
    id: 'FEE_FORMALITY_ON_PORTAL',
    group: 'TTTT',
    max: '2',
    divisor: '0.8',
    zeroDenominator: 'ZERO',
    title: {
      vi: 'Tỷ lệ thủ tục có phí, lệ phí được thanh toán trên Cổng Dịch vụ công quốc gia',
      en: 'Fee-bearing procedures that can be paid on the National Portal',
    },
  },
  {
    id: 'DOSSIER_PAID_ONLINE',
    group: 'TTTT',
    max: '6',
    zeroDenominator: 'ZERO',
    title: {
      vi: 'Tỷ lệ hồ sơ có nghĩa vụ tài chính thanh toán trực tuyến',
      en: 'Dossiers with a financial obligation that were paid online',
    },
  },
  {
    id: 'ORIGINAL_RESULT_AVAILABLE',
    group: 'MDSH',
    max: '6',
    zeroDenominator: 'OPEN',
    title: {
      vi: 'Tỷ lệ hồ sơ cấp kết quả giải quyết điện tử',
      en: 'Dossiers with an electronic result',
    },
  },
  {
    id: 'SO_HOA_GIAY_TO_GIAI_QUYET',
    group: 'MDSH',
    max: '4',
    zeroDenominator: 'OPEN',
    title: {
      vi: 'Tỷ lệ hồ sơ thực hiện số hóa thành phần hồ sơ',
      en: 'Dossiers whose papers were digitised',
    },
  },
  {
    id: 'ELECTRONIC_CERTIFIED_COPY',
    group: 'MDSH',
    max: '2',
    zeroDenominator: 'OPEN',
    acceptPublished: true,
    title: {
      vi: 'Tỷ lệ cung cấp dịch vụ chứng thực bản sao điện tử từ bản chính',
      en: 'Certified electronic copies offered',
    },
  },
  {
    id: 'REUSED_DIGITIZED_DATA',
    group: 'MDSH',
    max: '2',
    divisor: '0.8',
    zeroDenominator: 'OPEN',
    title: {
      vi: 'Tỷ lệ hồ sơ khai thác, sử dụng lại thông tin, dữ liệu số hóa',
      en: 'Dossiers that reuse digitised data',
    },
  },
  {
    id: 'SYNCED_WITH_DVCQG_PERSONAL_STORAGE',
    group: 'MDSH',
    max: '4',
    zeroDenominator: 'OPEN',
    title: {
      vi: 'Tỷ lệ hồ sơ số hóa kết nối, chia sẻ dữ liệu phục vụ tái sử dụng',
      en: 'Digitised dossiers shared for reuse',
    },
  },
  {
    id: 'CITIZEN_DATA_CONNECTED_DOSSIER',
    group: 'MDSH',
    max: '2',
    zeroDenominator: 'OPEN',
    title: { vi: 'Tỷ lệ hồ sơ có sử dụng dữ liệu dân cư', en: 'Dossiers that use population data' },
  },
  {
    id: 'CITIZEN_DATA_CONNECTED_FORMALITY',
    group: 'MDSH',
    max: '2',
    zeroDenominator: 'OPEN',
    title: {
      vi: 'Tỷ lệ thủ tục hành chính kết nối, chia sẻ dữ liệu dân cư',
      en: 'Procedures connected to population data',
    },
  },
  {
    id: 'DOSSIER_RECEIVING_SATISFACTION',
    group: 'MDHL',
    max: '6',
    divisor: '0.9',
    zeroDenominator: 'ZERO',
    title: {
      vi: 'Tỷ lệ hài lòng trong tiếp nhận, giải quyết thủ tục hành chính',
      en: 'Satisfaction with receiving and handling of dossiers',
    },
  },
  {
    id: 'PETITION_PROCESSING_ON_TIME',
    group: 'MDHL',
    max: '6',
    zeroDenominator: 'FULL',
    title: { vi: 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn', en: 'Petitions handled on time' },
  },
  {
    id: 'PETITION_HANDLING_SATISFACTION',
    group: 'MDHL',
    max: '6',
    zeroDenominator: 'FULL',
    title: {
      vi: 'Tỷ lệ hài lòng trong xử lý phản ánh, kiến nghị',
      en: 'Satisfaction with the handling of petitions',
    },
  },
];

const onlineServices: Criterion = {
  id: 'CLGQ_AS_PUBLISHED',
  group: 'CLGQ',
  rule: portalPoints,
  max: '12',
  title: {
    vi: 'Điểm cung cấp dịch vụ công trực tuyến theo Cổng',
    en: 'Points of online services as the portal gives them',
  },
  config: { metric: 'CLGQ_AS_PUBLISHED', publishedMax: '12' },
};

function criterionOf({
  id,
  title,
  group,
  max,
  divisor,
  zeroDenominator,
  acceptPublished,
}: Metric): Criterion {
  return {
    id,
    title,
    group,
    rule: metricPoints,
    max,
    config: {
      metric: id,
      publishedMax: max,
      ...(divisor && { divisor }),
      ...(zeroDenominator && { zeroDenominator }),
      ...(acceptPublished && { acceptPublished }),
    },
  };
}

/** The six groups that the National Portal shows for Decision 766, 100 points. */
export const serviceIndex = definePlugin({
  id: 'service-index',
  version: '1.0.0',
  title: {
    vi: 'Bộ chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766)',
    en: 'Index of service for people and enterprises (Decision 766)',
  },
  purpose: {
    vi: 'Chấm cơ quan theo sáu nhóm chỉ số của Cổng Dịch vụ công quốc gia, từ số liệu gốc, đối chiếu với điểm công bố.',
    en: 'Scores a unit in the six groups of the National Portal, from the counts, beside the published points.',
  },
  legalBasis: [cite('766/QĐ-TTg')],
  example: false,
  groups,
  criteria: Object.keys(groups).flatMap((group) =>
    group === 'CLGQ' ? [onlineServices] : metrics.filter((metric) => metric.group === group).map(criterionOf),
  ),
});
