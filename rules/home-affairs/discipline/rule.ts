import { z } from 'zod';
import { gateFact } from '../../facts/gate.ts';
import { GATE_MESSAGES, gateVerdict } from '../../shared/gate-verdict.ts';
import { cite } from '../../kit/citation.ts';
import { irrelevant } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Gate: no discipline at reprimand level or above in the year. */
export const discipline = defineCondition({
  id: 'home-affairs/discipline',
  version: '1.0.1',
  lifecycle: 'stable',
  title: { vi: 'Không bị kỷ luật trong năm', en: 'No discipline in the year' },
  purpose: {
    vi: 'Trong năm không bị kỷ luật từ khiển trách trở lên do vi phạm khi thi hành công vụ.',
    en: 'In the year the person was not disciplined at reprimand level or above for a public-duty violation.',
  },
  legalBasis: [
    cite('335/2025/NĐ-CP', { article: '20' }),
    // Periods to the end of 2025: general knowledge of Decree 90, whose text was not read.
    cite('90/2020/NĐ-CP', {}, 'TO_BE_CONFIRMED'),
  ],
  interpretation: {
    vi: 'Quyết định đi theo người qua mọi vị trí, tính theo ngày ban hành trong năm; áp dụng theo Nghị định 90/2020 cho các kỳ đến hết năm 2025: chờ xác nhận pháp lý.',
    en: 'The decision follows the person through all posts, by its date within the year; its use under Decree 90/2020 for periods to the end of 2025: to be confirmed in law.',
  },
  effective: { from: '2020-08-20' },
  laterLaw: {
    '335/2025/NĐ-CP': {
      vi: 'Đến hết năm 2025 căn cứ là Nghị định 90/2020/NĐ-CP; từ năm 2026 là Nghị định này.',
      en: 'Up to 2025 the basis is Decree 90/2020; from 2026 on it is this one.',
    },
  },
  parameters: {},
  config: z.strictObject({}),
  needs: [gateFact],
  messages: {
    none: { vi: 'Không có quyết định kỷ luật trong năm {year}', en: 'No disciplinary decision in {year}' },
    found: {
      vi: 'Bị kỷ luật từ khiển trách trở lên trong năm {year}: xếp loại không hoàn thành nhiệm vụ',
      en: 'Disciplined at reprimand level or above in {year}: classed as not completed',
    },
    ...GATE_MESSAGES,
    personsOnly: { vi: 'Chỉ áp dụng đối với cá nhân', en: 'Applies to persons only' },
  },
  decide(input) {
    if (input.subject.kind === 'UNIT') return irrelevant({ message: 'personsOnly', data: {} });
    return gateVerdict('DISCIPLINE', input);
  },
});
