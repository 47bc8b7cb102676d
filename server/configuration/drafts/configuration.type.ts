import 'reflect-metadata';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { t } from '../../../rules/kit/text.ts';
import { ConfigurationKind, DecisionOutcome } from './draft.choices.ts';
import {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import { TextField } from '../../platform/api/text-field.ts';
import type { DIFFERENCE_KINDS } from './difference.ts';
import type { DRAFT_STATES, REVISION_STATES } from './draft.ts';
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
