import { targetFact } from '../../facts/target.ts';
import { cite } from '../../kit/citation.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ONE, ZERO, compare, divide, exactText, multiply, subtract, sum } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { config, shareOf } from './config.ts';
import { owedFor } from './owed.ts';
import type { Reading, Target } from './reading.ts';
import { HUNDRED, goalText, readingOf, shown, valueText } from './reading.ts';

export const attainment = defineRule({
  id: 'targets/attainment',
  version: '1.0.0',
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
  messages: {
    share: {
      vi: 'Phần đạt {earned} trên tổng trọng số {weight} của {targets} chỉ tiêu; {open} chỉ tiêu chưa có số liệu',
      en: 'Earned {earned} of weight {weight} over {targets} targets; {open} targets without a reading',
    },
    reached: {
      vi: 'Chỉ tiêu {title}: {value}, đạt mức giao {goal}',
      en: 'Target {title}: {value} reaches the goal {goal}',
    },
    short: {
      vi: 'Chỉ tiêu {title}: {value}, chưa đạt mức giao {goal}; mức đạt {attainment}%, được {share}% điểm của chỉ tiêu',
      en: 'Target {title}: {value} misses the goal {goal}; attainment {attainment}%, {share}% of its points',
    },
    held: {
      vi: 'Chỉ tiêu {title}: mức giao {goal} được giữ ở {met}/{looked} kỳ số liệu, được {share}% điểm của chỉ tiêu',
      en: 'Target {title}: the goal {goal} was held in {met} of {looked} readings, {share}% of its points',
    },
    belowFloor: {
      vi: 'Chỉ tiêu {title}: mức đạt {attainment}% dưới ngưỡng {floor}%: không có điểm',
      en: 'Target {title}: attainment {attainment}% is below the floor of {floor}%: no points',
    },
    missing: {
      vi: 'Chỉ tiêu {title}: thiếu số liệu từ {since}, {unit} phải cung cấp',
      en: 'Target {title}: reading missing since {since}, owed by {unit}',
    },
    missingPart: {
      vi: 'Chỉ tiêu {title}: số liệu gộp còn thiếu phần của {unit}',
      en: 'Target {title}: the pooled reading lacks the part of {unit}',
    },
    notYet: { vi: 'Chỉ tiêu {title}: chưa đến hạn', en: 'Target {title}: not yet due' },
    zeroDenominator: {
      vi: 'Chỉ tiêu {title}: không phát sinh (mẫu số bằng 0): không tính',
      en: 'Target {title}: nothing to measure (denominator 0): left out',
    },
    shownOnly: {
      vi: 'Chỉ tiêu {title}: số liệu chia theo tỷ lệ ước tính, chỉ hiển thị, không tính điểm',
      en: 'Target {title}: figures split by an estimated share are shown, not scored',
    },
    noBound: {
      vi: 'Chỉ tiêu {title}: không có mức giao cụ thể: không đánh giá được',
      en: 'Target {title}: no bound was set: it cannot be assessed',
    },
    unweighted: {
      vi: 'Chỉ tiêu {title}: trọng số 0 theo cấu hình: không tính',
      en: 'Target {title}: weight 0 by configuration: left out',
    },
    nothingAssessable: {
      vi: 'Không có chỉ tiêu nào để tính trong kỳ',
      en: 'No target can be assessed in the period',
    },
  },
  evaluate({ facts, config }) {
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
      const part = divide(weight, total);
      if (!('attainment' in reading)) {
        const owed = owedFor(target, part);
        for (const { what } of owed) findings.push({ ...what, evidence });
        open.push(...owed);
        unread++;
        continue;
      }
      const share = shareOf(reading.attainment, config);
      const loss = multiply(part, subtract(ONE, share));
      earned = sum([earned, multiply(weight, share)]);
      const said = sentence(target, reading, share);
      findings.push({ ...said, evidence, ...(loss.n > 0n && { loss }) });
      const percent = multiply(reading.attainment, HUNDRED);
      if (config.floorPercent !== null && compare(percent, config.floorPercent) < 0) {
        const data = {
          title: target.title,
          attainment: shown(percent),
          floor: exactText(config.floorPercent),
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
  const data = {
    title: target.title,
    value: valueText(target),
    goal: goalText(target),
    attainment: shown(multiply(reading.attainment, HUNDRED)),
    share: shown(multiply(share, HUNDRED)),
    met: target.readingsMet,
    looked: target.readingsHeld,
  };
  if (reading.state === 'HELD') return { message: 'held', data };
  return { message: compare(reading.attainment, ONE) === 0 ? 'reached' : 'short', data };
}
