import {
  choice,
  code,
  count,
  day,
  flag,
  joinedCode,
  optional,
  quantity,
  text,
} from '../../../rules/kit/columns.ts';
import { GATE_KINDS, SEVERITIES } from '../../../rules/facts/gate.ts';
import { RATINGS } from '../../../rules/kit/rating.ts';
import { unitsText } from '../../../rules/kit/fraction.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from './evaluation.problems.ts';

export const assessmentEntity = defineEntity({
  name: 'assessment',
  file: 'assessments',
  group: 'DECISION',
  title: { vi: 'Giá trị đánh giá', en: 'Assessed value' },
  help: {
    vi: 'Điểm tiêu chí chung, d, đ, e, số lượng của tập thể … do cấp có thẩm quyền nhập cho một người hoặc một cơ quan trong một kỳ.',
    en: 'General criteria, d, đ, e, sizes of a collective …, entered by the competent body for a leader or a unit in a period.',
  },
  key: ['code'],
  visibility: { class: 'EVALUATION', leader: 'leader', unit: 'unit' },
  columns: {
    code: code('Mã', 'Code'),
    leader: optional(code('Người', 'Leader', 'leader')),
    unit: optional(code('Cơ quan', 'Unit', 'unit')),
    period: code('Kỳ', 'Period', 'period'),
    criterion: code('Tiêu chí', 'Criterion'),
    value: quantity('Giá trị', 'Value', 4),
    maximum: optional(quantity('Tối đa', 'Maximum', 4)),
    assessedBy: optional(code('Cấp đánh giá', 'Assessed by', 'unit')),
    assessedOn: day('Ngày', 'Assessed on'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  check: (row) => [
    ...(row.leader === null && row.unit === null ? [refused('REQUIRED', {}, 'leader')] : []),
    ...(row.value < 0n ? [refused('NEGATIVE', {}, 'value')] : []),
    ...(row.maximum !== null && row.value > row.maximum
      ? [
          refused(
            'ABOVE_SCALE',
            { value: unitsText(row.value, 4), scale: unitsText(row.maximum, 4) },
            'value',
          ),
        ]
      : []),
  ],
  stamps: (row) => [{ fact: 'assessment', about: row.leader ?? row.unit!, from: row.assessedOn, to: null }],
});

export const gateFactEntity = defineEntity({
  name: 'gateFact',
  file: 'gate-facts',
  group: 'DECISION',
  title: { vi: 'Kỷ luật, kết luận', en: 'Gate fact' },
  help: {
    vi: 'Quyết định kỷ luật hoặc kết luận của cấp có thẩm quyền về một người.',
    en: 'A disciplinary decision, or a conclusion of a competent authority, about a person.',
  },
  key: ['code'],
  visibility: { class: 'EVALUATION', leader: 'leader', unit: null },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    kind: choice('Loại', 'Kind', GATE_KINDS),
    severity: choice('Mức', 'Severity', SEVERITIES),
    decidedOn: day('Ngày quyết định', 'Decided on'),
    decidedBy: optional(code('Cấp quyết định', 'Decided by')),
    revokedOn: optional(day('Ngày thu hồi', 'Revoked on')),
    document: code('Văn bản', 'Document', 'document'),
  },
  stamps: (row) => [{ fact: 'gate', about: row.leader, from: row.decidedOn, to: null }],
});

export const inspectionFindingEntity = defineEntity({
  name: 'inspectionFinding',
  file: 'inspection-findings',
  group: 'DECISION',
  title: { vi: 'Kết luận thanh tra, kiểm tra', en: 'Inspection finding' },
  help: {
    vi: 'Điều một cuộc thanh tra, kiểm tra, kiểm toán kết luận về một cơ quan; là minh chứng, không tự trừ điểm.',
    en: 'What an inspection or audit found about a unit: evidence, which by itself deducts nothing.',
  },
  key: ['code'],
  visibility: { class: 'PERSON', leader: 'leader', unit: 'unit' },
  columns: {
    code: code('Mã', 'Code'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    leader: optional(code('Người chịu trách nhiệm', 'Leader found responsible', 'leader')),
    foundOn: day('Ngày kết luận', 'Found on'),
    foundBy: optional(code('Cơ quan kết luận', 'Found by', 'unit')),
    text: text('Nội dung', 'Text'),
    remedyBy: optional(day('Hạn khắc phục', 'To be remedied by')),
    remediedOn: optional(day('Ngày khắc phục', 'Remedied on')),
    document: code('Văn bản', 'Document', 'document'),
  },
  check: (row) =>
    row.remediedOn !== null && row.remediedOn < row.foundOn
      ? [refused('REVERSED_DATES', {}, 'remediedOn')]
      : [],
  stamps: () => [],
});

export const decidedRatingEntity = defineEntity({
  name: 'decidedRating',
  file: 'decided-ratings',
  group: 'DECISION',
  title: { vi: 'Xếp loại đã quyết định', en: 'Decided rating' },
  help: {
    vi: 'Kết quả xếp loại của cấp có thẩm quyền cho một người hoặc cơ quan trong một kỳ.',
    en: 'The class that a competent authority decided for a leader or a unit in a period.',
  },
  key: ['code'],
  visibility: { class: 'EVALUATION', leader: 'leader', unit: 'unit' },
  columns: {
    code: code('Mã', 'Code'),
    leader: optional(code('Người', 'Leader', 'leader')),
    unit: optional(code('Cơ quan', 'Unit', 'unit')),
    period: code('Kỳ', 'Period', 'period'),
    rating: choice('Xếp loại', 'Rating', RATINGS),
    decidedOn: day('Ngày quyết định', 'Decided on'),
    document: optional(code('Quyết định', 'Document', 'document')),
  },
  check: (row) => (row.leader === null && row.unit === null ? [refused('REQUIRED', {}, 'leader')] : []),
  stamps: (row) => [
    { fact: 'decided-rating', about: row.leader ?? row.unit!, from: row.decidedOn, to: null },
  ],
});

export const staffRatingEntity = defineEntity({
  name: 'staffRating',
  file: 'staff-ratings',
  group: 'DECISION',
  title: { vi: 'Xếp loại người không giữ chức vụ', en: 'Ratings of staff' },
  help: {
    vi: 'Số người của một cơ quan theo từng mức xếp loại trong kỳ, do cơ quan ghi nhận.',
    en: 'How many people of a unit have each class in a period, as recorded.',
  },
  key: ['unit', 'period', 'rating'],
  visibility: { class: 'EVALUATION', leader: null, unit: 'unit' },
  columns: {
    unit: code('Cơ quan', 'Unit', 'unit'),
    period: code('Kỳ', 'Period', 'period'),
    rating: choice('Xếp loại', 'Rating', RATINGS),
    people: count('Số người', 'People'),
    recordedOn: day('Ngày ghi nhận', 'Recorded on'),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  stamps: (row) => [{ fact: 'staff-rating', about: row.unit, from: row.recordedOn, to: null }],
});

export const cohortEntity = defineEntity({
  name: 'cohort',
  file: 'cohorts',
  group: 'DECISION',
  title: { vi: 'Tập hợp xếp hạng', en: 'Cohort' },
  help: {
    vi: 'Cấp có thẩm quyền công bố một nhóm được xếp loại cùng nhau đã đủ người: chỉ khi đó mới tính thứ hạng và tỷ lệ xuất sắc.',
    en: 'The competent body declares that a group classed together is complete: only then are ranks and the share of "excellent" computed.',
  },
  key: ['scheme', 'period', 'group'],
  visibility: { class: 'OPEN' },
  columns: {
    scheme: code('Phương án', 'Scheme'),
    period: code('Kỳ', 'Period', 'period'),
    /** The cohort’s key as the scheme builds it, such as "HEAD" or "HEAD/DEPARTMENT"; "*" for all of the scheme. */
    group: joinedCode('Nhóm', 'Group'),
    completeOn: day('Ngày công bố đủ', 'Declared complete on'),
    headcount: count('Tổng số', 'Headcount'),
    /** People of the group who have no card here but count in the base of the cap. */
    ratedElsewhere: optional(
      count('Số người xếp loại tốt ngoài hệ thống', 'Rated good outside the platform'),
    ),
    outstanding: flag('Tập thể có thành tích nổi trội', 'Outstanding collective: the raised cap applies'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  stamps: (row) => [{ fact: 'cohort', about: row.scheme, from: row.completeOn, to: null }],
});

export const rankingPublicationEntity = defineEntity({
  name: 'rankingPublication',
  file: 'ranking-publications',
  group: 'DATA',
  title: { vi: 'Công bố xếp hạng', en: 'Publication of a ranking' },
  help: {
    vi: 'Cấp có thẩm quyền công bố thứ hạng, điểm và xếp loại của một nhóm trong một kỳ: khi kỳ đã khóa, ai được vào dữ liệu của cấp đó đều xem được; bảng điểm chi tiết thì không.',
    en: 'The competent body publishes ranks, points and classes of a group in a period: while the period is locked, whoever may look into the authority sees them, but not the cards behind them.',
  },
  key: ['scheme', 'period', 'group'],
  visibility: { class: 'OPEN' },
  columns: {
    scheme: code('Phương án', 'Scheme'),
    period: code('Kỳ', 'Period', 'period'),
    /** As of a cohort: the key of the list, or "*" for all of the scheme. */
    group: joinedCode('Nhóm', 'Group'),
    publishedOn: day('Ngày công bố', 'Published on'),
    withdrawnOn: optional(day('Ngày thu hồi', 'Withdrawn on')),
    document: code('Quyết định', 'Document', 'document'),
  },
  check: (row) =>
    row.withdrawnOn !== null && row.withdrawnOn < row.publishedOn
      ? [refused('REVERSED_DATES', {}, 'withdrawnOn')]
      : [],
  stamps: () => [],
});
