import { z } from 'zod';
import { decidedRatingFact } from '../../facts/card.ts';
import { cite } from '../../kit/citation.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { yearOf } from '../../kit/period.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: not two years in a row classed as not completed (Regulation 41-QĐ/TW). */
export const repeatedNotCompleted = defineCondition({
  id: 'home-affairs/repeated-not-completed',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Không có hai năm liên tiếp không hoàn thành nhiệm vụ',
    en: 'No two consecutive years “not completed”',
  },
  purpose: {
    vi: 'Nêu căn cứ xem xét miễn nhiệm: hai năm liên tiếp được xếp loại không hoàn thành nhiệm vụ. Hệ thống chỉ cung cấp minh chứng.',
    en: 'Names a ground for considering dismissal: two consecutive years “not completed”. The platform supplies evidence only.',
  },
  legalBasis: [cite('41-QĐ/TW')],
  effective: { from: '2021-11-03' },
  parameters: {},
  config: z.strictObject({}),
  needs: [decidedRatingFact],
  messages: {
    none: {
      vi: 'Không có hai năm liên tiếp không hoàn thành nhiệm vụ tính đến năm {year}',
      en: 'No two consecutive years “not completed” up to {year}',
    },
    repeated: {
      vi: 'Hai năm liên tiếp {first} và {second} không hoàn thành nhiệm vụ: căn cứ xem xét miễn nhiệm',
      en: '“Not completed” in {first} and {second}: a ground for considering dismissal',
    },
    gap: {
      vi: 'Năm {known} không hoàn thành nhiệm vụ, nhưng chưa có xếp loại năm {missing}',
      en: '“Not completed” in {known}, but the class of {missing} is not recorded',
    },
    noRecord: {
      vi: 'Chưa có xếp loại năm nào được quyết định',
      en: 'No decided class of a year is recorded',
    },
    notCompleted: {
      vi: 'Năm {year}: không hoàn thành nhiệm vụ ({document})',
      en: '{year}: not completed ({document})',
    },
    personsOnly: { vi: 'Chỉ áp dụng đối với cá nhân', en: 'Applies to persons only' },
  },
  decide({ subject, facts, period }) {
    if (subject.kind === 'UNIT') return irrelevant({ message: 'personsOnly', data: {} });
    const { year } = yearOf(period);
    const findings: Finding[] = [];
    const failedIn = new Map<number, boolean>();
    for (const [row, entry] of facts['decided-rating'].entries()) {
      // A class that is only proposed counts for nothing here.
      if (!entry.yearly || entry.ratingSource === 'PROPOSED') continue;
      if (entry.year > year || entry.year < year - 2) continue;
      const failed = entry.rating === 'NOT_COMPLETED';
      failedIn.set(entry.year, failed || failedIn.get(entry.year) === true);
      if (failed) {
        const data = { year: entry.year, document: entry.document };
        findings.push({ message: 'notCompleted', data, evidence: [{ fact: 'decided-rating', row }] });
      }
    }
    if (failedIn.size === 0)
      return unknown({ message: 'noRecord', data: {} }, subject.superiorUnit, findings);
    for (const second of [year, year - 1]) {
      if (failedIn.get(second) === true && failedIn.get(second - 1) === true)
        return unmet({ message: 'repeated', data: { first: second - 1, second } }, findings);
    }
    for (const [known, missing] of [
      [year, year - 1],
      [year - 1, year - 2],
      [year - 2, year - 1],
    ] as const) {
      // This year's class may not be decided yet; until it is, it makes no pair.
      if (failedIn.get(known) === true && !failedIn.has(missing))
        return unknown({ message: 'gap', data: { known, missing } }, subject.superiorUnit, findings);
    }
    return met({ message: 'none', data: { year } }, findings);
  },
});
