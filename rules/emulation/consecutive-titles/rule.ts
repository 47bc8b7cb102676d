import { z } from 'zod';
import { TITLES, awardFact } from '../../facts/emulation.ts';
import { cite } from '../../kit/citation.ts';
import { titled, worded } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { met, unmet } from '../../kit/outcome.ts';
import { yearOf } from '../../kit/period.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of higher titles: a title held for a number of years in a row. */
export const consecutiveTitles = defineCondition({
  id: 'emulation/consecutive-titles',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Danh hiệu liên tục nhiều năm', en: 'Titles in consecutive years' },
  purpose: {
    vi: 'Được tặng một danh hiệu nhiều năm liên tục ngay trước năm xét, danh hiệu không bị hủy bỏ.',
    en: 'Held a title in consecutive years right before the year considered, none of them revoked.',
  },
  legalBasis: [cite('06/2022/QH15')],
  interpretation: {
    vi: 'Năm cuối của chuỗi là năm liền trước hay chính năm xét: chờ xác nhận pháp lý.',
    en: 'Whether the run ends in the year before or in the year considered is to be confirmed in law.',
  },
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    title: titled(z.enum(TITLES).default('GRASSROOTS_FIGHTER'), 'Danh hiệu', 'Title'),
    years: titled(z.int().min(1).max(10).default(3), 'Số năm liên tục', 'Consecutive years'),
    lastYear: titled(
      worded({
        PREVIOUS: { vi: 'Năm liền trước', en: 'The year before' },
        CURRENT: { vi: 'Chính năm xét', en: 'The year considered' },
      }).default('PREVIOUS'),
      'Năm cuối của chuỗi: năm liền trước hoặc chính năm xét (chờ xác nhận)',
      'Last year of the run: the year before or the year considered (to be confirmed)',
    ),
  }),
  needs: [awardFact],
  messages: {
    held: {
      vi: 'Có danh hiệu {title} liên tục {years} năm, từ {first} đến {last}',
      en: 'Held {title} for {years} consecutive years, {first} to {last}',
    },
    broken: {
      vi: 'Thiếu danh hiệu {title} các năm: {missing}',
      en: '{title} is missing in: {missing}',
    },
    award: { vi: 'Danh hiệu năm {year} ({document})', en: 'Title of {year} ({document})' },
    revoked: {
      vi: 'Danh hiệu năm {year} đã bị hủy bỏ: {reason}',
      en: 'The title of {year} was revoked: {reason}',
    },
  },
  decide({ facts, config, period }) {
    const { year } = yearOf(period);
    const last = config.lastYear === 'CURRENT' ? year : year - 1;
    const first = last - config.years + 1;
    const findings: Finding[] = [];
    const held = new Set<number>();
    for (const [row, entry] of facts.award.entries()) {
      if (entry.award !== config.title || entry.year < first || entry.year > last) continue;
      const evidence = [{ fact: 'award', row }];
      if (entry.revoked)
        findings.push({
          message: 'revoked',
          data: { year: entry.year, reason: entry.revokedReason },
          evidence,
        });
      else {
        held.add(entry.year);
        findings.push({ message: 'award', data: { year: entry.year, document: entry.document }, evidence });
      }
    }
    const missing: number[] = [];
    for (let wanted = first; wanted <= last; wanted++) if (!held.has(wanted)) missing.push(wanted);
    const { title, years } = config;
    return missing.length === 0
      ? met({ message: 'held', data: { title, years, first, last } }, findings)
      : unmet({ message: 'broken', data: { title, missing: missing.join(', ') } }, findings);
  },
});
