import { stillHasTime } from '../../facts/attainment.ts';
import { targetFact } from '../../facts/target.ts';
import { cite } from '../../kit/citation.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, add, compare, divide, exactText, multiply, subtract, sum } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { config, isBelowFloor, shareOf } from './config.ts';
import { messages } from './messages.ts';
import { inProgress, owedFor } from './owed.ts';
import type { Reading, Target } from './reading.ts';
import { goalText, percentText, readingOf, valueText } from './reading.ts';

export const attainment = defineRule({
  id: 'targets/attainment',
  version: '1.0.1',
  lifecycle: 'stable',
  title: { vi: 'Mức đạt chỉ tiêu được giao', en: 'Attainment of targets' },
  purpose: {
    vi: 'Đo mức đạt của các chỉ tiêu được giao trong kỳ.',
    en: 'Measures how far the targets set for the period were attained.',
  },
  legalBasis: [cite('06/QĐ-TTg'), cite('NA-06-2024-05')],
  interpretation: {
    vi: 'Cách quy đổi mức đạt thành điểm và trọng số là cấu hình ví dụ, cần xác nhận.',
    en: 'How attainment becomes points, and the weights, are example configuration, to be confirmed.',
  },
  effective: { from: '2022-01-01' },
  parameters: {},
  config,
  needs: [targetFact],
  messages,
  evaluate({ facts, config, period, asOf }) {
    const findings: Finding[] = [];
    const counted: { row: number; target: Target; weight: Fraction; reading: Reading }[] = [];
    for (const [row, target] of facts.target.entries()) {
      const weight = Object.hasOwn(config.weights, target.metric) ? config.weights[target.metric]! : ONE;
      const reading = readingOf(target);
      const message = compare(weight, ZERO) === 0 ? 'unweighted' : leftOut(reading);
      if (message === null) counted.push({ row, target, weight, reading });
      else findings.push({ message, data: { title: target.title }, evidence: [{ fact: 'target', row }] });
    }
    if (counted.length === 0) return notApplicable({ message: 'nothingAssessable', data: {} }, findings);
    const total = sum(counted.map(({ weight }) => weight));
    const open: Open[] = [];
    let earned = ZERO;
    let unread = 0;
    for (const { row, target, weight, reading } of counted) {
      const evidence = [{ fact: 'target', row }];
      if (!('attainment' in reading)) {
        const owed = owedFor(target, divide(weight, total));
        for (const { what } of owed) findings.push({ ...what, evidence });
        open.push(...owed);
        unread++;
        continue;
      }
      const share = shareOf(reading.attainment, config);
      const loss = divide(multiply(weight, subtract(ONE, share)), total);
      earned = add(earned, multiply(weight, share));
      if (loss.n > 0n && stillHasTime(target, period, asOf)) {
        const progress = inProgress(target, loss);
        findings.push({ ...progress.what, evidence });
        open.push(progress);
        continue;
      }
      const said = sentence(target, reading, share);
      findings.push({ ...said, evidence, ...(loss.n > 0n && { loss }) });
      if (isBelowFloor(reading.attainment, config)) {
        const data = {
          title: target.title,
          attainment: percentText(reading.attainment),
          floor: exactText(config.floorPercent!),
        };
        findings.push({ message: 'belowFloor', data, evidence });
      }
    }
    const data = {
      earned: exactText(earned),
      weight: exactText(total),
      targets: counted.length,
      open: unread,
    };
    return scored(divide(earned, total), { message: 'share', data }, findings, open);
  },
});

/** Why a target stands in no denominator, or null where it does. */
function leftOut({ state }: Reading): 'zeroDenominator' | 'shownOnly' | 'noBound' | null {
  if (state === 'ZERO_DENOMINATOR') return 'zeroDenominator';
  if (state === 'SHOWN_ONLY') return 'shownOnly';
  return state === 'NO_BOUND' ? 'noBound' : null;
}

function sentence(target: Target, reading: Reading & { readonly attainment: Fraction }, share: Fraction) {
  const attainment = percentText(reading.attainment);
  const data = {
    title: target.title,
    value: valueText(target),
    goal: goalText(target),
    attainment,
    share: share === reading.attainment ? attainment : percentText(share),
    met: target.readingsMet,
    looked: target.readingsHeld,
  };
  if (reading.state === 'HELD') return { message: 'held', data };
  return { message: compare(reading.attainment, ONE) === 0 ? 'reached' : 'short', data };
}
