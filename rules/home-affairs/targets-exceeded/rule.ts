import { z } from 'zod';
import { attainmentOf } from '../../shared/target-attainment.ts';
import { targetFact } from '../../facts/target.ts';
import { cite } from '../../kit/citation.ts';
import { compare, exactText, fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { dated } from '../../kit/parameter.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: every target reached, at least half of them exceeded (Decree 90/2020). */
export const targetsExceeded = defineCondition({
  id: 'home-affairs/targets-exceeded',
  version: '1.0.1',
  lifecycle: 'stable',
  title: {
    vi: 'Hoàn thành mọi chỉ tiêu, ít nhất 50% vượt mức',
    en: 'All targets met, at least half exceeded',
  },
  purpose: {
    vi: 'Điều kiện của mức xuất sắc: tất cả chỉ tiêu được giao hoàn thành, ít nhất 50% vượt mức.',
    en: 'Condition of class “excellent”: all targets set are met and at least 50% of them exceeded.',
  },
  legalBasis: [cite('90/2020/NĐ-CP')],
  effective: { from: '2020-08-20', to: '2026-01-01' },
  parameters: {
    minimum: dated('Tỷ lệ tối thiểu vượt mức', 'Minimum share exceeded', [
      { from: '2020-08-20', value: '0.5', basis: cite('90/2020/NĐ-CP') },
    ]),
  },
  config: z.strictObject({}),
  needs: [targetFact],
  messages: {
    reached: {
      vi: 'Đạt cả {targets} chỉ tiêu, {exceeded} chỉ tiêu vượt mức (tối thiểu {minimum})',
      en: 'All {targets} targets met, {exceeded} exceeded (minimum {minimum})',
    },
    notMet: {
      vi: '{failed} trên {targets} chỉ tiêu chưa đạt',
      en: '{failed} of {targets} targets are not met',
    },
    short: {
      vi: 'Chỉ {exceeded} trên {targets} chỉ tiêu vượt mức (tối thiểu {minimum})',
      en: 'Only {exceeded} of {targets} targets exceeded (minimum {minimum})',
    },
    undecided: { vi: '{missing} chỉ tiêu thiếu số liệu', en: '{missing} targets have no reading' },
    failed: { vi: 'Chỉ tiêu {metric} chưa đạt', en: 'Target of {metric} is not met' },
    missing: { vi: 'Chỉ tiêu {metric} thiếu số liệu', en: 'Target of {metric} has no reading' },
    exceeded: { vi: 'Chỉ tiêu {metric} vượt mức', en: 'Target of {metric} is exceeded' },
    noTargets: {
      vi: 'Không có chỉ tiêu nào đến kỳ đánh giá',
      en: 'No target is due for judgement',
    },
  },
  decide({ facts, parameters, period, asOf }) {
    const findings: Finding[] = [];
    let targets = 0;
    let exceeded = 0;
    let failed = 0;
    let missing = 0;
    let owedBy: string | null = null;
    for (const [row, target] of facts.target.entries()) {
      const list = (message: string) =>
        findings.push({ message, data: { metric: target.metric }, evidence: [{ fact: 'target', row }] });
      const attainment = attainmentOf(target, period, asOf);
      if (attainment === 'OUTSIDE') continue;
      targets++;
      if (attainment === 'EXCEEDED') {
        exceeded++;
        list('exceeded');
      } else if (attainment === 'UNMET') {
        failed++;
        list('failed');
      } else if (attainment === 'MISSING') {
        missing++;
        owedBy ??= target.reportedBy;
        list('missing');
      }
    }
    if (targets === 0) return irrelevant({ message: 'noTargets', data: {} });
    if (failed > 0) return unmet({ message: 'notMet', data: { failed, targets } }, findings);
    const data = { exceeded, targets, minimum: exactText(parameters.minimum) };
    if (compare(fraction(exceeded + missing, targets), parameters.minimum) < 0)
      return unmet({ message: 'short', data }, findings);
    if (missing > 0) return unknown({ message: 'undecided', data: { missing } }, owedBy, findings);
    return met({ message: 'reached', data }, findings);
  },
});
