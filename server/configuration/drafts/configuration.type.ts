import 'reflect-metadata';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { t } from '../../../rules/kit/text.ts';
import { Rating } from '../../modules/choices.ts';
import { ConfigurationKind, DecisionOutcome } from './draft.choices.ts';
import {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { DateScalar, DateTimeScalar } from '../../platform/api/scalars.ts';
import { TextField } from '../../platform/api/text-field.ts';
import { CapOutcome } from '../../cards/card-choices.ts';
import type { DIFFERENCE_KINDS } from './difference.ts';
import type { DRAFT_STATES, REVISION_STATES } from './draft.ts';
import type { STUCK_KINDS } from '../simulation/compared-cards.ts';
import type { RUN_STATES } from '../simulation/simulation-run-table.ts';
import { RevisionFields } from '../../schemes/revision.type.ts';

type Words<Values extends readonly string[]> = Readonly<Record<Values[number], Text>>;

const REVISION_STATE_WORDS = {
  SCHEDULED: t('Đã phê duyệt, chờ ngày hiệu lực', 'Approved, its day still to come'),
  IN_FORCE: t('Đang có hiệu lực', 'In force'),
  SUPERSEDED: t('Đã được thay thế hoặc hết hiệu lực', 'Superseded or ended'),
} satisfies Words<typeof REVISION_STATES>;

export const RevisionStateType = choiceType(
  'ConfigurationRevisionState',
  'What a revision is on a day, by its dates and its neighbours.',
  REVISION_STATE_WORDS,
);

export const DraftStateType = choiceType('ConfigurationDraftState', 'Where a draft stands on a day.', {
  DRAFT: t('Đang soạn, còn lỗi', 'Being written, with errors'),
  VALIDATED: t('Đã kiểm tra, không còn lỗi', 'Checked, without errors'),
  SIMULATED: t('Đã chạy thử', 'Simulated as it stands'),
  SUBMITTED: t('Đã trình', 'Submitted'),
  REJECTED: t('Bị từ chối', 'Rejected'),
  ...REVISION_STATE_WORDS,
} satisfies Words<typeof DRAFT_STATES>);

export const DifferenceKind = choiceType('ConfigurationDifferenceKind', 'What a difference is.', {
  CHANGED: t('Đổi giá trị', 'Another value'),
  ADDED: t('Thêm', 'Added'),
  REMOVED: t('Bỏ', 'Removed'),
  MOVED: t('Đổi thứ tự', 'Another order'),
} satisfies Words<typeof DIFFERENCE_KINDS>);

export const RunStateType = choiceType('ConfigurationSimulationState', 'How far a simulation is.', {
  RUNNING: t('Đang chạy', 'Running'),
  STALLED: t('Ngừng giữa chừng; hãy chạy lại', 'Stopped half-way; start it again'),
  CANCELLED: t('Đã hủy', 'Cancelled'),
  FAILED: t('Gặp lỗi', 'Failed'),
  DONE: t('Đã xong', 'Done'),
} satisfies Words<typeof RUN_STATES>);

export const StuckKind = choiceType('StuckCriterionKind', 'How a criterion tells nobody apart.', {
  NOBODY_PASSES: t('Không ai được điểm nào', 'Nobody earns a point of it'),
  NOBODY_FAILS: t('Ai cũng được điểm tối đa', 'Everybody earns all of it'),
  NOBODY_CONCERNED: t('Không áp dụng cho ai', 'It applies to nobody'),
} satisfies Words<typeof STUCK_KINDS>);

@EntityType(configurationDraftEntity, 'ConfigurationDraft', {
  description:
    'Bản dự thảo cấu hình: a revision of a scheme or plugin that is being prepared. Its state derives from what was recorded of it and from dates.',
  choices: { kind: ConfigurationKind },
  omit: ['configuration'],
})
export class ConfigurationDraft extends EntityObject<typeof configurationDraftEntity.columns> {}

@EntityType(configurationSubmissionEntity, 'ConfigurationSubmission', {
  description: 'Trình bản cấu hình: a draft handed over for approval with its simulation.',
})
export class ConfigurationSubmission extends EntityObject<typeof configurationSubmissionEntity.columns> {}

@EntityType(configurationDecisionEntity, 'ConfigurationDecision', {
  description: 'Quyết định về bản cấu hình: what was decided on a submitted draft, and by whom.',
  choices: { outcome: DecisionOutcome },
})
export class ConfigurationDecision extends EntityObject<typeof configurationDecisionEntity.columns> {}

@ObjectType('ConfigurationDifference', { description: 'One thing that two configurations say differently.' })
export class ConfigurationDifference {
  @Field(() => DifferenceKind, { description: 'What it is.' })
  readonly kind!: string;

  @Field(() => String, { description: 'Dotted path in the configuration, such as "bands.1.atLeast".' })
  readonly path!: string;

  @TextField('The difference as a sentence.')
  readonly sentence!: Text;

  @TextField('What it was, in words; null where it was added.', { nullable: true })
  readonly before!: Text | null;

  @TextField('What it is, in words; null where it was removed.', { nullable: true })
  readonly after!: Text | null;
}

@ObjectType('ConfigurationRevision', {
  description: 'A revision in the history of a scheme or plugin.',
})
export class ConfigurationRevision extends RevisionFields {
  @Field(() => RevisionStateType, { description: 'What it is on the day asked about.' })
  readonly state!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it is no longer in effect.' })
  readonly effectiveTo!: Day | null;

  @Field(() => GraphQLJSON, { description: 'The whole configuration.' })
  readonly configuration!: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the draft it was approved as; null for one that was imported.',
  })
  readonly draft!: string | null;

  @Field(() => [ConfigurationDifference], {
    description: 'What it says differently from the revision before.',
  })
  readonly differences!: readonly object[];
}

@ObjectType('SimulatedCard', { description: 'A card as a simulation tells of it.', simpleResolvers: true })
export class SimulatedCardType {
  @Field(() => String, {
    description: 'Points, exact: a decimal, or a fraction where the decimal does not end.',
  })
  readonly points!: string;

  @Field(() => String, { description: 'Points still open, exact.' })
  readonly open!: string;

  @Field(() => Rating, {
    nullable: true,
    description: 'The class by the subject’s own facts; null where it is withheld.',
  })
  readonly ownRating!: string | null;

  @Field(() => Rating, {
    nullable: true,
    description: 'The class proposed after caps; null where it is withheld.',
  })
  readonly rating!: string | null;

  @Field(() => Int, { nullable: true, description: 'Rank within the group; null while it is not complete.' })
  readonly rank!: number | null;

  @Field(() => String, { nullable: true, description: 'The group it is ranked in.' })
  readonly group!: string | null;

  @Field(() => CapOutcome, {
    nullable: true,
    description: 'How the cap on a class met it; null where it is not concerned.',
  })
  readonly cap!: string | null;
}

@ObjectType('SimulatedLine', { description: 'The criterion that moved a total most.' })
export class SimulatedLine {
  @Field(() => String, { description: 'The line, as "plugin/criterion".' })
  readonly line!: string;

  @TextField('Title of the criterion.')
  readonly title!: Text;

  @Field(() => String, { description: 'Its points before, exact.' })
  readonly before!: string;

  @Field(() => String, { description: 'Its points after, exact.' })
  readonly after!: string;
}

@ObjectType('SimulatedSubject', { description: 'A leader in a post, or a unit, before and after.' })
export class SimulatedSubjectType {
  @Field(() => String, { description: 'Key of the subject, as on cards.' })
  readonly subject!: string;

  @Field(() => String, { nullable: true, description: 'Code of the leader; null for a unit.' })
  readonly leader!: string | null;

  @Field(() => String, { description: 'Code of the unit.' })
  readonly unit!: string;

  @Field(() => Boolean, { description: 'Whether the proposed class is another one.' })
  readonly changesClass!: boolean;

  @Field(() => SimulatedCardType, {
    nullable: true,
    description: 'By the configuration in force; null where it does not score the subject.',
  })
  readonly before!: SimulatedCardType | null;

  @Field(() => SimulatedCardType, {
    nullable: true,
    description: 'By the draft; null where it does not score the subject.',
  })
  readonly after!: SimulatedCardType | null;

  @Field(() => SimulatedLine, {
    nullable: true,
    description: 'The criterion that moved the total most; null where none did.',
  })
  readonly moved!: SimulatedLine | null;
}

@ObjectType('SimulatedPlaces', { description: 'Places of a capped class.', simpleResolvers: true })
export class SimulatedPlaces {
  @Field(() => Int, { description: 'People that the percentage is taken of.' })
  readonly base!: number;

  @Field(() => Int, { description: 'Places it gives.' })
  readonly places!: number;

  @Field(() => Int, { description: 'Members within them.' })
  readonly within!: number;

  @Field(() => Int, { description: 'Members beyond the last one.' })
  readonly beyond!: number;

  @Field(() => Int, { description: 'Members tied for the last one.' })
  readonly tied!: number;
}

@ObjectType('SimulatedCap', {
  description: 'The effect of the cap in one ranked group.',
  simpleResolvers: true,
})
export class SimulatedCapType {
  @Field(() => String, { description: 'The group.' })
  readonly group!: string;

  @Field(() => SimulatedPlaces, { nullable: true, description: 'Before; null where nobody was concerned.' })
  readonly before!: SimulatedPlaces | null;

  @Field(() => SimulatedPlaces, { nullable: true, description: 'After; null where nobody is concerned.' })
  readonly after!: SimulatedPlaces | null;
}

@ObjectType('StuckCriterion', { description: 'A criterion that tells nobody apart in a period.' })
export class StuckCriterionType {
  @Field(() => String, { description: 'The line, as "plugin/criterion".' })
  readonly line!: string;

  @Field(() => StuckKind, { description: 'How.' })
  readonly kind!: string;

  @TextField('In words.')
  readonly message!: Text;
}

@ObjectType('SimulatedPeriod', { description: 'What a draft would have made of one scheme in one period.' })
export class SimulatedPeriod {
  @Field(() => String, { description: 'Code of the scheme.' })
  readonly scheme!: string;

  @Field(() => String, { description: 'Code of the period.' })
  readonly period!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Revision of the scheme that was in force; null where none was.',
  })
  readonly revisionBefore!: number | null;

  @Field(() => [SimulatedCapType], { description: 'The effect of the cap, by ranked group.' })
  readonly caps!: readonly SimulatedCapType[];

  @Field(() => [StuckCriterionType], {
    description: 'Criteria that nobody can pass or fail on the period’s facts.',
  })
  readonly stuck!: readonly StuckCriterionType[];
}

@ObjectType('ConfigurationSimulation', {
  description: 'A draft tried on past periods: how far it is, and what it found. It writes no fact.',
})
export class ConfigurationSimulation {
  @Field(() => String, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: 'Code of the draft.' })
  readonly draft!: string;

  @Field(() => String, { description: 'Digest of the draft as it was simulated.' })
  readonly draftDigest!: string;

  @Field(() => RunStateType, { description: 'How far it is.' })
  readonly state!: string;

  @Field(() => [String], { description: 'Codes of the periods.' })
  readonly periods!: readonly string[];

  @Field(() => Int, { description: 'The ledger was read up to this position.' })
  readonly readPosition!: number;

  @Field(() => DateScalar, { description: 'Day of truth.' })
  readonly asOf!: Day;

  @Field(() => Int, { description: 'Cards computed so far.' })
  readonly done!: number;

  @Field(() => Int, { description: 'Cards to compute.' })
  readonly total!: number;

  @Field(() => String, { description: 'Account that asked for it.' })
  readonly requestedBy!: string;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly requestedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it runs.' })
  readonly finishedAt!: string | null;

  @TextField('Why it failed; null unless it did.', { nullable: true })
  readonly failure!: Text | null;
}
