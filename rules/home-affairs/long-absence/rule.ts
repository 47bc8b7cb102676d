import { z } from 'zod';
import { ABSENCE_KINDS, absenceFact } from '../../facts/absence.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Finding } from '../../kit/outcome.ts';
import { irrelevant, met, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition: less than three months of absence in the year (Decree 90/2020). */
export const longAbsence = defineCondition({
  id: 'home-affairs/long-absence',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Không nghỉ từ ba tháng trở lên trong năm', en: 'No absence of three months or more' },
  purpose: {
    vi: 'Người nghỉ từ 3 tháng đến dưới 6 tháng vẫn được đánh giá nhưng không xếp loại tốt trở lên.',
    en: 'Someone absent for 3 to under 6 months is evaluated, but not classed “good” or above.',
  },
  legalBasis: [cite('90/2020/NĐ-CP', {}, 'SECONDARY')],
  interpretation: {
    vi: 'Số tháng và loại nghỉ được tính chờ xác nhận pháp lý; nghỉ từ 6 tháng có được xếp loại hay không do cấp có thẩm quyền quyết định.',
    en: 'Months and kinds of leave are to be confirmed; whether six months or more are classed at all is for the competent authority.',
  },
  effective: { from: '2020-08-20', to: '2026-01-01' },
  parameters: {},
  config: z.strictObject({
    months: titled(
      z.int().min(1).max(12).default(3),
      'Từ số tháng (chờ xác nhận)',
      'From how many months (to be confirmed)',
    ),
    kinds: titled(
      z.array(z.enum(ABSENCE_KINDS)).min(1).default(['LEAVE', 'SICK']),
      'Loại nghỉ được tính (chờ xác nhận)',
      'Kinds of leave that count (to be confirmed)',
    ),
  }),
  needs: [absenceFact],
  messages: {
    short: {
      vi: 'Nghỉ {months} tháng, dưới mốc {from} tháng',
      en: 'Absent for {months} months, under the mark of {from}',
    },
    long: {
      vi: 'Nghỉ {months} tháng, từ mốc {from} tháng: không xếp loại tốt trở lên',
      en: 'Absent for {months} months, at or above the mark of {from}: not classed “good” or above',
    },
    absence: { vi: 'Đợt nghỉ {code}: {months} tháng', en: 'Absence {code}: {months} months' },
    personsOnly: { vi: 'Chỉ áp dụng đối với cá nhân', en: 'Applies to persons only' },
  },
  decide({ subject, facts, config }) {
    if (subject.kind === 'UNIT') return irrelevant({ message: 'personsOnly', data: {} });
    const findings: Finding[] = [];
    let months = 0;
    for (const [row, absence] of facts.absence.entries()) {
      if (!config.kinds.includes(absence.kind)) continue;
      months += absence.months;
      const data = { code: absence.code, months: absence.months };
      findings.push({ message: 'absence', data, evidence: [{ fact: 'absence', row }] });
    }
    const data = { months, from: config.months };
    return months >= config.months
      ? unmet({ message: 'long', data }, findings)
      : met({ message: 'short', data }, findings);
  },
});
