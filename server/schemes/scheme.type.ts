import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type {
  CAP_BASES,
  COHORT_KEYS,
  RENORMALISATIONS,
  ROUNDING_STEPS,
  TENURES,
} from '../../plugins/engine/scheme.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Text } from '../../rules/kit/text.ts';
import { t } from '../../rules/kit/text.ts';
import {
  AwardTitle,
  LegalStatus,
  PeriodKind,
  Rating,
  Role,
  RoundingModeType,
  SourceConfidence,
  UnitKind,
} from '../modules/choices.ts';
import { choiceType } from '../platform/api/choice.ts';
import { Node } from '../platform/api/node.ts';
import { DateScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { LegalBasis } from './scheme-law.ts';
import { RevisionFields } from './revision.type.ts';

type Words<Values extends readonly string[]> = Readonly<Record<Values[number], Text>>;

export const SchemeSubject = choiceType('SchemeSubject', 'Whom a scheme scores.', {
  UNIT: t('Cơ quan', 'Units'),
  APPOINTMENT: t('Chức vụ lãnh đạo', 'Leaders’ posts'),
});

export const Renormalisation = choiceType(
  'Renormalisation',
  'What becomes of points of criteria that do not apply.',
  {
    NEAREST: t('Phân bổ lại trong nhóm gần nhất', 'Redistributed within the nearest group'),
    CARD: t('Phân bổ lại trên cả bảng điểm', 'Redistributed over the whole card'),
    NONE: t('Không phân bổ lại', 'Not redistributed'),
  } satisfies Words<typeof RENORMALISATIONS>,
);

export const RoundingStep = choiceType('RoundingStep', 'Where points are rounded.', {
  NONE: t('Không làm tròn', 'Nowhere'),
  CRITERION: t('Từng tiêu chí', 'At every criterion'),
  PART: t('Từng bộ tiêu chí', 'At every plugin'),
  TOTAL: t('Tổng điểm', 'At the total'),
} satisfies Words<typeof ROUNDING_STEPS>);

export const Tenure = choiceType('Tenure', 'How several posts in one period are put together.', {
  SEPARATE: t('Mỗi chức vụ chấm riêng', 'Each post apart'),
  BY_DAYS: t('Theo số ngày giữ chức vụ', 'Weighed by days'),
  LAST_UNIT: t('Theo cơ quan cuối kỳ', 'By the last unit'),
} satisfies Words<typeof TENURES>);

export const CohortKey = choiceType('CohortKey', 'What separates lists of a ranking.', {
  ROLE: t('Vai trò', 'Role'),
  UNIT_KIND: t('Loại cơ quan', 'Kind of unit'),
  SIMILAR_GROUP: t('Nhóm nhiệm vụ tương đồng', 'Group with similar tasks'),
  UNIT_ABOVE: t('Cơ quan cấp trên', 'Unit above'),
} satisfies Words<typeof COHORT_KEYS>);

export const CapBase = choiceType('CapBase', 'What the cap’s percentage is taken of.', {
  GOOD: t('Số người xếp loại tốt', 'Those classed good'),
  GOOD_OR_BETTER: t('Số người xếp loại tốt trở lên', 'Those classed good or better'),
  ALL: t('Tất cả', 'All'),
} satisfies Words<typeof CAP_BASES>);

export const CapRounding = choiceType('CapRounding', 'How places are rounded.', {
  DOWN: t('Làm tròn xuống', 'Down'),
  HALF_UP: t('Làm tròn đến số gần nhất', 'To the nearest'),
  UP: t('Làm tròn lên', 'Up'),
});

@ObjectType('SchemePart', { description: 'A plugin of a scheme, and its maximum.', simpleResolvers: true })
export class SchemePart {
  @Field(() => String, { description: 'Id of the plugin.' })
  readonly plugin!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Its maximum; null takes the plugin’s own total.',
  })
  readonly max!: string | null;
}

@ObjectType('SchemeBand', { description: 'The least total of a class.', simpleResolvers: true })
export class SchemeBand {
  @Field(() => Rating, { description: 'The class.' })
  readonly rating!: string;

  @Field(() => DecimalScalar, { description: 'Least total, included.' })
  readonly atLeast!: string;
}

@ObjectType('SchemeFloor', {
  description: 'The least share of every criterion that a class asks for.',
  simpleResolvers: true,
})
export class SchemeFloor {
  @Field(() => Rating, { description: 'The class.' })
  readonly rating!: string;

  @Field(() => DecimalScalar, { description: 'Least share of the criterion’s maximum.' })
  readonly share!: string;
}

@ObjectType('SchemeLimit', {
  description: 'A condition; while it is not met the class is at most the ceiling.',
})
export class SchemeLimit {
  @Field(() => String, { description: 'Plugin and condition.' })
  readonly condition!: string;

  @TextField('What is demanded.')
  readonly title!: Text;

  @Field(() => Rating, { description: 'The best class while it is not met.' })
  readonly ceiling!: string;

  @Field(() => SourceConfidence, { description: 'How settled the limit is.' })
  readonly confidence!: string;
}

@ObjectType('SchemeTitle', {
  description: 'An emulation title and the conditions before it.',
  simpleResolvers: true,
})
export class SchemeTitle {
  @Field(() => AwardTitle, { description: 'The title.' })
  readonly title!: string;

  @Field(() => [String], { description: 'Plugin and condition of each.' })
  readonly conditions!: string[];
}

@ObjectType('SchemeCap', {
  description: 'The largest part of a group that may have a class.',
  simpleResolvers: true,
})
export class SchemeCap {
  @Field(() => Rating, { description: 'The class capped.' })
  readonly rating!: string;

  @Field(() => DecimalScalar, { description: 'Percent.' })
  readonly percent!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Percent for an outstanding collective.' })
  readonly raisedPercent!: string | null;

  @Field(() => CapBase, { description: 'Of whom.' })
  readonly base!: string;

  @Field(() => CapRounding, { description: 'How places are rounded.' })
  readonly rounding!: string;

  @Field(() => SourceConfidence, { description: 'How settled it is.' })
  readonly confidence!: string;
}

@ObjectType('SchemeRounding', { description: 'Where and how points are rounded.', simpleResolvers: true })
export class SchemeRounding {
  @Field(() => RoundingStep, { description: 'Where.' })
  readonly step!: string;

  @Field(() => Int, { description: 'To how many decimals.' })
  readonly places!: number;

  @Field(() => RoundingModeType, { description: 'How.' })
  readonly mode!: string;
}

@ObjectType('SchemeCohort', { description: 'Who is ranked together.', simpleResolvers: true })
export class SchemeCohort {
  @Field(() => [CohortKey], { description: 'What separates the lists.' })
  readonly by!: string[];

  @Field(() => Boolean, {
    description: 'Whether the competent body must declare a list complete before ranks are given.',
  })
  readonly declared!: boolean;
}

@ObjectType('SchemeRevision', { description: 'An immutable, dated, fully resolved version of a scheme.' })
export class SchemeRevisionType extends RevisionFields {
  @Field(() => DateScalar, { nullable: true, description: 'First day on which it is no longer in effect.' })
  readonly effectiveTo!: Day | null;

  @TextField('Title.')
  readonly title!: Text;

  @Field(() => SchemeSubject, { description: 'Whom it scores.' })
  readonly subject!: string;

  @Field(() => [Role], { description: 'Roles of the posts scored.' })
  readonly roles!: string[];

  @Field(() => [UnitKind], { description: 'Kinds of unit; none means all.' })
  readonly unitKinds!: string[];

  @Field(() => [LegalStatus], { description: 'Legal statuses whose regime it is; none means all.' })
  readonly legalStatuses!: string[];

  @Field(() => [PeriodKind], { description: 'Kinds of period.' })
  readonly periodKinds!: string[];

  @Field(() => DecimalScalar, { description: 'Scale.' })
  readonly scale!: string;

  @Field(() => [SchemePart], { description: 'Plugins.' })
  readonly parts!: SchemePart[];

  @Field(() => Renormalisation, { description: 'What becomes of points of criteria that do not apply.' })
  readonly renormalise!: string;

  @Field(() => SchemeRounding, { description: 'Where and how points are rounded.' })
  readonly rounding!: SchemeRounding;

  @Field(() => [SchemeBand], {
    nullable: true,
    description: 'Bands; null where the class follows from conditions alone.',
  })
  readonly bands!: SchemeBand[] | null;

  @Field(() => [SchemeFloor], { description: 'Floors of every criterion.' })
  readonly floors!: SchemeFloor[];

  @Field(() => [SchemeLimit], { description: 'Conditions that limit the class.' })
  readonly limits!: SchemeLimit[];

  @Field(() => [SchemeTitle], { description: 'Emulation titles proposed.' })
  readonly titles!: SchemeTitle[];

  @Field(() => SchemeCap, { nullable: true, description: 'Cap on a class.' })
  readonly cap!: SchemeCap | null;

  @Field(() => SchemeCohort, { description: 'Who is ranked together.' })
  readonly cohort!: SchemeCohort;

  @Field(() => Tenure, { description: 'How several posts in one period are put together.' })
  readonly tenure!: string;

  @Field(() => Int, {
    description: 'In post for fewer working days than this, what was inherited does not count.',
  })
  readonly inheritBelowWorkingDays!: number;

  @Field(() => [LegalBasis], { description: 'Legal basis.' })
  readonly legalBasis!: LegalBasis[];

  readonly notes!: readonly Text[];

  @Field(() => GraphQLJSON, { description: 'The whole configuration as it stands in the ledger.' })
  readonly configuration!: unknown;
}

@ObjectType('Scheme', {
  description: 'Phương án: subject, plugins, bands, gates, caps and rounding.',
  implements: Node,
})
export class SchemeType implements Node {
  readonly id!: string;

  @Field(() => String, { description: 'Code.' })
  readonly code!: string;

  @TextField('Title of the latest revision.')
  readonly title!: Text;

  @Field(() => [SchemeRevisionType], { description: 'Revisions, the earliest first.' })
  readonly revisions!: SchemeRevisionType[];
}
