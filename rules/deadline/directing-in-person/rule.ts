import { z } from 'zod';
import { DIRECTING_ACT_KINDS, directingActFact } from '../../facts/directing-act.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import { formatDay } from '../../kit/day.ts';
import { ONE, clampShare, fraction, subtract } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { missingData, notApplicable, pending, scored } from '../../kit/outcome.ts';
import type { PeriodKind } from '../../kit/period.ts';
import { cutOffPassed } from '../../kit/period.ts';
import { defineRule } from '../../kit/rule.ts';
import type { Text } from '../../kit/text.ts';
import { t } from '../../kit/text.ts';
import { REQUEST_OF_2024 } from '../../shared/later-law.ts';

const required = (period: Text, number: number) =>
  titled(z.int().min(1).max(366).default(number), `Kỳ ${period.vi}`, `Per ${period.en}`);

const REQUIRED_OF = { MONTH: 'month', QUARTER: 'quarter', YEAR: 'year' } as const satisfies Record<
  PeriodKind,
  string
>;

/** Directing acts done in person, against the number required in the period. */
export const directingInPerson = defineRule({
  id: 'deadline/directing-in-person',
  version: '1.1.1',
  lifecycle: 'stable',
  title: { vi: 'Người đứng đầu trực tiếp chỉ đạo', en: 'Directing in person' },
  purpose: {
    vi: 'Đo số hoạt động chỉ đạo do chính người lãnh đạo thực hiện so với số yêu cầu trong kỳ.',
    en: 'Measures the directing acts a leader did in person against the number required in the period.',
  },
  legalBasis: [cite('NA-06-2024-05'), cite('157/2007/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Tỉnh yêu cầu không giao khoán cho cấp dưới; số hoạt động tối thiểu là cấu hình ví dụ, cần xác nhận.',
    en: 'The province asks leaders not to leave the work to subordinates; the number of acts is example configuration, to be confirmed.',
  },
  effective: { from: '2022-01-01' },
  laterLaw: { 'NA-06-2024-05': REQUEST_OF_2024 },
  parameters: {},
  config: z.strictObject({
    required: titled(
      z
        .strictObject({
          month: required(t('tháng', 'month'), 1),
          quarter: required(t('quý', 'quarter'), 3),
          year: required(t('năm', 'year'), 12),
        })
        .prefault({}),
      'Số hoạt động trực tiếp yêu cầu',
      'Acts required in person',
    ),
    kinds: titled(
      z
        .array(z.enum(DIRECTING_ACT_KINDS))
        .min(1)
        .default([...DIRECTING_ACT_KINDS]),
      'Loại hoạt động được tính',
      'Kinds of acts counted',
    ),
    recordOwedBy: titled(
      z.string().min(1).nullable().default(null),
      'Cơ quan phải ghi nhận hoạt động chỉ đạo (để trống: cơ quan của người lãnh đạo)',
      'Unit that owes the record of directing acts (empty: the leader’s own unit)',
    ),
    keeperRecordOwedBy: titled(
      z.string().min(1).nullable().default(null),
      'Cơ quan phải ghi nhận đối với người lãnh đạo của chính cơ quan nêu trên (để trống: cơ quan đó)',
      'Unit that owes the record on leaders of the unit named above (empty: that unit)',
    ),
  }),
  needs: [directingActFact],
  messages: {
    share: {
      vi: '{inPerson} hoạt động trực tiếp chỉ đạo trên {required} hoạt động yêu cầu (tối đa 1)',
      en: '{inPerson} acts in person of {required} required (at most 1)',
    },
    inPerson: { vi: '{acts} hoạt động do chính người lãnh đạo thực hiện', en: '{acts} acts done in person' },
    delegated: {
      vi: 'Hoạt động {code} ngày {on} do người khác thực hiện thay: không tính',
      en: 'Act {code} of {on} was delegated: not counted',
    },
    otherKind: {
      vi: 'Hoạt động {code} ngày {on} không thuộc loại được tính',
      en: 'Act {code} of {on} is not of a kind that counts',
    },
    stillOpen: {
      vi: 'Còn thiếu {acts} hoạt động trực tiếp chỉ đạo; kỳ chưa kết thúc',
      en: '{acts} acts in person are still lacking; the period is still running',
    },
    short: { vi: 'Còn thiếu {acts} hoạt động trực tiếp chỉ đạo', en: '{acts} acts in person are lacking' },
    nothingYet: {
      vi: 'Chưa ghi nhận hoạt động chỉ đạo nào; kỳ chưa kết thúc',
      en: 'No directing act is recorded yet; the period is still running',
    },
    nothingRecorded: {
      vi: 'Không có hoạt động chỉ đạo nào được ghi nhận trong kỳ; {unit} phải ghi nhận',
      en: 'No directing act was recorded in the period; {unit} owes the record',
    },
    unitSubject: {
      vi: 'Chỉ áp dụng cho người lãnh đạo, không áp dụng cho bảng điểm của cơ quan',
      en: 'Applies to leaders only, not to the card of a unit',
    },
  },
  evaluate({ facts, config, subject, period, asOf }) {
    if (subject.kind === 'UNIT') return notApplicable({ message: 'unitSubject', data: {} });
    const acts = facts['directing-act'];
    // Nobody keeps the record on its own head where another unit is named for that.
    const keeper = config.recordOwedBy ?? subject.unit;
    const isOwn = config.recordOwedBy === subject.unit;
    const owedBy = isOwn ? (config.keeperRecordOwedBy ?? keeper) : keeper;
    const isRunning = !cutOffPassed(period, asOf);
    if (acts.length === 0) {
      if (isRunning) return pending({ message: 'nothingYet', data: {} }, owedBy, period.to);
      return missingData({ message: 'nothingRecorded', data: { unit: owedBy } }, owedBy, period.to);
    }
    const findings: Finding[] = [];
    const countedRows: number[] = [];
    for (const [row, act] of acts.entries()) {
      if (act.inPerson && config.kinds.includes(act.kind)) countedRows.push(row);
      else {
        findings.push({
          message: act.inPerson ? 'otherKind' : 'delegated',
          data: { code: act.code, on: formatDay(act.on) },
          evidence: [{ fact: 'directing-act', row }],
        });
      }
    }
    const inPerson = countedRows.length;
    const wanted = config.required[REQUIRED_OF[period.kind]];
    const share = clampShare(fraction(inPerson, wanted));
    const evidence = countedRows.map((row) => ({ fact: 'directing-act', row }));
    if (inPerson > 0) findings.push({ message: 'inPerson', data: { acts: inPerson }, evidence });
    const arithmetic = { message: 'share', data: { inPerson, required: wanted } };
    if (inPerson >= wanted) return scored(share, arithmetic, findings);
    const loss = subtract(ONE, share);
    const data = { acts: wanted - inPerson };
    if (!isRunning)
      return scored(share, arithmetic, [...findings, { message: 'short', data, evidence, loss }]);
    // One act must never be worth less than none: what the running period still leaves time for is not lost.
    const what = { message: 'stillOpen', data };
    const open: Open = { share: loss, kind: 'PENDING', what, owedBy, since: period.to };
    return scored(share, arithmetic, [...findings, { ...what, evidence }], [open]);
  },
});
