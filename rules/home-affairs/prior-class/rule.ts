import { z } from 'zod';
import { periodCardFact } from '../../facts/card.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { RATINGS, atLeast } from '../../kit/rating.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: every shorter period of the year has at least a given class. */
export const priorClass = defineCondition({
  id: 'home-affairs/prior-class',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Xếp loại các kỳ trong năm', en: 'Classes of the year’s periods' },
  purpose: {
    vi: 'Quy định riêng của địa phương: mọi kỳ trong năm đạt từ một mức xếp loại trở lên.',
    en: 'A local rule: every period of the year reached at least a set class.',
  },
  legalBasis: [cite('335/2025/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Quy định nội bộ của một số cơ quan, không thấy trong nghị định: chỉ dùng khi cấp có thẩm quyền đã ban hành.',
    en: 'A house rule of some agencies, not seen in the decree: use it only where the authority has adopted it.',
  },
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    atLeast: titled(
      z.enum(RATINGS).default('COMPLETED'),
      'Mức tối thiểu của mỗi kỳ',
      'Lowest class of a period',
    ),
  }),
  needs: [periodCardFact],
  messages: {
    all: { vi: 'Cả {periods} kỳ đạt mức tối thiểu', en: 'All {periods} periods reach the lowest class' },
    below: { vi: '{failed} kỳ dưới mức tối thiểu', en: '{failed} periods are below the lowest class' },
    undecided: { vi: '{open} kỳ chưa có xếp loại', en: '{open} periods have no class' },
    period: { vi: 'Kỳ {period}: {rating}', en: 'Period {period}: {rating}' },
    provisional: {
      vi: 'Xếp loại kỳ {period} mới là đề xuất: kết quả tạm tính',
      en: 'The class of {period} is only proposed: provisional',
    },
    missing: { vi: 'Kỳ {period} chưa có xếp loại', en: 'Period {period} has no class' },
    noPeriods: { vi: 'Không có kỳ nào ngắn hơn trong năm', en: 'The year has no shorter periods' },
  },
  decide({ subject, facts, config }) {
    const findings: Finding[] = [];
    const cards = facts['period-card'];
    if (cards.length === 0) return irrelevant({ message: 'noPeriods', data: {} });
    let failed = 0;
    let open = 0;
    for (const [row, card] of cards.entries()) {
      const evidence = [{ fact: 'period-card', row }];
      if (card.rating === null) {
        open++;
        findings.push({ message: 'missing', data: { period: card.period }, evidence });
        continue;
      }
      if (card.ratingSource === 'PROPOSED')
        findings.push({ message: 'provisional', data: { period: card.period }, evidence });
      if (atLeast(card.rating, config.atLeast)) continue;
      failed++;
      findings.push({ message: 'period', data: { period: card.period, rating: card.rating }, evidence });
    }
    if (failed > 0) return unmet({ message: 'below', data: { failed } }, findings);
    if (open > 0) return unknown({ message: 'undecided', data: { open } }, subject.superiorUnit, findings);
    return met({ message: 'all', data: { periods: cards.length } }, findings);
  },
});
