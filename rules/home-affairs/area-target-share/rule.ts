import { z } from 'zod';
import { attainmentOf } from '../../shared/target-attainment.ts';
import { targetFact } from '../../facts/target.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { compare, exactText, fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: a share of the targets of the area led is reached (Decree 90/2020). */
export const areaTargetShare = defineCondition({
  id: 'home-affairs/area-target-share',
  version: '1.0.1',
  lifecycle: 'stable',
  title: { vi: 'Tỷ lệ chỉ tiêu của lĩnh vực phụ trách hoàn thành', en: 'Share of the area’s targets met' },
  purpose: {
    vi: 'Cơ quan, lĩnh vực phụ trách hoàn thành trên một tỷ lệ chỉ tiêu được giao.',
    en: 'The unit or area led met more than a set share of its targets.',
  },
  legalBasis: [cite('90/2020/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Ngưỡng trên 70% (hoàn thành) và dưới 50% (không hoàn thành) chưa đọc được trong văn bản: chờ xác nhận.',
    en: 'The marks above 70% (completed) and below 50% (not completed) were not read in the text: to be confirmed.',
  },
  effective: { from: '2020-08-20', to: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    minimum: titled(
      decimal({ min: '0', max: '1' }).prefault('0.7'),
      'Tỷ lệ tối thiểu (chờ xác nhận)',
      'Minimum share (to be confirmed)',
    ),
    strict: titled(z.boolean().default(true), 'Phải vượt trên tỷ lệ này', 'The share must be exceeded'),
  }),
  needs: [targetFact],
  messages: {
    reached: {
      vi: '{reached} trên {targets} chỉ tiêu hoàn thành (mốc {minimum})',
      en: '{reached} of {targets} targets met (mark {minimum})',
    },
    short: {
      vi: 'Chỉ {reached} trên {targets} chỉ tiêu hoàn thành (mốc {minimum})',
      en: 'Only {reached} of {targets} targets met (mark {minimum})',
    },
    undecided: { vi: '{missing} chỉ tiêu thiếu số liệu', en: '{missing} targets have no reading' },
    failed: { vi: 'Chỉ tiêu {metric} chưa đạt', en: 'Target of {metric} is not met' },
    missing: { vi: 'Chỉ tiêu {metric} thiếu số liệu', en: 'Target of {metric} has no reading' },
    noTargets: { vi: 'Không có chỉ tiêu nào đến kỳ đánh giá', en: 'No target is due for judgement' },
  },
  decide({ facts, config, period, asOf }) {
    const findings: Finding[] = [];
    let targets = 0;
    let reached = 0;
    let missing = 0;
    let owedBy: string | null = null;
    for (const [row, target] of facts.target.entries()) {
      const list = (message: string) =>
        findings.push({ message, data: { metric: target.metric }, evidence: [{ fact: 'target', row }] });
      const attainment = attainmentOf(target, period, asOf);
      if (attainment === 'OUTSIDE') continue;
      targets++;
      if (attainment === 'EXCEEDED' || attainment === 'MET') reached++;
      else if (attainment === 'UNMET') list('failed');
      else {
        missing++;
        owedBy ??= target.reportedBy;
        list('missing');
      }
    }
    if (targets === 0) return irrelevant({ message: 'noTargets', data: {} });
    const enough = (share: Fraction) => compare(share, config.minimum) >= (config.strict ? 1 : 0);
    const data = { reached, targets, minimum: exactText(config.minimum) };
    if (enough(fraction(reached, targets))) return met({ message: 'reached', data }, findings);
    if (!enough(fraction(reached + missing, targets))) return unmet({ message: 'short', data }, findings);
    return unknown({ message: 'undecided', data: { missing } }, owedBy, findings);
  },
});
