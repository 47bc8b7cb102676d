import { z } from 'zod';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { decidedRatingFact } from '../../facts/card.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { compare, exactText } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { met, unknown, unmet } from '../../kit/outcome.ts';
import { yearOf } from '../../kit/period.ts';
import { atLeast } from '../../kit/rating.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of the title advanced worker (Law 06/2022/QH15). */
export const advancedWorker = defineCondition({
  id: 'emulation/advanced-worker',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Tiêu chuẩn Lao động tiên tiến', en: 'Standard of an Advanced Worker' },
  purpose: {
    vi: 'Hoàn thành tốt nhiệm vụ trở lên và có tinh thần đoàn kết, tích cực tham gia phong trào thi đua.',
    en: 'Classed “good” or above, with team spirit and active participation in emulation movements.',
  },
  legalBasis: [cite('06/2022/QH15', { article: '24' })],
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    participation: titled(
      z.string().min(1).default('emulation.participation'),
      'Mã tiêu chí tham gia phong trào thi đua',
      'Code of the assessed participation',
    ),
    minimum: titled(
      decimal({ min: '0' }).prefault('1'),
      'Giá trị tối thiểu được coi là đạt',
      'Lowest value that counts as participating',
    ),
  }),
  needs: [decidedRatingFact, assessmentFact],
  messages: {
    reached: {
      vi: 'Xếp loại {rating}, có tham gia phong trào thi đua',
      en: 'Class {rating}, with participation in emulation movements',
    },
    lowClass: {
      vi: 'Xếp loại {rating}, dưới mức hoàn thành tốt',
      en: 'Class {rating} is below “good”',
    },
    noParticipation: {
      vi: 'Mức tham gia phong trào thi đua {value}, dưới {minimum}',
      en: 'Participation is {value}, below {minimum}',
    },
    noClass: { vi: 'Chưa có xếp loại năm {year}', en: 'The class of {year} is not recorded' },
    notAssessed: {
      vi: 'Chưa đánh giá việc tham gia phong trào thi đua ({criterion})',
      en: 'Participation ({criterion}) is not assessed',
    },
    class: { vi: 'Xếp loại {rating} ({source})', en: 'Class {rating} ({source})' },
  },
  decide({ subject, facts, config, period }) {
    const { year } = yearOf(period);
    const findings: Finding[] = [];
    const rowFrom = (source: 'DECIDED' | 'RECORDED') =>
      facts['decided-rating'].findIndex(
        (entry) => entry.yearly && entry.year === year && entry.ratingSource === source,
      );
    const decided = rowFrom('DECIDED');
    const row = decided >= 0 ? decided : rowFrom('RECORDED');
    const entry = facts['decided-rating'][row];
    if (entry) {
      const evidence = [{ fact: 'decided-rating', row }];
      findings.push({
        message: 'class',
        data: { rating: entry.rating, source: entry.ratingSource },
        evidence,
      });
      if (!atLeast(entry.rating, 'GOOD'))
        return unmet({ message: 'lowClass', data: { rating: entry.rating } }, findings);
    }
    const found = latestAssessed(facts.assessment, config.participation);
    if (found !== null && compare(found.value, config.minimum) < 0) {
      const data = { value: exactText(found.value), minimum: exactText(config.minimum) };
      const evidence = [{ fact: 'assessment', row: found.row }];
      const reason = { message: 'noParticipation', data };
      return unmet(reason, [...findings, { ...reason, evidence }]);
    }
    if (!entry) return unknown({ message: 'noClass', data: { year } }, subject.superiorUnit, findings);
    if (found === null)
      return unknown(
        { message: 'notAssessed', data: { criterion: config.participation } },
        subject.superiorUnit,
        findings,
      );
    return met({ message: 'reached', data: { rating: entry.rating } }, findings);
  },
});
