import { z } from 'zod';
import { latestAssessed } from '../../shared/latest-assessed.ts';
import { assessmentFact } from '../../facts/assessment.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { ZERO, compare, equal, exactText } from '../../kit/fraction.ts';
import { met, unknown, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Condition of a collective: no unit below, no leading member disciplined (Regulation 366). */
export const unitDiscipline = defineCondition({
  id: 'home-affairs/unit-discipline',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Không có đơn vị trực thuộc, thành viên lãnh đạo bị kỷ luật',
    en: 'No direct unit or leading member disciplined',
  },
  purpose: {
    vi: 'Điều kiện của mức xuất sắc đối với tập thể: không có đơn vị trực thuộc hoặc thành viên tập thể lãnh đạo bị kỷ luật.',
    en: 'Condition of class “excellent” for a collective: no direct unit or member of its leadership was disciplined.',
  },
  legalBasis: [cite('366-QĐ/TW', { article: '11' })],
  interpretation: {
    vi: 'Mọi mức kỷ luật đều tính: chờ xác nhận pháp lý.',
    en: 'Every level of discipline counts: to be confirmed in law.',
  },
  effective: { from: '2025-08-30' },
  parameters: {},
  config: z.strictObject({
    criterion: titled(
      z.string().min(1).default('collective.disciplined-any'),
      'Mã số liệu: số đơn vị, thành viên bị kỷ luật ở mọi mức',
      'Code of the figure: direct units and members disciplined at any level',
    ),
  }),
  needs: [assessmentFact],
  messages: {
    none: {
      vi: 'Không có đơn vị trực thuộc, thành viên lãnh đạo nào bị kỷ luật',
      en: 'No direct unit or leading member was disciplined',
    },
    some: {
      vi: '{number} đơn vị trực thuộc hoặc thành viên lãnh đạo bị kỷ luật',
      en: '{number} direct units or leading members were disciplined',
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
