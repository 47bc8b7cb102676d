import { z } from 'zod';
import { gateFact } from '../../facts/gate.ts';
import { GATE_MESSAGES, gateVerdict } from '../../shared/gate-verdict.ts';
import { cite } from '../../kit/citation.ts';
import { irrelevant } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Gate: no conclusion of degradation about the person in the year (Decree 335/2025). */
export const degradation = defineCondition({
  id: 'home-affairs/degradation',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Không bị kết luận suy thoái', en: 'No conclusion of degradation' },
  purpose: {
    vi: 'Trong năm không bị kết luận suy thoái tư tưởng, đạo đức, vi phạm điều đảng viên không được làm hoặc trách nhiệm nêu gương.',
    en: 'In the year no competent authority concluded degradation, a breach of what Party members may not do, or of the duty to set an example.',
  },
  legalBasis: [cite('335/2025/NĐ-CP', { article: '20' })],
  interpretation: {
    vi: 'Quyết định đi theo người qua mọi vị trí, tính theo ngày ban hành trong năm: chờ xác nhận pháp lý.',
    en: 'The decision follows the person through all posts, by its date within the year: to be confirmed in law.',
  },
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({}),
  needs: [gateFact],
  messages: {
    none: {
      vi: 'Không có kết luận suy thoái, vi phạm trong năm {year}',
      en: 'No conclusion of degradation or breach in {year}',
    },
    found: {
      vi: 'Bị cấp có thẩm quyền kết luận suy thoái, vi phạm trong năm {year}: xếp loại không hoàn thành nhiệm vụ',
      en: 'The competent authority concluded degradation or a breach in {year}: classed as not completed',
    },
    ...GATE_MESSAGES,
    personsOnly: { vi: 'Chỉ áp dụng đối với cá nhân', en: 'Applies to persons only' },
  },
  decide(input) {
    if (input.subject.kind === 'UNIT') return irrelevant({ message: 'personsOnly', data: {} });
    return gateVerdict('DEGRADATION', input);
  },
});
