import { z } from 'zod';
import { countedReading } from '../../shared/counted-reading.ts';
import { PUBLISHED_SCALE, readingFact } from '../../facts/reading.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import { ONE, clampShare, compare, decimalText, divide, fraction, subtract } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { missingData, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

/**
 * Points that only the portal can compute.
 * No source gives the formula of the online-service group in full.
 */
export const portalPoints = defineRule({
  id: 'service-index/portal-points',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Điểm do Cổng Dịch vụ công quốc gia công bố', en: 'Points as the National Portal gives them' },
  purpose: {
    vi: 'Lấy nguyên điểm Cổng công bố cho nhóm chưa có công thức đầy đủ; không tự tính lại.',
    en: 'Takes the portal’s points for a group whose full formula is not known; nothing is recomputed.',
  },
  legalBasis: [cite('766/QĐ-TTg', {}, 'SECONDARY')],
  interpretation: {
    vi: 'Chưa tìm được công thức đầy đủ của nhóm; điểm lấy theo Cổng, cần xác nhận.',
    en: 'The full formula of the group was not found; the points are the portal’s, to be confirmed.',
  },
  effective: { from: '2022-08-01' },
  parameters: {},
  config: z.strictObject({
    metric: titled(z.string().default(''), 'Mã chỉ tiêu', 'Metric code'),
    publishedMax: titled(
      decimal({ min: '0.01' }).prefault('12'),
      'Điểm tối đa của nguồn công bố',
      'Maximum on the scale of the published points',
    ),
  }),
  needs: [readingFact],
  messages: {
    figure: {
      vi: 'Số liệu của {source} từ {from} đến {to}',
      en: 'Figure of {source} from {from} to {to}',
    },
    asPublished: {
      vi: 'Điểm Cổng công bố: {points} ÷ {maximum}',
      en: 'Points as the portal gives them: {points} ÷ {maximum}',
    },
    belowMaximum: {
      vi: 'Điểm công bố thấp hơn điểm tối đa',
      en: 'The published points are below the maximum',
    },
    aboveMaximum: {
      vi: 'Điểm công bố {points} vượt điểm tối đa {maximum}: chỉ tính điểm tối đa',
      en: 'The published points {points} exceed the maximum {maximum}: the maximum counts',
    },
    measuredElsewhere: {
      vi: 'Số liệu đo tại {unit}, không phải của riêng cơ quan này',
      en: 'The figure was measured at {unit}, not for this unit alone',
    },
    tagged: { vi: 'Nguồn gắn nhãn chất lượng dữ liệu {tag}', en: 'The source tags the figure {tag}' },
    conflict: {
      vi: 'Hai nguồn cho điểm khác nhau về {metric} trong cùng khoảng ngày',
      en: 'Two sources give different points of {metric} for the same days',
    },
    noPoints: {
      vi: 'Cổng chưa công bố điểm của {metric}: để trống, không tính là 0',
      en: 'The portal gives no points of {metric}: left empty, not counted as zero',
    },
    noReading: {
      vi: 'Không có điểm {metric} trong kỳ',
      en: 'There are no points of {metric} in the period',
    },
  },
  evaluate({ subject, facts, config }) {
    const { metric } = config;
    const counted = countedReading(facts.reading, metric);
    if (!counted) return missingData({ message: 'noReading', data: { metric } }, null, null);
    const reading = facts.reading[counted.row]!;
    const evidence = [{ fact: readingFact.id, row: counted.row }];
    const findings: Finding[] = [
      {
        message: 'figure',
        data: {
          source: reading.source,
          from: formatDay(reading.coversFrom),
          to: formatDay(reading.coversTo),
        },
        evidence,
      },
      ...reading.tags.map((tag) => ({ message: 'tagged', data: { tag }, evidence })),
    ];
    if (reading.measuredAt !== null && reading.measuredAt !== subject.unit)
      findings.push({ message: 'measuredElsewhere', data: { unit: reading.measuredAt }, evidence });
    const open =
      counted.conflicting.length > 0 ? 'conflict' : reading.publishedPoints === null ? 'noPoints' : null;
    if (open !== null || reading.publishedPoints === null)
      return missingData(
        { message: open ?? 'noPoints', data: { metric } },
        reading.reportedBy,
        null,
        findings,
      );
    const points = fraction(reading.publishedPoints, 10n ** BigInt(PUBLISHED_SCALE));
    const ratio = divide(points, config.publishedMax);
    const share = clampShare(ratio);
    const data = {
      points: decimalText(points, PUBLISHED_SCALE),
      maximum: decimalText(config.publishedMax, PUBLISHED_SCALE),
    };
    if (compare(share, ONE) < 0)
      findings.push({ message: 'belowMaximum', data: {}, evidence, loss: subtract(ONE, share) });
    if (compare(ratio, ONE) > 0) findings.push({ message: 'aboveMaximum', data, evidence });
    return scored(share, { message: 'asPublished', data }, findings);
  },
});
