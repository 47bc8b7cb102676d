import { z } from 'zod';
import { gateFact } from '../../facts/gate.ts';
import { GATE_MESSAGES, gateVerdict } from '../../shared/gate-verdict.ts';
import { cite } from '../../kit/citation.ts';
import { irrelevant } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** Gate: no corruption or waste dealt with in the unit led (Decree 335/2025). */
export const corruptionInUnit = defineCondition({
  id: 'home-affairs/corruption-in-unit',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Đơn vị trực tiếp phụ trách không có tham nhũng, lãng phí bị xử lý',
    en: 'No corruption dealt with in a unit under direct charge',
  },
  purpose: {
    vi: 'Cơ quan, đơn vị người lãnh đạo trực tiếp phụ trách không liên quan tham ô, tham nhũng, lãng phí bị xử lý theo pháp luật trong năm.',
    en: 'No unit under the leader’s direct charge was dealt with by law for embezzlement, corruption or waste in the year.',
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
      vi: 'Không có vụ việc tham ô, tham nhũng, lãng phí bị xử lý trong năm {year}',
      en: 'No case of embezzlement, corruption or waste was dealt with in {year}',
    },
    found: {
      vi: 'Đơn vị trực tiếp phụ trách liên quan tham ô, tham nhũng, lãng phí bị xử lý trong năm {year}: xếp loại không hoàn thành nhiệm vụ',
      en: 'A unit under direct charge was dealt with for embezzlement, corruption or waste in {year}: classed as not completed',
    },
    ...GATE_MESSAGES,
    leadersOnly: { vi: 'Chỉ áp dụng đối với người lãnh đạo, quản lý', en: 'Applies to leaders only' },
  },
  decide(input) {
    if (input.subject.kind === 'UNIT') return irrelevant({ message: 'leadersOnly', data: {} });
    return gateVerdict('CORRUPTION_IN_UNIT', input);
  },
});
