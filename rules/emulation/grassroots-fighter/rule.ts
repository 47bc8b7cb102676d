import { z } from 'zod';
import { decidedRatingFact } from '../../facts/card.ts';
import { awardFact, initiativeFact } from '../../facts/emulation.ts';
import { cite } from '../../kit/citation.ts';
import type { Finding } from '../../kit/outcome.ts';
import { met, unknown, unmet } from '../../kit/outcome.ts';
import { yearOf } from '../../kit/period.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of the title grassroots emulation fighter (Law 06/2022/QH15). */
export const grassrootsFighter = defineCondition({
  id: 'emulation/grassroots-fighter',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Tiêu chuẩn Chiến sĩ thi đua cơ sở', en: 'Standard of a Grassroots Fighter' },
  purpose: {
    vi: 'Đạt Lao động tiên tiến trong năm và có sáng kiến, đề tài được công nhận hoặc hoàn thành xuất sắc nhiệm vụ.',
    en: 'Advanced Worker of the year with a recognised initiative or study, or classed “excellent”.',
  },
  legalBasis: [cite('06/2022/QH15', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Tiêu chuẩn đọc được trong hướng dẫn theo luật cũ; nội dung theo luật hiện hành chờ xác nhận.',
    en: 'Read in guidance under the older law; its wording in today’s law is to be confirmed.',
  },
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({}),
  needs: [awardFact, initiativeFact, decidedRatingFact],
  messages: {
    byInitiative: {
      vi: 'Lao động tiên tiến, có {initiatives} sáng kiến được công nhận trong năm',
      en: 'Advanced Worker with {initiatives} recognised initiatives of the year',
    },
    byClass: {
      vi: 'Lao động tiên tiến, hoàn thành xuất sắc nhiệm vụ',
      en: 'Advanced Worker, classed “excellent”',
    },
    revoked: {
      vi: 'Danh hiệu Lao động tiên tiến năm {year} đã bị hủy bỏ',
      en: 'The Advanced Worker title of {year} was revoked',
    },
    noTitle: {
      vi: 'Chưa có quyết định danh hiệu Lao động tiên tiến năm {year}',
      en: 'No decision on the Advanced Worker title of {year} is recorded',
    },
    neither: {
      vi: 'Không có sáng kiến được công nhận và không hoàn thành xuất sắc nhiệm vụ',
      en: 'Neither a recognised initiative nor the class “excellent”',
    },
    noClass: {
      vi: 'Không có sáng kiến, chưa có xếp loại năm {year}',
      en: 'No initiative, and the class of {year} is not recorded',
    },
    initiative: {
      vi: 'Sáng kiến {code}, phạm vi {reach}',
      en: 'Initiative {code}, reach {reach}',
    },
  },
  decide({ subject, facts, period }) {
    const { year } = yearOf(period);
    const findings: Finding[] = [];
    for (const [row, { code, reach, ...entry }] of facts.initiative.entries()) {
      if (entry.year !== year) continue;
      findings.push({
        message: 'initiative',
        data: { code, reach },
        evidence: [{ fact: 'initiative', row }],
      });
    }
    const initiatives = findings.length;
    const classes = facts['decided-rating'].filter(
      (entry) => entry.yearly && entry.year === year && entry.ratingSource !== 'PROPOSED',
    );
    const excellent = classes.some((entry) => entry.rating === 'EXCELLENT');
    const titles = facts.award.filter((entry) => entry.award === 'ADVANCED_WORKER' && entry.year === year);
    const held = titles.some((entry) => !entry.revoked);
    if (!held && titles.length > 0) return unmet({ message: 'revoked', data: { year } }, findings);
    if (initiatives === 0 && !excellent) {
      return classes.length === 0
        ? unknown({ message: 'noClass', data: { year } }, subject.superiorUnit, findings)
        : unmet({ message: 'neither', data: {} }, findings);
    }
    if (!held) return unknown({ message: 'noTitle', data: { year } }, subject.superiorUnit, findings);
    return initiatives > 0
      ? met({ message: 'byInitiative', data: { initiatives } }, findings)
      : met({ message: 'byClass', data: {} }, findings);
  },
});
