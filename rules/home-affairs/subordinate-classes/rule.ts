import { z } from 'zod';
import { subordinateRatingFact } from '../../facts/card.ts';
import { cite } from '../../kit/citation.ts';
import { titled, worded } from '../../kit/config.ts';
import { compare, exactText, fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { atLeast } from '../../kit/rating.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: classes of the units or people directly below (Decree 90/2020). */
export const subordinateClasses = defineCondition({
  id: 'home-affairs/subordinate-classes',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Xếp loại các đơn vị trực thuộc', en: 'Classes of direct units' },
  purpose: {
    vi: '100% đơn vị trực thuộc hoàn thành nhiệm vụ trở lên, ít nhất 70% hoàn thành tốt hoặc xuất sắc.',
    en: 'All direct units are classed “completed” or above and at least 70% “good” or “excellent”.',
  },
  legalBasis: [cite('90/2020/NĐ-CP')],
  effective: { from: '2020-08-20', to: '2026-01-01' },
  parameters: {
    minimum: dated('Tỷ lệ tối thiểu hoàn thành tốt trở lên', 'Minimum share “good” or above', [
      { from: '2020-08-20', value: '0.7', basis: cite('90/2020/NĐ-CP') },
    ]),
  },
  config: z.strictObject({
    of: titled(
      worded({
        UNIT: { vi: 'Cơ quan trực thuộc', en: 'Units below' },
        PEOPLE: { vi: 'Người dưới quyền', en: 'People below' },
      }).default('UNIT'),
      'Đối tượng trực thuộc',
      'Whose classes count',
    ),
  }),
  needs: [subordinateRatingFact],
  messages: {
    reached: {
      vi: '{good} trên {number} đơn vị hoàn thành tốt trở lên (tối thiểu {minimum}), không đơn vị nào không hoàn thành',
      en: '{good} of {number} “good” or above (minimum {minimum}), none “not completed”',
    },
    failed: {
      vi: '{failed} trên {number} đơn vị không hoàn thành nhiệm vụ',
      en: '{failed} of {number} are classed “not completed”',
    },
    short: {
      vi: 'Chỉ {good} trên {number} đơn vị hoàn thành tốt trở lên (tối thiểu {minimum})',
      en: 'Only {good} of {number} are “good” or above (minimum {minimum})',
    },
    notCompleted: {
      vi: '{subordinate} không hoàn thành nhiệm vụ',
      en: '{subordinate} is classed “not completed”',
    },
    provisional: {
      vi: 'Xếp loại của {subordinate} mới là đề xuất: kết quả tạm tính',
      en: 'The class of {subordinate} is only proposed: provisional',
    },
    unrated: {
      vi: '{unrated} trên {number} đơn vị trực thuộc chưa có xếp loại',
      en: '{unrated} of {number} direct units have no class yet',
    },
    withoutClass: { vi: '{subordinate} chưa có xếp loại', en: '{subordinate} has no class yet' },
    nothingBelow: { vi: 'Không có đơn vị trực thuộc', en: 'There is no direct unit' },
    absent: {
      vi: 'Chưa có xếp loại của cấp dưới trực thuộc',
      en: 'No class of a direct subordinate is recorded',
    },
  },
  decide({ subject, facts, config, parameters }) {
    const findings: Finding[] = [];
    let number = 0;
    let good = 0;
    let failed = 0;
    let unrated = 0;
    for (const [row, entry] of facts['subordinate-rating'].entries()) {
      if (entry.of !== config.of) continue;
      const evidence = [{ fact: 'subordinate-rating', row }];
      const data = { subordinate: entry.subordinate };
      number += entry.number;
      if (entry.rating === null) {
        unrated += entry.number;
        findings.push({ message: 'withoutClass', data, evidence });
        continue;
      }
      if (atLeast(entry.rating, 'GOOD')) good += entry.number;
      if (entry.rating === 'NOT_COMPLETED' && entry.number > 0) {
        failed += entry.number;
        findings.push({ message: 'notCompleted', data, evidence });
      }
      if (entry.ratingSource === 'PROPOSED') findings.push({ message: 'provisional', data, evidence });
    }
    if (number === 0 && config.of === 'UNIT') return irrelevant({ message: 'nothingBelow', data: {} });
    if (number === 0) return unknown({ message: 'absent', data: {} }, subject.unit, findings);
    if (failed > 0) return unmet({ message: 'failed', data: { failed, number } }, findings);
    const data = { good, number, minimum: exactText(parameters.minimum) };
    // With the classes still to come at their best, the share may yet be reached or not.
    const isReachable = compare(fraction(good + unrated, number), parameters.minimum) >= 0;
    if (unrated > 0 && isReachable)
      return unknown({ message: 'unrated', data: { unrated, number } }, subject.unit, findings);
    return compare(fraction(good, number), parameters.minimum) < 0
      ? unmet({ message: 'short', data }, findings)
      : met({ message: 'reached', data }, findings);
  },
});
