import type { SchemeInput } from './engine/scheme.ts';

/** Bands of Decree 335/2025 art. 20 and Regulation 366-QĐ/TW art. 11: lower bounds inclusive. */
const BANDS: NonNullable<SchemeInput['bands']> = [
  { rating: 'EXCELLENT', atLeast: '90' },
  { rating: 'GOOD', atLeast: '70' },
  { rating: 'COMPLETED', atLeast: '50' },
  { rating: 'NOT_COMPLETED', atLeast: '0' },
];

/** Decree 335/2025 art. 20: whatever the score, these facts mean "not completed". */
const HARD_GATES: NonNullable<SchemeInput['limits']> = [
  { condition: 'home-affairs/degradation', ceiling: 'NOT_COMPLETED' },
  { condition: 'home-affairs/discipline', ceiling: 'NOT_COMPLETED' },
  { condition: 'home-affairs/corruption-in-unit', ceiling: 'NOT_COMPLETED' },
];

/**
 * Schemes that an authority may adopt as they are, or copy and change.
 * A revision names one as "reference:<id>" and keeps it fully written out. Points that no cited decision adopted are
 * examples, and the revision that uses them says so.
 */
export const REFERENCE_SCHEMES: Readonly<Record<string, SchemeInput>> = {
  'project-06-leader-2024': {
    title: {
      vi: 'Trách nhiệm người đứng đầu trong thực hiện Đề án 06 năm 2024',
      en: 'Leader responsibility for Project 06 in 2024',
    },
    legalBasis: [
      { document: 'NA-06-2024-05', confidence: 'READ' },
      { document: '157/2007/NĐ-CP', confidence: 'READ' },
    ],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    periodKinds: ['MONTH', 'QUARTER', 'YEAR'],
    parts: [
      { plugin: 'deadline', max: '60' },
      { plugin: 'targets', max: '40' },
    ],
    bands: BANDS,
    cohort: { by: ['ROLE', 'UNIT_KIND'], declared: true },
    tenure: 'BY_DAYS',
    inheritBelowWorkingDays: 20,
    minimumApplicable: '0.5',
    notes: [
      {
        vi: 'Điểm và mức xếp loại là ví dụ: chưa có quyết định nào của tỉnh ban hành bảng điểm này.',
        en: 'Points and bands are an example: no decision of the province has adopted this table.',
      },
    ],
  },
  'civil-servant-2026': {
    title: {
      vi: 'Đánh giá, xếp loại công chức lãnh đạo, quản lý theo quý (Nghị định 335/2025)',
      en: 'Quarterly classification of civil servants in leadership (Decree 335/2025)',
    },
    legalBasis: [
      { document: '335/2025/NĐ-CP', article: '14', confidence: 'READ' },
      { document: '335/2025/NĐ-CP', article: '16', confidence: 'SECONDARY' },
      { document: '335/2025/NĐ-CP', article: '20', confidence: 'READ' },
    ],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    legalStatuses: ['CIVIL_SERVANT'],
    periodKinds: ['MONTH', 'QUARTER'],
    parts: [{ plugin: 'home-affairs' }],
    bands: BANDS,
    limits: HARD_GATES,
    cap: {
      percent: '20',
      raisedPercent: '25',
      base: 'GOOD_OR_BETTER',
      rounding: 'DOWN',
      confidence: 'TO_BE_CONFIRMED',
    },
    cohort: { by: ['ROLE'], declared: true },
    tenure: 'LAST_UNIT',
    inheritBelowWorkingDays: 0,
    minimumApplicable: '0.5',
    notes: [
      {
        vi: 'Cơ sở tính tỷ lệ "xuất sắc" (loại tốt, hay từ loại tốt trở lên) và cách làm tròn chưa được xác nhận; mặc định: từ loại tốt trở lên, làm tròn xuống.',
        en: 'The base of the "excellent" share (good, or good and better) and its rounding are to be confirmed; by default: good or better, rounded down.',
      },
    ],
  },
  'civil-servant-2026-year': {
    title: {
      vi: 'Đánh giá, xếp loại công chức lãnh đạo, quản lý năm (Nghị định 335/2025)',
      en: 'Yearly classification of civil servants in leadership (Decree 335/2025)',
    },
    legalBasis: [{ document: '335/2025/NĐ-CP', article: '19', confidence: 'TO_BE_CONFIRMED' }],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    legalStatuses: ['CIVIL_SERVANT'],
    periodKinds: ['YEAR'],
    parts: [{ plugin: 'home-affairs-year' }],
    bands: BANDS,
    limits: HARD_GATES,
    cap: {
      percent: '20',
      raisedPercent: '25',
      base: 'GOOD_OR_BETTER',
      rounding: 'DOWN',
      confidence: 'TO_BE_CONFIRMED',
    },
    cohort: { by: ['ROLE'], declared: true },
    tenure: 'LAST_UNIT',
    madeOf: { scheme: 'civil-servant-2026', kind: 'QUARTER' },
  },
  'regulation-366-2025': {
    title: {
      vi: 'Đánh giá, xếp loại cán bộ lãnh đạo theo Quy định 366-QĐ/TW',
      en: 'Classification of leading cadres under Regulation 366-QD/TW',
    },
    legalBasis: [{ document: '366-QĐ/TW', article: '11', confidence: 'READ' }],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    legalStatuses: ['CADRE', 'ARMED_FORCES', 'VERTICALLY_MANAGED'],
    periodKinds: ['QUARTER', 'YEAR'],
    parts: [{ plugin: 'home-affairs' }],
    bands: BANDS,
    limits: [
      { condition: 'home-affairs/all-tasks-on-time', ceiling: 'COMPLETED' },
      { condition: 'home-affairs/beyond-requirement', ceiling: 'GOOD' },
      { condition: 'home-affairs/unit-discipline', ceiling: 'GOOD' },
      { condition: 'home-affairs/tasks-done', ceiling: 'NOT_COMPLETED', confidence: 'TO_BE_CONFIRMED' },
    ],
    cohort: { by: ['ROLE', 'UNIT_KIND'], declared: true },
    tenure: 'LAST_UNIT',
    notes: [
      {
        vi: 'Quy định 366 dùng điểm; cách chia 30 + 70 theo các trục kết quả là cách làm của địa phương, chờ xác nhận.',
        en: 'Regulation 366 uses points; the split of 30 + 70 over result axes is local practice, to be confirmed.',
      },
    ],
  },
  'decree-90-2020': {
    title: {
      vi: 'Đánh giá, xếp loại lãnh đạo theo Nghị định 90/2020 (các kỳ đến hết năm 2025)',
      en: 'Classification of leaders under Decree 90/2020 (periods to the end of 2025)',
    },
    legalBasis: [
      { document: '90/2020/NĐ-CP', confidence: 'READ' },
      { document: '48/2023/NĐ-CP', confidence: 'READ' },
    ],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    periodKinds: ['YEAR'],
    parts: [],
    bands: null,
    limits: [
      { condition: 'home-affairs/targets-exceeded', ceiling: 'GOOD' },
      { condition: 'home-affairs/subordinate-classes', ceiling: 'COMPLETED' },
      { condition: 'home-affairs/on-time-quality-good', ceiling: 'COMPLETED' },
      { condition: 'home-affairs/long-absence', ceiling: 'COMPLETED', confidence: 'SECONDARY' },
      {
        condition: 'home-affairs/on-time-quality-completed',
        ceiling: 'NOT_COMPLETED',
        confidence: 'TO_BE_CONFIRMED',
      },
      {
        condition: 'home-affairs/area-targets-half',
        ceiling: 'NOT_COMPLETED',
        confidence: 'TO_BE_CONFIRMED',
      },
      { condition: 'home-affairs/discipline', ceiling: 'NOT_COMPLETED', confidence: 'TO_BE_CONFIRMED' },
    ],
    cohort: { by: ['ROLE'], declared: true },
    tenure: 'LAST_UNIT',
  },
  'service-index-2026': {
    title: {
      vi: 'Bộ chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg)',
      en: 'Service quality index for people and enterprises (Decision 766/QD-TTg)',
    },
    legalBasis: [{ document: '766/QĐ-TTg', confidence: 'READ' }],
    subject: 'UNIT',
    unitKinds: ['PROVINCE', 'DEPARTMENT', 'VERTICAL_AGENCY', 'COMMUNE'],
    periodKinds: ['MONTH', 'QUARTER', 'YEAR'],
    parts: [{ plugin: 'service-index' }],
    renormalise: 'NONE',
    rounding: { step: 'CRITERION', places: 2, mode: 'HALF_UP' },
    cohort: { by: ['UNIT_KIND'], declared: false },
  },
  'service-index-provinces-2026': {
    title: {
      vi: 'Xếp hạng các tỉnh theo điểm nhóm của Bộ chỉ số 766',
      en: 'Ranking of provinces by group points of the 766 index',
    },
    legalBasis: [{ document: '766/QĐ-TTg', confidence: 'READ' }],
    subject: 'UNIT',
    unitKinds: ['PROVINCE'],
    periodKinds: ['MONTH', 'QUARTER', 'YEAR'],
    parts: [{ plugin: 'service-index-published' }],
    renormalise: 'NONE',
    rounding: { step: 'CRITERION', places: 2, mode: 'HALF_UP' },
    cohort: { by: ['UNIT_KIND'], declared: false },
  },
  'service-index-national-2026': {
    title: { vi: 'Bộ chỉ số 766: dòng cả nước', en: '766 index: national row' },
    legalBasis: [{ document: '766/QĐ-TTg', confidence: 'SECONDARY' }],
    subject: 'UNIT',
    unitKinds: ['ORGANISATION'],
    periodKinds: ['MONTH', 'QUARTER', 'YEAR'],
    parts: [{ plugin: 'service-index-national' }],
    renormalise: 'NONE',
    rounding: { step: 'CRITERION', places: 2, mode: 'HALF_UP' },
    cohort: { by: [], declared: false },
  },
  'emulation-2026': {
    title: {
      vi: 'Chấm điểm thi đua và đề xuất danh hiệu năm',
      en: 'Yearly emulation points and proposed titles',
    },
    legalBasis: [
      { document: '06/2022/QH15', article: '24', confidence: 'READ' },
      { document: '152/2025/NĐ-CP', confidence: 'SECONDARY' },
    ],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'ACTING', 'DEPUTY'],
    periodKinds: ['YEAR'],
    parts: [{ plugin: 'emulation' }],
    titles: [
      { title: 'ADVANCED_WORKER', conditions: ['emulation/advanced-worker'] },
      {
        title: 'GRASSROOTS_FIGHTER',
        conditions: ['emulation/advanced-worker', 'emulation/grassroots-fighter'],
        // 15 % of Advanced Workers stood in older decrees; today's figure is to be confirmed and set by each authority.
        quota: { percent: '15', of: 'ADVANCED_WORKER', rounding: 'DOWN', confidence: 'TO_BE_CONFIRMED' },
      },
      {
        title: 'PROVINCIAL_FIGHTER',
        conditions: ['emulation/provincial-fighter-titles', 'emulation/provincial-fighter-initiative'],
      },
      {
        title: 'NATIONAL_FIGHTER',
        conditions: ['emulation/national-fighter-titles', 'emulation/national-fighter-initiative'],
      },
    ],
    cohort: { by: ['ROLE', 'UNIT_KIND'], declared: true },
    tenure: 'LAST_UNIT',
    ratedBy: { scheme: 'civil-servant-2026-year' },
    notes: [
      {
        vi: 'Bảng điểm thi đua là ví dụ: bảng điểm của Quyết định 77/2025/QĐ-UBND chưa tiếp cận được.',
        en: 'The emulation points are an example: the table of Decision 77/2025/QD-UBND could not be reached.',
      },
    ],
  },
  'emulation-collective-2026': {
    title: { vi: 'Đề xuất danh hiệu tập thể năm', en: 'Yearly proposed titles of collectives' },
    legalBasis: [{ document: '06/2022/QH15', confidence: 'TO_BE_CONFIRMED' }],
    subject: 'UNIT',
    unitKinds: ['DEPARTMENT', 'VERTICAL_AGENCY', 'DISTRICT', 'COMMUNE', 'ORGANISATION'],
    periodKinds: ['YEAR'],
    parts: [],
    titles: [
      {
        title: 'ADVANCED_COLLECTIVE',
        conditions: ['emulation/advanced-collective-share', 'emulation/collective-discipline'],
      },
      {
        title: 'EXCELLENT_COLLECTIVE',
        conditions: [
          'emulation/excellent-collective-share',
          'emulation/excellent-collective-completed',
          'emulation/excellent-collective-fighter',
          'emulation/collective-discipline',
        ],
      },
    ],
    cohort: { by: ['UNIT_KIND'], declared: false },
  },
};
