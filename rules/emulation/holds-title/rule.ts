import { z } from 'zod';
import { TITLES, awardFact } from '../../facts/emulation.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { met, unknown, unmet } from '../../kit/outcome.ts';
import { cutOffPassed, yearOf } from '../../kit/period.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: the subject was awarded a title of the year. */
export const holdsTitle = defineCondition({
  id: 'emulation/holds-title',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Đã được tặng danh hiệu trong năm', en: 'Holds a title of the year' },
  purpose: {
    vi: 'Có quyết định tặng danh hiệu của năm xét và danh hiệu không bị hủy bỏ.',
    en: 'A title of the year considered was awarded and not revoked.',
  },
  legalBasis: [cite('06/2022/QH15')],
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    title: titled(z.enum(TITLES).default('ADVANCED_WORKER'), 'Danh hiệu', 'Title'),
  }),
  needs: [awardFact],
  messages: {
    held: { vi: 'Có danh hiệu {title} năm {year}', en: 'Holds {title} of {year}' },
    revoked: {
      vi: 'Danh hiệu {title} năm {year} đã bị hủy bỏ: {reason}',
      en: '{title} of {year} was revoked: {reason}',
    },
    none: { vi: 'Không có danh hiệu {title} năm {year}', en: 'No {title} of {year}' },
    notYet: {
      vi: 'Năm {year} chưa kết thúc xét danh hiệu {title}',
      en: 'Titles {title} of {year} are not decided yet',
    },
  },
  decide({ subject, facts, config, period, asOf }) {
    const { year } = yearOf(period);
    const { title } = config;
    const findings: Finding[] = [];
    let held = false;
    for (const [row, entry] of facts.award.entries()) {
      if (entry.award !== title || entry.year !== year) continue;
      const evidence = [{ fact: 'award', row }];
      if (entry.revoked)
        findings.push({ message: 'revoked', data: { title, year, reason: entry.revokedReason }, evidence });
      else {
        held = true;
        findings.push({ message: 'held', data: { title, year }, evidence });
      }
    }
    const reason = { message: held ? 'held' : 'none', data: { title, year } };
    if (held) return met(reason, findings);
    if (findings.length === 0 && !cutOffPassed(period, asOf))
      return unknown({ message: 'notYet', data: { title, year } }, subject.superiorUnit);
    return unmet(reason, findings);
  },
});
