import { stillHasTime } from '../../shared/target-attainment.ts';
import { targetFact } from '../../facts/target.ts';
import { cite } from '../../kit/citation.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, add, compare, divide, exactText, multiply, subtract } from '../../kit/fraction.ts';
import { eachOnce } from '../../kit/once.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import type { Message } from '../../kit/text.ts';
import type { Config } from './config.ts';
import { config, isBelowFloor, shareOf } from './config.ts';
import { messages } from './messages.ts';
import { inProgress, owedFor } from './owed.ts';
import type { Reading, Target } from './reading.ts';
import { goalText, percentText, readingOf, valueText } from './reading.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

/** How far the targets of the period are reached, weighted by metric. */
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
  laterLaw: {
    'NA-06-2024-05': REQUEST_OF_2024,
    '06/QĐ-TTg': {
      vi: 'Ký ngày 06/01/2022; kỳ năm, quý I và tháng 1/2022 bắt đầu trước đó năm ngày.',
      en: 'Signed on 6/1/2022; the year, first quarter and January of 2022 begin five days before.',
    },
  },
  parameters: {},
  config,
  needs: [targetFact],
  messages,
  evaluate({ facts, config, period, asOf, answers }) {
    const { target: targets } = facts;
    const judged = eachOnce(targets, answers, (target) => judge(target, config));
    const findings: Finding[] = [];
    let total = ZERO;
    let counted = 0;
    for (let row = 0; row < judged.length; row++) {
      const { leftOut, weight } = judged[row]!;
      if (leftOut !== null) findings.push({ ...leftOut, evidence: [{ fact: 'target', row }] });
      else {
        total = add(total, weight);
        counted++;
      }
    }
    if (counted === 0) return notApplicable({ message: 'nothingAssessable', data: {} }, findings);
    const open: Open[] = [];
    let earned = ZERO;
    let unread = 0;
    for (let row = 0; row < judged.length; row++) {
      const { leftOut, weight, known } = judged[row]!;
      if (leftOut !== null) continue;
      const target = targets[row]!;
      const evidence = [{ fact: 'target', row }];
      if (known === null) {
        const owed = owedFor(target, divide(weight, total));
        for (const { what } of owed) findings.push({ ...what, evidence });
        open.push(...owed);
        unread++;
        continue;
      }
      earned = add(earned, known.earned);
      const { message, data } = known.sentence;
      if (known.lost.n <= 0n) findings.push({ message, data, evidence });
      else {
        const loss = divide(known.lost, total);
        if (stillHasTime(target, period, asOf)) {
          const progress = inProgress(target, loss);
          findings.push({ ...progress.what, evidence });
          open.push(progress);
          continue;
        }
        findings.push({ message, data, evidence, loss });
      }
      if (known.belowFloor !== null) findings.push({ ...known.belowFloor, evidence });
    }
    const data = { earned: exactText(earned), weight: exactText(total), targets: counted, open: unread };
    return scored(divide(earned, total), { message: 'share', data }, findings, open);
  },
});

/** What a target says by itself, on any card. */
interface Judged {
  readonly weight: Fraction;
  /** Why it stands in no denominator; null where it does. */
  readonly leftOut: Message | null;
  /** Null where there is no reading, or none to measure. */
  readonly known: {
    /** Of the weight: what the attainment earns, and what it lacks. */
    readonly earned: Fraction;
    readonly lost: Fraction;
    readonly sentence: Message;
    readonly belowFloor: Message | null;
  } | null;
}

function judge(target: Target, settings: Config): Judged {
  const { title, metric } = target;
  const weight = Object.hasOwn(settings.weights, metric) ? settings.weights[metric]! : ONE;
  const reading = readingOf(target);
  const message = compare(weight, ZERO) === 0 ? 'unweighted' : leftOut(reading);
  if (message !== null) return { weight, leftOut: { message, data: { title } }, known: null };
  if (!('attainment' in reading)) return { weight, leftOut: null, known: null };
  const { attainment } = reading;
  const share = shareOf(attainment, settings);
  const known = {
    earned: multiply(weight, share),
    lost: multiply(weight, subtract(ONE, share)),
    sentence: sentence(target, reading, share),
    belowFloor: isBelowFloor(attainment, settings)
      ? {
          message: 'belowFloor',
          data: { title, attainment: percentText(attainment), floor: exactText(settings.floorPercent!) },
        }
      : null,
  };
  return { weight, leftOut: null, known };
}

/** Why a target stands in no denominator, or null where it does. */
function leftOut({ state }: Reading): 'zeroDenominator' | 'shownOnly' | 'noBound' | null {
  if (state === 'ZERO_DENOMINATOR') return 'zeroDenominator';
  if (state === 'SHOWN_ONLY') return 'shownOnly';
  return state === 'NO_BOUND' ? 'noBound' : null;
}

function sentence(
  target: Target,
  reading: Reading & { readonly attainment: Fraction },
  share: Fraction,
): Message {
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
