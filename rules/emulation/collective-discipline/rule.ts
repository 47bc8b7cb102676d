import { z } from 'zod';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { ZERO, compare, equal, exactText } from '../../kit/fraction.ts';
import { met, unknown, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of collective titles: nobody disciplined at warning level or above. */
export const collectiveDiscipline = defineCondition({
  id: 'emulation/collective-discipline',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Tập thể không có người bị cảnh cáo trở lên',
    en: 'Nobody in the collective at warning or above',
  },
  purpose: {
    vi: 'Điều kiện của danh hiệu tập thể: không có cá nhân bị kỷ luật từ cảnh cáo trở lên.',
    en: 'Condition of titles of collectives: nobody was disciplined at warning level or above.',
  },
  legalBasis: [cite('06/2022/QH15', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Điều kiện đọc được trong hướng dẫn theo luật cũ; giữ nguyên theo luật hiện hành: chờ xác nhận.',
    en: 'Read in guidance under the older law; that it was carried over is to be confirmed.',
  },
  effective: { from: '2024-01-01' },
  parameters: {},
  config: z.strictObject({
    criterion: titled(
      z.string().min(1).default('collective.disciplined'),
      'Mã số liệu: số người bị kỷ luật từ cảnh cáo trở lên',
      'Code of the figure: people disciplined at warning level or above',
    ),
  }),
  needs: [assessmentFact],
  messages: {
    none: {
      vi: 'Không có cá nhân nào bị kỷ luật từ cảnh cáo trở lên',
      en: 'Nobody was disciplined at warning level or above',
    },
    some: {
      vi: '{number} cá nhân bị kỷ luật từ cảnh cáo trở lên',
      en: '{number} people were disciplined at warning level or above',
    },
    absent: {
      vi: 'Chưa có số liệu {criterion} của cấp có thẩm quyền',
      en: 'The competent body has not entered {criterion}',
    },
    refused: {
      vi: 'Số liệu {criterion} có giá trị âm ({number}): phải nhập lại',
      en: 'Figure {criterion} is negative ({number}) and must be entered again',
    },
  },
  decide({ subject, facts, config }) {
    const { criterion } = config;
    const found = latestAssessed(facts.assessment, criterion);
    if (found === null) return unknown({ message: 'absent', data: { criterion } }, subject.superiorUnit);
    const number = exactText(found.value);
    if (compare(found.value, ZERO) < 0)
      return unknown(
        { message: 'refused', data: { criterion, number } },
        found.assessedBy ?? subject.superiorUnit,
      );
    const finding = {
      message: equal(found.value, ZERO) ? 'none' : 'some',
      data: { number },
      evidence: [{ fact: 'assessment', row: found.row }],
    };
    const reason = { message: finding.message, data: finding.data };
    return equal(found.value, ZERO) ? met(reason, [finding]) : unmet(reason, [finding]);
  },
});
