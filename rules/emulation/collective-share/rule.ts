import { z } from 'zod';
import type { Assessed } from '../../shared/latest-assessed.ts';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { ZERO, compare, divide, exactText } from '../../kit/fraction.ts';
import { irrelevant, met, unknown, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of collective titles: a share of the staff holds a title or class. */
export const collectiveShare = defineCondition({
  id: 'emulation/collective-share',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Tỷ lệ cá nhân của tập thể', en: 'Share of a collective’s people' },
  purpose: {
    vi: 'So tỷ lệ cá nhân đạt một danh hiệu hoặc mức hoàn thành trong tập thể với mốc của danh hiệu tập thể.',
    en: 'Compares the share of a collective’s people with a title or class to the mark of the collective’s title.',
  },
  legalBasis: [cite('06/2022/QH15', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Các mốc 50%, 70% đọc được trong hướng dẫn theo luật cũ: chờ xác nhận theo luật hiện hành.',
    en: 'The marks 50% and 70% were read in guidance under the older law: to be confirmed for today’s.',
  },
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    numerator: titled(
      z.string().min(1).default('collective.advanced-workers'),
      'Mã số liệu tử số',
      'Code of the numerator',
    ),
    denominator: titled(
      z.string().min(1).default('collective.staff'),
      'Mã số liệu mẫu số',
      'Code of the denominator',
    ),
    minimum: titled(
      decimal({ min: '0', max: '1' }).prefault('0.5'),
      'Tỷ lệ tối thiểu (chờ xác nhận)',
      'Minimum share (to be confirmed)',
    ),
    strict: titled(z.boolean().default(true), 'Phải vượt trên tỷ lệ này', 'The share must be exceeded'),
  }),
  needs: [assessmentFact],
  messages: {
    reached: {
      vi: '{part} trên {whole} cá nhân (mốc {minimum})',
      en: '{part} of {whole} people (mark {minimum})',
    },
    short: {
      vi: 'Chỉ {part} trên {whole} cá nhân (mốc {minimum})',
      en: 'Only {part} of {whole} people (mark {minimum})',
    },
    absent: {
      vi: 'Chưa có số liệu {criterion} của tập thể',
      en: 'Figure {criterion} of the collective is not entered',
    },
    refused: {
      vi: 'Số liệu không hợp lệ: {part} trên {whole}',
      en: 'The figures are not possible: {part} of {whole}',
    },
    nobody: { vi: 'Tập thể không có cá nhân nào', en: 'The collective has no people' },
  },
  decide({ subject, facts, config }) {
    const figures: Assessed[] = [];
    for (const criterion of [config.numerator, config.denominator]) {
      const found = latestAssessed(facts.assessment, criterion);
      if (found === null) return unknown({ message: 'absent', data: { criterion } }, subject.superiorUnit);
      figures.push(found);
    }
    const [part, whole] = figures as [Assessed, Assessed];
    const data = { part: exactText(part.value), whole: exactText(whole.value) };
    if (compare(part.value, ZERO) < 0 || compare(part.value, whole.value) > 0)
      return unknown({ message: 'refused', data }, part.assessedBy ?? subject.superiorUnit);
    if (whole.value.n === 0n) return irrelevant({ message: 'nobody', data: {} });
    const enough = compare(divide(part.value, whole.value), config.minimum) >= (config.strict ? 1 : 0);
    const reason = {
      message: enough ? 'reached' : 'short',
      data: { ...data, minimum: exactText(config.minimum) },
    };
    const findings = [{ ...reason, evidence: figures.map(({ row }) => ({ fact: 'assessment', row })) }];
    return enough ? met(reason, findings) : unmet(reason, findings);
  },
});
