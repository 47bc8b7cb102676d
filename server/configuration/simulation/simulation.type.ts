import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { t } from '../../../rules/kit/text.ts';
import { Rating } from '../../modules/choices.ts';
import { ProblemType } from '../../platform/api/act-mutations.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { DateScalar, DateTimeScalar } from '../../platform/api/scalars.ts';
import { TextField } from '../../platform/api/text-field.ts';
import { CapOutcome } from '../../cards/card-choices.ts';
import type { StuckCriterion } from './compared-cards.ts';
import type { RunState } from './simulation-run-table.ts';

export const RunStateType = choiceType('ConfigurationSimulationState', 'How far a simulation is.', {
  RUNNING: t('Đang chạy', 'Running'),
  STALLED: t('Ngừng giữa chừng; hãy chạy lại', 'Stopped half-way; start it again'),
  CANCELLED: t('Đã hủy', 'Cancelled'),
  FAILED: t('Gặp lỗi', 'Failed'),
  DONE: t('Đã xong', 'Done'),
} satisfies Readonly<Record<RunState, Text>>);

export const StuckKind = choiceType('StuckCriterionKind', 'How a criterion tells nobody apart.', {
  NOBODY_PASSES: t('Không ai được điểm nào', 'Nobody earns a point of it'),
  NOBODY_FAILS: t('Ai cũng được điểm tối đa', 'Everybody earns all of it'),
  NOBODY_CONCERNED: t('Không áp dụng cho ai', 'It applies to nobody'),
} satisfies Readonly<Record<StuckCriterion['kind'], Text>>);

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

/** How the argument "authority" is described. */
export const AUTHORITY = {
  nullable: true,
  description: 'Code of the authority; may be left out where the ledger holds only one.',
} as const;

@InputType('SimulateConfigurationDraftInput', { description: 'Chạy thử: a draft to try on past periods.' })
export class SimulateInput {
  @Field(() => String, AUTHORITY)
  readonly authority?: string | null;

  @Field(() => String, { description: 'Code of the draft.' })
  readonly draft!: string;

  @Field(() => [String], { description: 'Codes of periods that have begun.' })
  readonly periods!: string[];
}

@InputType('CancelConfigurationSimulationInput', { description: 'Hủy chạy thử: a simulation to end.' })
export class CancelInput {
  @Field(() => String, AUTHORITY)
  readonly authority?: string | null;

  @Field(() => String, { description: 'Its id.' })
  readonly simulation!: string;
}

@ObjectType('ConfigurationSimulationPayload', { description: 'What became of a request for a simulation.' })
export class SimulationPayload {
  @Field(() => ConfigurationSimulation, {
    nullable: true,
    description: 'The simulation; null where it was refused.',
  })
  readonly simulation!: object | null;

  @Field(() => [ProblemType], { description: 'Why it was refused.' })
  readonly problems!: readonly object[];
}
