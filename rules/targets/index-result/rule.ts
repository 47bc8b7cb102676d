import { indexResultFact } from '../../facts/index-result.ts';
import { cite } from '../../kit/citation.ts';
import { ONE, subtract } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { missingData, notApplicable, pending, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';
import { config, judge, latest } from './judgement.ts';

/** The subject's result in a published index: by points, by rank, or by ranks gained. */
export const indexResult = defineRule({
  id: 'targets/index-result',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Kết quả bộ chỉ số được công bố', en: 'Result of a published index' },
  purpose: {
    vi: 'Đưa kết quả đã công bố của một bộ chỉ số (PAR INDEX, SIPAS, DDCI, DTI…) vào bảng điểm, không tính lại.',
    en: 'Takes the published result of an index (PAR INDEX, SIPAS, DDCI, DTI …) into the card without recomputing it.',
  },
  legalBasis: [cite('3323/QĐ-UBND')],
  interpretation: {
    vi: 'Cách đưa kết quả bộ chỉ số vào điểm của người đứng đầu là cấu hình ví dụ, cần xác nhận.',
    en: 'How an index enters a leader’s points is example configuration, to be confirmed.',
  },
  effective: { from: '2022-01-01' },
  laterLaw: {
    '3323/QĐ-UBND': {
      vi: 'Bộ chỉ số của tỉnh ký ngày 16/10/2023; kết quả các năm trước dùng cùng cách tính, chờ xác nhận.',
      en: 'The province’s index was signed on 16/10/2023; earlier results are judged alike, to be confirmed.',
    },
  },
  parameters: {},
  config,
  needs: [indexResultFact],
  messages: {
    percent: {
      vi: '{index} năm {year}: {points} trên {maximum} điểm áp dụng',
      en: '{index} {year}: {points} of the {maximum} points that applied',
    },
    rank: { vi: '{index} năm {year}: hạng {rank}/{of}', en: '{index} {year}: rank {rank} of {of}' },
    change: {
      vi: '{index} năm {year}: hạng {rank}, năm trước hạng {previous}, tăng {gained} bậc (âm là giảm)',
      en: '{index} {year}: rank {rank}, the year before {previous}, {gained} places gained (negative: lost)',
    },
    aboveMaximum: {
      vi: '{index} năm {year}: điểm công bố cao hơn điểm tối đa, tính bằng tối đa',
      en: '{index} {year}: the published points exceed the maximum and count as the maximum',
    },
    notPublishedYet: {
      vi: 'Chưa công bố kết quả {index}; kỳ chưa chốt',
      en: '{index} is not published yet; the period is not cut off',
    },
    notPublished: { vi: 'Thiếu kết quả {index} đã công bố', en: 'No published result of {index}' },
    incomplete: {
      vi: '{index} năm {year}: kết quả công bố thiếu số liệu cần cho cách tính đã chọn',
      en: '{index} {year}: the published result lacks what the chosen way of scoring needs',
    },
    noMaximum: {
      vi: '{index} năm {year}: không có điểm tối đa áp dụng',
      en: '{index} {year}: no points applied',
    },
    alone: {
      vi: '{index} năm {year}: chỉ có một đơn vị được xếp hạng',
      en: '{index} {year}: only one unit was ranked',
    },
    notComparable: {
      vi: '{index} năm {year}: không có thứ hạng năm trước để so sánh',
      en: '{index} {year}: no rank of the year before to compare with',
    },
  },
  evaluate({ facts, config, period, asOf }) {
    const row = latest(facts['index-result'], config.index, config.component);
    const { index } = config;
    if (row === null) {
      if (asOf < period.cutOff)
        return pending({ message: 'notPublishedYet', data: { index } }, config.publisher, null);
      return missingData({ message: 'notPublished', data: { index } }, config.publisher, null);
    }
    const result = facts['index-result'][row]!;
    const evidence = [{ fact: 'index-result', row }];
    const named = { index, year: result.year };
    const judged = judge(result, config);
    if ('without' in judged) {
      const reason = { message: judged.without, data: named };
      const findings = [{ ...reason, evidence }];
      if (judged.without === 'incomplete') return missingData(reason, config.publisher, null, findings);
      return notApplicable(reason, findings);
    }
    const arithmetic = { message: judged.message, data: { ...named, ...judged.data } };
    const loss = subtract(ONE, judged.share);
    const findings: Finding[] = [{ ...arithmetic, evidence, ...(loss.n > 0n && { loss }) }];
    if (judged.above)
      findings.push({ message: 'aboveMaximum', data: { ...named, ...judged.data }, evidence });
    return scored(judged.share, arithmetic, findings);
  },
});
