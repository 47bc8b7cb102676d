import { z } from 'zod';
import { decimal, faultInWords, titled, worded } from '../../rules/kit/config.ts';
import { compare } from '../../rules/kit/fraction.ts';
import type { Confidence } from '../../rules/kit/legal-register.ts';
import { CONFIDENCES, LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import { PERIOD_KINDS } from '../../rules/kit/period.ts';
import { RATINGS } from '../../rules/kit/rating.ts';
import { LEGAL_STATUSES, ROLES, UNIT_KINDS } from '../../rules/kit/subject.ts';
import type { Text } from '../../rules/kit/text.ts';
import { TITLES } from '../../rules/facts/emulation.ts';

const TextShape = z.strictObject({
  vi: titled(z.string().min(1), 'Tiếng Việt', 'Vietnamese'),
  en: titled(z.string().min(1), 'Tiếng Anh', 'English'),
});

const confidence = (least: Confidence) =>
  titled(z.enum(CONFIDENCES).default(least), 'Mức độ xác nhận của nguồn', 'How far the source was read');

const CitationShape = z.strictObject({
  document: titled(
    worded(
      Object.fromEntries(
        Object.entries(LEGAL_REGISTER).map(([number, { title }]) => [number, title]),
      ) as Readonly<Record<keyof typeof LEGAL_REGISTER, Text>>,
    ),
    'Văn bản',
    'Document',
  ),
  article: titled(z.string().nullable().default(null), 'Điều', 'Article'),
  clause: titled(z.string().nullable().default(null), 'Khoản', 'Clause'),
  point: titled(z.string().nullable().default(null), 'Điểm', 'Point'),
  confidence: confidence('READ'),
});

/** "home-affairs/discipline": a condition by its plugin and its id there. */
const ConditionName = titled(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/), 'Điều kiện', 'Condition', {
  vi: 'Mã bộ tiêu chí và mã điều kiện, ví dụ home-affairs/discipline',
  en: 'Plugin and condition, such as home-affairs/discipline',
});

const SchemeName = titled(z.string(), 'Mã phương án', 'Scheme');

const PlaceRounding = z.enum(['DOWN', 'HALF_UP', 'UP']).default('DOWN');

/** Where a scheme rounds. */
export const ROUNDING_STEPS = ['NONE', 'CRITERION', 'PART', 'TOTAL'] as const;

/** Over what the points of criteria that do not apply are spread. */
export const RENORMALISATIONS = ['NEAREST', 'CARD', 'NONE'] as const;

/** How the cards of several posts in one period make a leader's card. */
export const TENURES = ['SEPARATE', 'BY_DAYS', 'LAST_UNIT'] as const;

/** What members of a cohort have in common. */
export const COHORT_KEYS = ['ROLE', 'UNIT_KIND', 'SIMILAR_GROUP', 'UNIT_ABOVE'] as const;

/** Of how many people a cap's percentage is taken. */
export const CAP_BASES = ['GOOD', 'GOOD_OR_BETTER', 'ALL'] as const;

/**
 * What staff decide about a scheme.
 * Whom it scores, from which plugins, how points add up and are rounded, which class follows. A revision holds one of
 * these, fully resolved, and is never edited.
 */
export const SchemeConfiguration = z
  .strictObject({
    title: titled(TextShape, 'Tên phương án', 'Title'),
    legalBasis: titled(z.array(CitationShape).default([]), 'Căn cứ pháp lý', 'Legal basis'),
    subject: titled(z.enum(['UNIT', 'APPOINTMENT']), 'Đối tượng', 'Subject'),
    roles: titled(z.array(z.enum(ROLES)).default(['HEAD', 'ACTING']), 'Vai trò', 'Roles'),
    unitKinds: titled(
      z.array(z.enum(UNIT_KINDS)).default([]),
      'Loại cơ quan (trống: tất cả)',
      'Kinds of unit (empty: all)',
    ),
    legalStatuses: titled(
      z.array(z.enum(LEGAL_STATUSES)).default([]),
      'Chế độ pháp lý áp dụng (trống: tất cả)',
      'Legal statuses whose regime this is (empty: all)',
    ),
    periodKinds: titled(z.array(z.enum(PERIOD_KINDS)).min(1), 'Loại kỳ', 'Kinds of period'),
    scale: titled(decimal({ min: '0' }).prefault('100'), 'Thang điểm', 'Scale', {
      vi: 'Điểm tối đa của các bộ tiêu chí cộng lại phải bằng thang điểm',
      en: 'The maxima of the plugins must add up to it',
    }),
    parts: titled(
      z.array(
        z.strictObject({
          plugin: titled(z.string(), 'Bộ tiêu chí', 'Plugin'),
          max: titled(
            decimal({ min: '0' }).nullable().default(null),
            'Điểm tối đa (trống: tổng của bộ tiêu chí)',
            'Maximum (empty: the plugin’s own total)',
          ),
        }),
      ),
      'Các bộ tiêu chí',
      'Plugins',
    ),
    renormalise: titled(
      z.enum(RENORMALISATIONS).default('NEAREST'),
      'Phân bổ lại điểm của tiêu chí không áp dụng',
      'How points of criteria that do not apply are redistributed',
    ),
    rounding: titled(
      z
        .strictObject({
          step: titled(z.enum(ROUNDING_STEPS).default('TOTAL'), 'Làm tròn ở bước', 'Rounded at'),
          places: titled(z.int().min(0).max(6).default(2), 'Số chữ số thập phân', 'Decimals'),
          mode: titled(z.enum(['HALF_UP', 'HALF_EVEN', 'DOWN']).default('HALF_UP'), 'Cách làm tròn', 'Mode'),
        })
        .prefault({}),
      'Làm tròn điểm',
      'Rounding of points',
    ),
    bands: titled(
      z
        .array(
          z.strictObject({
            rating: titled(z.enum(RATINGS), 'Mức xếp loại', 'Class'),
            atLeast: titled(decimal(), 'Từ điểm', 'From points'),
          }),
        )
        .nullable()
        .default(null),
      'Mức điểm xếp loại (trống: chỉ theo điều kiện)',
      'Bands (empty: class by conditions alone)',
    ),
    minimumApplicable: titled(
      decimal({ min: '0', max: '1' }).prefault('0'),
      'Phần điểm tối thiểu phải áp dụng được để xếp loại',
      'Least share of the scale that must apply before a class is proposed',
    ),
    bandValue: titled(
      worded({
        ROUNDED: { vi: 'Điểm đã làm tròn', en: 'The rounded total' },
        EXACT: { vi: 'Điểm chính xác', en: 'The exact total' },
      }).default('ROUNDED'),
      'Xếp loại theo',
      'Bands compare',
    ),
    floors: titled(
      z
        .array(
          z.strictObject({
            rating: titled(z.enum(RATINGS), 'Mức xếp loại', 'Class'),
            share: titled(
              decimal({ min: '0', max: '1' }),
              'Tỷ lệ điểm tối thiểu của mỗi tiêu chí',
              'Least share of every criterion',
            ),
          }),
        )
        .default([]),
      'Sàn của từng tiêu chí',
      'Floor of every criterion for a class',
    ),
    limits: titled(
      z
        .array(
          z.strictObject({
            condition: ConditionName,
            ceiling: titled(z.enum(RATINGS), 'Không đạt thì xếp loại cao nhất là', 'Best class where unmet'),
            confidence: confidence('READ'),
          }),
        )
        .default([]),
      'Điều kiện: không đạt thì xếp loại không quá mức',
      'Conditions; where unmet the class is at most the ceiling',
    ),
    titles: titled(
      z
        .array(
          z.strictObject({
            title: titled(z.enum(TITLES), 'Danh hiệu', 'Title'),
            conditions: titled(z.array(ConditionName).min(1), 'Điều kiện', 'Conditions'),
            quota: titled(
              z
                .strictObject({
                  percent: titled(decimal({ min: '0', max: '100' }), 'Tỷ lệ tối đa (%)', 'Quota, percent'),
                  of: titled(
                    z.enum(TITLES).nullable().default(null),
                    'Tính trên số được đề xuất danh hiệu (trống: cả nhóm)',
                    'Of those proposed for (empty: the whole cohort)',
                  ),
                  rounding: titled(PlaceRounding, 'Làm tròn số người', 'Rounding of places'),
                  confidence: confidence('TO_BE_CONFIRMED'),
                })
                .nullable()
                .default(null),
              'Chỉ tiêu',
              'Quota',
              {
                vi: 'Số người được đề xuất không vượt tỷ lệ này; người có tổng điểm cao được xét trước',
                en: 'At most this share may be proposed; the highest totals first',
              },
            ),
          }),
        )
        .default([]),
      'Danh hiệu thi đua',
      'Emulation titles',
    ),
    cap: titled(
      z
        .strictObject({
          rating: titled(
            z.enum(RATINGS).default('EXCELLENT'),
            'Mức xếp loại bị giới hạn',
            'Class that is capped',
          ),
          percent: titled(decimal({ min: '0', max: '100' }), 'Tỷ lệ tối đa (%)', 'Cap, percent'),
          raisedPercent: titled(
            decimal({ min: '0', max: '100' }).nullable().default(null),
            'Tỷ lệ khi có thành tích nổi trội (%)',
            'Raised cap, percent',
          ),
          base: titled(z.enum(CAP_BASES).default('GOOD_OR_BETTER'), 'Tính trên', 'Of'),
          rounding: titled(PlaceRounding, 'Làm tròn số người', 'Rounding of places'),
          confidence: confidence('TO_BE_CONFIRMED'),
        })
        .nullable()
        .default(null),
      'Giới hạn tỷ lệ một mức xếp loại',
      'Cap on a class',
    ),
    cohort: titled(
      z
        .strictObject({
          by: titled(
            z.array(z.enum(COHORT_KEYS)).default(['ROLE']),
            'Xếp hạng riêng theo',
            'Separate lists by',
          ),
          declared: titled(
            z.boolean().default(true),
            'Chỉ xếp hạng khi đã công bố đủ',
            'Rank only a cohort declared complete',
          ),
        })
        .prefault({}),
      'Nhóm xếp hạng',
      'Ranked groups',
    ),
    tenure: titled(
      z.enum(TENURES).default('SEPARATE'),
      'Người giữ nhiều chức vụ trong kỳ',
      'Several posts in a period',
    ),
    inheritBelowWorkingDays: titled(
      z.int().min(0).max(260).default(0),
      'Giữ chức vụ dưới số ngày làm việc này thì việc thừa hưởng không tính',
      'In post for fewer working days than this, what was inherited does not count',
    ),
    madeOf: titled(
      z
        .strictObject({
          scheme: SchemeName,
          kind: titled(z.enum(PERIOD_KINDS), 'Loại kỳ', 'Kind of period'),
        })
        .nullable()
        .default(null),
      'Điểm năm lấy từ các kỳ của phương án',
      'A year made of the periods of',
    ),
    ratedBy: titled(
      z.strictObject({ scheme: SchemeName }).nullable().default(null),
      'Xếp loại (khi chưa có quyết định) lấy từ phương án',
      'Class, where none is decided yet, by',
    ),
    subordinates: titled(
      z.strictObject({ scheme: SchemeName }).nullable().default(null),
      'Xếp loại cấp dưới trực tiếp lấy từ phương án',
      'Classes of those directly below by',
    ),
    notes: titled(z.array(TextShape).default([]), 'Ghi chú', 'Notes'),
  })
  .superRefine((scheme, context) => {
    for (let index = 1; index < (scheme.bands?.length ?? 0); index++) {
      const [above, here] = [scheme.bands![index - 1]!, scheme.bands![index]!];
      if (
        compare(above.atLeast, here.atLeast) <= 0 ||
        RATINGS.indexOf(above.rating) >= RATINGS.indexOf(here.rating)
      ) {
        context.addIssue({
          code: 'custom',
          path: ['bands', index],
          ...faultInWords(
            'Mức điểm và mức xếp loại phải giảm dần từ trên xuống',
            'bands must fall strictly, in points and in rating',
          ),
        });
      }
    }
    const plugins = scheme.parts.map((part) => part.plugin);
    if (new Set(plugins).size !== plugins.length) {
      context.addIssue({
        code: 'custom',
        path: ['parts'],
        ...faultInWords('Một bộ tiêu chí xuất hiện hai lần', 'a plugin stands twice'),
      });
    }
    if (scheme.parts.length === 0 && scheme.bands !== null) {
      context.addIssue({
        code: 'custom',
        path: ['bands'],
        ...faultInWords('Mức điểm cần có bộ tiêu chí cho điểm', 'bands need parts with points'),
      });
    }
    if (scheme.madeOf && scheme.madeOf.kind === 'YEAR') {
      context.addIssue({
        code: 'custom',
        path: ['madeOf', 'kind'],
        ...faultInWords('Năm được tính từ các kỳ ngắn hơn', 'a year is made of shorter periods'),
      });
    }
  });
export type SchemeConfiguration = z.output<typeof SchemeConfiguration>;

/** A scheme as staff write it, defaults left out. */
export type SchemeInput = z.input<typeof SchemeConfiguration>;

/** A scheme’s configuration as it stands in the ledger. */
export interface SchemeRevision {
  readonly scheme: string;
  readonly number: number;
  /** False once a cited decision adopted the scheme. */
  readonly example: boolean;
  readonly configuration: SchemeConfiguration;
}

/**
 * A plugin’s configuration as it stands in the ledger.
 * Number 0 stands for the defaults, with no revision recorded.
 */
export interface PluginRevision {
  readonly plugin: string;
  readonly number: number;
  readonly example: boolean;
  readonly configuration: unknown;
}
