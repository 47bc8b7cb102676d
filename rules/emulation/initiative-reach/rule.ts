import { z } from 'zod';
import { REACHES, initiativeFact } from '../../facts/emulation.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { met, unmet } from '../../kit/outcome.ts';
import { yearOf } from '../../kit/period.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of titles: a recognised initiative of at least a given reach. */
export const initiativeReach = defineCondition({
  id: 'emulation/initiative-reach',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Sáng kiến có phạm vi ảnh hưởng', en: 'Initiative with reach' },
  purpose: {
    vi: 'Có sáng kiến hoặc đề tài được công nhận có phạm vi ảnh hưởng từ một cấp trở lên.',
    en: 'Has a recognised initiative or study with at least the reach asked for.',
  },
  legalBasis: [cite('06/2022/QH15')],
  interpretation: {
    vi: 'Số năm mà sáng kiến còn được tính chờ xác nhận pháp lý.',
    en: 'For how many years an initiative counts is to be confirmed in law.',
  },
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    reach: titled(z.enum(REACHES).default('PROVINCIAL'), 'Phạm vi tối thiểu', 'Least reach'),
    withinYears: titled(
      z.int().min(1).max(20).default(3),
      'Tính sáng kiến trong số năm gần nhất, kể cả năm xét (chờ xác nhận)',
      'Initiatives of how many latest years count, this one included (to be confirmed)',
    ),
  }),
  needs: [initiativeFact],
  messages: {
    found: {
      vi: 'Có {initiatives} sáng kiến phạm vi từ {reach} trở lên',
      en: '{initiatives} initiatives reach {reach} or further',
    },
    none: {
      vi: 'Không có sáng kiến phạm vi từ {reach} trở lên từ năm {from} đến năm {year}',
      en: 'No initiative reaches {reach} or further, {from} to {year}',
    },
    initiative: {
      vi: 'Sáng kiến {code} năm {year}, phạm vi {reach}',
      en: 'Initiative {code} of {year}, reach {reach}',
    },
  },
  decide({ facts, config, period }) {
    const { year } = yearOf(period);
    const from = year - config.withinYears + 1;
    const wanted = REACHES.indexOf(config.reach);
    const findings: Finding[] = [];
    for (const [row, entry] of facts.initiative.entries()) {
      if (entry.year < from || entry.year > year || REACHES.indexOf(entry.reach) < wanted) continue;
      findings.push({
        message: 'initiative',
        data: { code: entry.code, year: entry.year, reach: entry.reach },
        evidence: [{ fact: 'initiative', row }],
      });
    }
    const { reach } = config;
    return findings.length > 0
      ? met({ message: 'found', data: { initiatives: findings.length, reach } }, findings)
      : unmet({ message: 'none', data: { reach, from, year } });
  },
});
