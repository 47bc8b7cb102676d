import { z } from 'zod';
import { countedReading } from '../../shared/counted-reading.ts';
import { readingFact } from '../../facts/reading.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled, worded } from '../../kit/config.ts';
import type { Fraction } from '../../kit/fraction.ts';
import {
  ONE,
  ZERO,
  clampShare,
  compare,
  divide,
  equal,
  fraction,
  multiply,
  round,
  subtract,
} from '../../kit/fraction.ts';
import type { Finding, Outcome } from '../../kit/outcome.ts';
import { missingData, notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { amount, evidenceOf, more, plain, publishedDifference, publishedValue, remarks } from './figures.ts';
import { messages } from './messages.ts';

const config = z.strictObject({
  metric: titled(z.string().default(''), 'Mã chỉ tiêu', 'Metric code'),
  divisor: titled(
    decimal({ min: '0.01', max: '1' }).prefault('1'),
    'Tỷ lệ đạt điểm tối đa (0,9 nghĩa là 90 % đã đạt tối đa)',
    'Ratio that earns the maximum (0.9: the maximum from 90 % on)',
  ),
  zeroDenominator: titled(
    worded({
      ZERO: { vi: 'Không điểm', en: 'No points' },
      FULL: { vi: 'Điểm tối đa', en: 'Full points' },
      NOT_APPLICABLE: { vi: 'Không áp dụng', en: 'Does not apply' },
      OPEN: { vi: 'Để trống như Cổng', en: 'Left open as the portal leaves it' },
    }).default('NOT_APPLICABLE'),
    'Khi mẫu số bằng 0: không điểm, điểm tối đa, không áp dụng, hoặc để trống như Cổng',
    'When the denominator is zero: none, full, not applicable, or left open as the portal leaves it',
  ),
  acceptPublished: titled(
    z.boolean().default(false),
    'Dùng điểm nguồn công bố khi nguồn không công bố tử số, mẫu số',
    'Take the points as published where the source gives no numerator and denominator',
  ),
  publishedMax: titled(
    decimal({ min: '0.01' }).nullable().default(null),
    'Điểm tối đa của nguồn công bố',
    'Maximum on the scale of the published points',
  ),
});

/**
 * Points of one metric of Decision 766, by its exact ratio.
 * The scheme rounds each metric's points half-up to two decimals before it adds them.
 */
export const metricPoints = defineRule({
  id: 'service-index/metric-points',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Điểm chỉ tiêu thành phần của Bộ chỉ số 766', en: 'Points of a metric of the 766 index' },
  purpose: {
    vi: 'Tính tỷ lệ đạt của một chỉ tiêu từ tử số, mẫu số của Cổng Dịch vụ công quốc gia và đối chiếu với điểm Cổng công bố.',
    en: 'Computes a metric from the numerator and denominator of the National Portal and holds it against the published points.',
  },
  legalBasis: [cite('766/QĐ-TTg', {}, 'SECONDARY')],
  interpretation: {
    vi: 'Công thức suy ra từ số liệu Cổng đã công bố và kiểm chứng trên các bảng đó; chưa đối chiếu với phụ lục của Quyết định 766.',
    en: 'The formula was derived from, and verified on, tables the portal published; it was not yet held against the annex of Decision 766.',
  },
  effective: { from: '2022-08-01' },
  parameters: {},
  config,
  needs: [readingFact],
  messages,
  evaluate({ subject, facts, config }): Outcome {
    const { metric } = config;
    const counted = countedReading(facts.reading, metric);
    if (!counted) return missingData({ message: 'noReading', data: { metric } }, null, null);
    const reading = facts.reading[counted.row]!;
    const evidence = evidenceOf([counted.row]);
    const findings = remarks(reading, subject.unit, counted.row);
    if (counted.setAside.length > 0)
      findings.push({
        message: 'setAside',
        data: { readings: counted.setAside.length },
        evidence: evidenceOf(counted.setAside),
      });
    if (counted.conflicting.length > 0) {
      findings.push({
        message: 'conflict',
        data: { metric },
        evidence: evidenceOf([counted.row, ...counted.conflicting]),
      });
      return missingData({ message: 'conflict', data: { metric } }, reading.reportedBy, null, findings);
    }
    const done = (share: Fraction, message: string, data: Finding['data']): Outcome => {
      const differs = publishedDifference(share, config.publishedMax, reading, evidence);
      return scored(share, { message, data }, differs ? [...findings, differs] : findings);
    };
    if (reading.numerator === null || reading.denominator === null) {
      if (!config.acceptPublished || config.publishedMax === null || reading.publishedPoints === null)
        return missingData({ message: 'noScore', data: { metric } }, reading.reportedBy, null, findings);
      const points = publishedValue(reading.publishedPoints);
      const share = clampShare(divide(points, config.publishedMax));
      if (compare(share, ONE) < 0)
        findings.push({ message: 'belowMaximum', data: {}, evidence, loss: subtract(ONE, share) });
      return done(share, 'asPublished', { points: plain(points), maximum: plain(config.publishedMax) });
    }
    if (reading.denominator === 0n) {
      const data = { metric };
      switch (config.zeroDenominator) {
        case 'ZERO':
          findings.push({ message: 'zeroNone', data, evidence, loss: ONE });
          return done(ZERO, 'zeroNone', data);
        case 'FULL':
          return done(ONE, 'zeroFull', data);
        case 'NOT_APPLICABLE':
          return notApplicable({ message: 'zeroNotApplicable', data }, findings);
        case 'OPEN':
          return missingData({ message: 'zeroOpen', data }, reading.reportedBy, null, findings);
      }
    }
    const ratio = fraction(reading.numerator, reading.denominator);
    const share = clampShare(divide(ratio, config.divisor));
    const count = { numerator: amount(reading.numerator), denominator: amount(reading.denominator) };
    if (compare(share, ONE) < 0)
      findings.push({
        message: 'shortfall',
        data: { ...count, more: more(reading.numerator, reading.denominator, config.divisor) },
        evidence,
        loss: subtract(ONE, share),
      });
    const percent = round(multiply(ratio, fraction(100)), 2, 'HALF_UP');
    if (reading.publishedPercent !== null && !equal(percent, publishedValue(reading.publishedPercent)))
      findings.push({
        message: 'publishedPercentDiffers',
        data: { published: plain(publishedValue(reading.publishedPercent)), computed: plain(percent) },
        evidence,
      });
    return equal(config.divisor, ONE)
      ? done(share, 'ratio', count)
      : done(share, 'ratioToLevel', { ...count, divisor: plain(config.divisor) });
  },
});
