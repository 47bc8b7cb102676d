import { z } from 'zod';
import { decimal, titled } from '../../rules/kit/config.ts';
import { compare } from '../../rules/kit/fraction.ts';
import { CONFIDENCES, LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import { PERIOD_KINDS } from '../../rules/kit/period.ts';
import { RATINGS } from '../../rules/kit/rating.ts';
import { LEGAL_STATUSES, ROLES, UNIT_KINDS } from '../../rules/kit/subject.ts';
import { TITLES } from '../../rules/facts/emulation.ts';

const TextShape = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

const CitationShape = z.strictObject({
  document: z.enum(Object.keys(LEGAL_REGISTER) as [keyof typeof LEGAL_REGISTER]),
  article: z.string().nullable().default(null),
  clause: z.string().nullable().default(null),
  point: z.string().nullable().default(null),
  confidence: z.enum(CONFIDENCES).default('READ'),
});

/** "home-affairs/discipline": a condition by its plugin and its id there. */
const ConditionName = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);

export const ROUNDING_STEPS = ['NONE', 'CRITERION', 'PART', 'TOTAL'] as const;
export const RENORMALISATIONS = ['NEAREST', 'CARD', 'NONE'] as const;
export const TENURES = ['SEPARATE', 'BY_DAYS', 'LAST_UNIT'] as const;
export const COHORT_KEYS = ['ROLE', 'UNIT_KIND', 'SIMILAR_GROUP', 'UNIT_ABOVE'] as const;
export const CAP_BASES = ['GOOD', 'GOOD_OR_BETTER', 'ALL'] as const;

/**
 * What staff decide about a scheme: whom it scores, from which plugins, how points add up and are rounded, which class follows. A revision
 * holds one of these, fully resolved, and is never edited.
 */
export const SchemeConfiguration = z
  .strictObject({
    title: titled(TextShape, 'Tên phương án', 'Title'),
    legalBasis: z.array(CitationShape).default([]),
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
    scale: titled(decimal({ min: '0' }).prefault('100'), 'Thang điểm', 'Scale'),
    parts: z.array(
      z.strictObject({
        plugin: titled(z.string(), 'Bộ tiêu chí', 'Plugin'),
        max: titled(
          decimal({ min: '0' }).nullable().default(null),
          'Điểm tối đa (trống: tổng của bộ tiêu chí)',
          'Maximum (empty: the plugin’s own total)',
        ),
      }),
    ),
    renormalise: titled(
      z.enum(RENORMALISATIONS).default('NEAREST'),
      'Phân bổ lại điểm của tiêu chí không áp dụng',
      'How points of criteria that do not apply are redistributed',
    ),
    rounding: z
      .strictObject({
        step: titled(z.enum(ROUNDING_STEPS).default('TOTAL'), 'Làm tròn ở bước', 'Rounded at'),
        places: titled(z.int().min(0).max(6).default(2), 'Số chữ số thập phân', 'Decimals'),
        mode: titled(z.enum(['HALF_UP', 'HALF_EVEN', 'DOWN']).default('HALF_UP'), 'Cách làm tròn', 'Mode'),
      })
      .prefault({}),
    bands: titled(
      z
        .array(z.strictObject({ rating: z.enum(RATINGS), atLeast: decimal() }))
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
    /** Whether bands and floors compare the rounded total or the exact one. */
    bandValue: z.enum(['ROUNDED', 'EXACT']).default('ROUNDED'),
    floors: titled(
      z
        .array(z.strictObject({ rating: z.enum(RATINGS), share: decimal({ min: '0', max: '1' }) }))
        .default([]),
      'Sàn của từng tiêu chí',
      'Floor of every criterion for a class',
    ),
    limits: titled(
      z
        .array(
          z.strictObject({
            condition: ConditionName,
            ceiling: z.enum(RATINGS),
            confidence: z.enum(CONFIDENCES).default('READ'),
          }),
        )
        .default([]),
      'Điều kiện: không đạt thì xếp loại không quá mức',
      'Conditions; where unmet the class is at most the ceiling',
    ),
    titles: z
      .array(
        z.strictObject({
          title: z.enum(TITLES),
          conditions: z.array(ConditionName).min(1),
          /** At most this share of the cohort, or of those proposed for another title, may be proposed; the highest totals first. */
          quota: z
            .strictObject({
              percent: titled(decimal({ min: '0', max: '100' }), 'Tỷ lệ tối đa (%)', 'Quota, percent'),
              of: titled(
                z.enum(TITLES).nullable().default(null),
                'Tính trên số được đề xuất danh hiệu (trống: cả nhóm)',
                'Of those proposed for (empty: the whole cohort)',
              ),
              rounding: z.enum(['DOWN', 'HALF_UP', 'UP']).default('DOWN'),
              confidence: z.enum(CONFIDENCES).default('TO_BE_CONFIRMED'),
            })
            .nullable()
            .default(null),
        }),
      )
      .default([]),
    cap: z
      .strictObject({
        rating: z.enum(RATINGS).default('EXCELLENT'),
        percent: titled(decimal({ min: '0', max: '100' }), 'Tỷ lệ tối đa (%)', 'Cap, percent'),
        raisedPercent: titled(
          decimal({ min: '0', max: '100' }).nullable().default(null),
          'Tỷ lệ khi có thành tích nổi trội (%)',
          'Raised cap, percent',
        ),
        base: titled(z.enum(CAP_BASES).default('GOOD_OR_BETTER'), 'Tính trên', 'Of'),
        rounding: titled(
          z.enum(['DOWN', 'HALF_UP', 'UP']).default('DOWN'),
          'Làm tròn số người',
          'Rounding of places',
        ),
        confidence: z.enum(CONFIDENCES).default('TO_BE_CONFIRMED'),
      })
      .nullable()
      .default(null),
    cohort: z
      .strictObject({
        by: titled(
          z.array(z.enum(COHORT_KEYS)).default(['ROLE']),
          'Xếp hạng riêng theo',
          'Separate lists by',
        ),
        /** Ranks and caps need the competent body’s word that everybody is in. */
        declared: titled(
          z.boolean().default(true),
          'Chỉ xếp hạng khi đã công bố đủ',
          'Rank only a cohort declared complete',
        ),
      })
      .prefault({}),
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
    /** A year’s card is made of the shorter periods’ cards of another scheme. */
    madeOf: z
      .strictObject({ scheme: z.string(), kind: z.enum(PERIOD_KINDS) })
      .nullable()
      .default(null),
    /** The scheme whose card of the same period gives the subject’s class where none is decided yet. */
    ratedBy: z.strictObject({ scheme: z.string() }).nullable().default(null),
    /** The scheme whose cards rate the units or posts directly below. */
    subordinates: z.strictObject({ scheme: z.string() }).nullable().default(null),
    notes: z.array(TextShape).default([]),
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
          message: 'bands must fall strictly, in points and in rating',
        });
      }
    }
    const plugins = scheme.parts.map((part) => part.plugin);
    if (new Set(plugins).size !== plugins.length)
      context.addIssue({ code: 'custom', path: ['parts'], message: 'a plugin stands twice' });
    if (scheme.parts.length === 0 && scheme.bands !== null) {
      context.addIssue({ code: 'custom', path: ['bands'], message: 'bands need parts with points' });
    }
    if (scheme.madeOf && scheme.madeOf.kind === 'YEAR') {
      context.addIssue({
        code: 'custom',
        path: ['madeOf', 'kind'],
        message: 'a year is made of shorter periods',
      });
    }
  });
export type SchemeConfiguration = z.output<typeof SchemeConfiguration>;
export type SchemeInput = z.input<typeof SchemeConfiguration>;

/** A scheme’s configuration as it stands in the ledger. */
export interface SchemeRevision {
  readonly scheme: string;
  readonly number: number;
  /** False once a cited decision adopted the scheme. */
  readonly example: boolean;
  readonly configuration: SchemeConfiguration;
}

/** A plugin’s configuration as it stands in the ledger; number 0 stands for the defaults, with no revision recorded. */
export interface PluginRevision {
  readonly plugin: string;
  readonly number: number;
  readonly example: boolean;
  readonly configuration: unknown;
}
