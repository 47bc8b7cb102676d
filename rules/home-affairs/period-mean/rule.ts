import { z } from 'zod';
import { periodCardFact } from '../../facts/card.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { addMonths } from '../../kit/day.ts';
import {
  ONE,
  ZERO,
  add,
  clampShare,
  divide,
  exactText,
  fraction,
  multiply,
  parseFraction,
  subtract,
} from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { missingData, notApplicable, pending, scored } from '../../kit/outcome.ts';
import { cutOffPassed } from '../../kit/period.ts';
import { defineRule } from '../../kit/rule.ts';

/** Points of the year: the mean of the subject's months or quarters (Decree 335/2025). */
export const periodMean = defineRule({
  id: 'home-affairs/period-mean',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Điểm trung bình các kỳ trong năm', en: 'Mean of the year’s period cards' },
  purpose: {
    vi: 'Tính điểm năm bằng trung bình cộng điểm các kỳ tháng hoặc quý của chính đối tượng.',
    en: 'Computes the year as the plain mean of the subject’s own monthly or quarterly totals.',
  },
  legalBasis: [cite('335/2025/NĐ-CP', { article: '19' })],
  interpretation: {
    vi: 'Các nguồn ghi khác nhau số điều (19 hoặc 21); cách cộng điểm các kỳ chờ xác nhận pháp lý.',
    en: 'Sources disagree on the article (19 or 21); how periods add up is to be confirmed.',
  },
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    expectedPeriods: titled(
      z.literal([4, 12]).default(4),
      'Số kỳ theo dõi trong năm (quý: 4, tháng: 12)',
      'Periods followed in a year (quarters: 4, months: 12)',
    ),
    full: titled(decimal({ min: '1' }).prefault('100'), 'Thang điểm của kỳ', 'Full mark of a period'),
  }),
  needs: [periodCardFact],
  messages: {
    mean: {
      vi: 'Trung bình {periods} kỳ, {known} kỳ đã có điểm, tổng {sum} trên thang {full}',
      en: 'Mean of {periods} periods, {known} with a total, adding up to {sum} on a scale of {full}',
    },
    period: { vi: 'Kỳ {period}: {total} điểm', en: 'Period {period}: {total} points' },
    missing: {
      vi: 'Kỳ {period} đã kết thúc nhưng chưa có điểm hoặc còn nội dung chưa xác định',
      en: 'Period {period} has ended but has no total, or its card is still open',
    },
    notEnded: { vi: 'Kỳ {period} chưa kết thúc', en: 'Period {period} has not ended' },
    fewer: {
      vi: 'Chỉ {periods} trên {expected} kỳ thuộc thời gian làm việc thực tế: tính trên các kỳ đó',
      en: 'Only {periods} of {expected} periods fall in the time really worked: the mean is over these',
    },
    noPeriods: { vi: 'Chưa có kỳ nào trong năm', en: 'The year has no period cards yet' },
    yearOnly: { vi: 'Chỉ tính cho kỳ năm', en: 'Applies to a whole year only' },
  },
  evaluate({ subject, facts, config, period, asOf }) {
    if (period.kind !== 'YEAR') return notApplicable({ message: 'yearOnly', data: {} });
    const cards = facts['period-card'];
    const periods = cards.length;
    if (periods === 0) {
      const open = cutOffPassed(period, asOf) ? missingData : pending;
      return open({ message: 'noPeriods', data: {} }, subject.superiorUnit, period.cutOff + 1);
    }
    const findings: Finding[] = [];
    const open: Open[] = [];
    const part = fraction(1, periods);
    let share = ZERO;
    let sum = ZERO;
    for (const [row, card] of cards.entries()) {
      const evidence = [{ fact: 'period-card', row }];
      if (card.missing || card.total === null) {
        const end = addMonths(card.from, 12 / config.expectedPeriods);
        const ended = asOf >= end - 1;
        const what = { message: ended ? 'missing' : 'notEnded', data: { period: card.period } };
        findings.push({ ...what, evidence });
        open.push({
          share: part,
          kind: ended ? 'MISSING_DATA' : 'PENDING',
          what,
          owedBy: subject.superiorUnit,
          since: end,
        });
        continue;
      }
      const total = parseFraction(card.total);
      const earned = clampShare(divide(total, config.full));
      share = add(share, multiply(earned, part));
      sum = add(sum, total);
      findings.push({
        message: 'period',
        data: { period: card.period, total: card.total },
        evidence,
        loss: multiply(subtract(ONE, earned), part),
      });
    }
    if (periods < config.expectedPeriods)
      findings.push({ message: 'fewer', data: { periods, expected: config.expectedPeriods }, evidence: [] });
    const data = {
      periods,
      known: periods - open.length,
      sum: exactText(sum),
      full: exactText(config.full),
    };
    return scored(share, { message: 'mean', data }, findings, open);
  },
});
