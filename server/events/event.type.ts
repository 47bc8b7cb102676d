import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Text } from '../../rules/kit/text.ts';
import { t } from '../../rules/kit/text.ts';
import { Rating } from '../modules/choices.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import type { Cause } from './causes.ts';
import { CAUSE_TITLES } from './causes.ts';
import type { EventKind, EventSubject, RankSummary } from './event.ts';

/** Kinds of events in words, by their names in the API. */
export const KINDS = {
  FIRST: t('Bảng điểm xuất hiện lần đầu', 'There is a card for the first time'),
  CHANGED: t('Bảng điểm thay đổi', 'The card changed'),
  ENDED: t('Không còn bảng điểm', 'There is no card any more'),
  RANKING_CHANGED: t('Thứ hạng trong nhóm thay đổi', 'Ranks of a cohort moved'),
} as const;

/** Names of kinds in the API, by those in the bodies of events. */
export const KIND_OF: Readonly<Record<EventKind, keyof typeof KINDS>> = {
  'score.first': 'FIRST',
  'score.changed': 'CHANGED',
  'score.ended': 'ENDED',
  'ranking.changed': 'RANKING_CHANGED',
};

const ScoreEventKind = choiceType('ScoreEventKind', 'What an event tells.', KINDS);

const MOVERS = {
  OWN: t('Chính bảng điểm thay đổi', 'The card itself changed'),
  STANDING: t(
    'Tỷ lệ khống chế trong nhóm làm đổi mức đề xuất',
    'The cap over the cohort moved the proposed class',
  ),
} as const;

const ScoreEventBy = choiceType('ScoreEventBy', 'What moved a card.', MOVERS);

const ChangeCause = choiceType(
  'ScoreChangeCause',
  'Why points changed, in the order in which causes are told apart.',
  CAUSE_TITLES,
);

@ObjectType('ScoreChangePart', { description: 'What one cause did to the points.' })
export class ScoreChangePart {
  @Field(() => ChangeCause, { description: 'The cause.' })
  readonly cause!: Cause;

  @TextField('The cause in words.')
  readonly causeTitle!: Text;

  @Field(() => DecimalScalar, { description: 'Points gained or lost by it.' })
  readonly points!: string;

  @Field(() => String, { description: 'The same exactly; the parts of an event sum to its change.' })
  readonly pointsExact!: string;
}

@ObjectType('AnnouncedScore', {
  description: 'What a card said, as it was announced.',
  simpleResolvers: true,
})
export class AnnouncedScore {
  @Field(() => String, { description: 'SHA-256 of the card’s canonical bytes.' })
  readonly digest!: string;

  @Field(() => DecimalScalar, { description: 'Points known to be earned.' })
  readonly points!: string;

  @Field(() => String, { description: 'The same exactly.' })
  readonly pointsExact!: string;

  @Field(() => DecimalScalar, { description: 'Points still open.' })
  readonly open!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Points that apply; null where nothing does.' })
  readonly max!: string | null;

  @Field(() => Rating, { nullable: true, description: 'The class; null while it is withheld.' })
  readonly rating!: string | null;
}

@ObjectType('AnnouncedRank', {
  description: 'A rank and the proposed class, as announced.',
  simpleResolvers: true,
})
export class AnnouncedRankType {
  @Field(() => Int, { nullable: true, description: 'The rank; null where there is none.' })
  readonly rank!: number | null;

  @Field(() => Rating, { nullable: true, description: 'The proposed class, after the cap.' })
  readonly rating!: string | null;
}

@ObjectType('RankMove', { description: 'Who moved in a cohort.' })
export class RankMove {
  readonly at!: ReadPoint;
  readonly subject!: EventSubject;

  @Field(() => AnnouncedRankType, { description: 'As announced before.' })
  readonly from!: RankSummary;

  @Field(() => AnnouncedRankType, { description: 'As announced now.' })
  readonly to!: RankSummary;
}

@ObjectType('ScoreEvent', {
  description:
    'A change as it was announced: of one card, or of the ranks of one cohort. It never changes, and its id is the same however often it is delivered.',
})
export class ScoreEventType {
  readonly at!: ReadPoint;
  readonly subject!: EventSubject | null;

  @Field(() => ID, { description: 'The same at every delivery.' })
  readonly eventId!: string;

  @Field(() => String, {
    description: 'Place in the order of events, such as "128.3": pass it as "after" to go on behind it.',
  })
  readonly place!: string;

  @Field(() => Int, { description: 'Position of the ledger at which it was announced.' })
  readonly position!: number;

  @Field(() => Int, {
    description:
      'Position of the ledger as of which facts were read. It may lie behind the position of a card that was read later: such an event tells nothing that the card does not know.',
  })
  readonly asKnownAt!: number;

  @Field(() => ScoreEventKind, { description: 'What it tells.' })
  readonly kind!: keyof typeof KINDS;

  @TextField('The same in words.')
  readonly kindText!: Text;

  @Field(() => DateScalar, { description: 'Day of truth.' })
  readonly day!: string;

  @Field(() => DateTimeScalar, { description: 'When it was announced.' })
  readonly recordedAt!: string;

  @Field(() => String, { description: 'Code of the authority whose ledger holds it.' })
  readonly authority!: string;

  @Field(() => String, { description: 'Code of the scheme.' })
  readonly scheme!: string;

  @Field(() => String, { description: 'Code of the period.' })
  readonly period!: string;

  @Field(() => ScoreEventBy, { nullable: true, description: 'What moved the card; null of ranks.' })
  readonly by!: keyof typeof MOVERS | null;

  @Field(() => AnnouncedScore, {
    nullable: true,
    description: 'The card as announced before; null where there was none.',
  })
  readonly from!: AnnouncedScore | null;

  @Field(() => AnnouncedScore, {
    nullable: true,
    description: 'The card now; null where there is none any more.',
  })
  readonly to!: AnnouncedScore | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Points gained or lost; null where there is no card on one side.',
  })
  readonly change!: string | null;

  @Field(() => String, { nullable: true, description: 'The same exactly.' })
  readonly changeExact!: string | null;

  @Field(() => [ScoreChangePart], { description: 'The change by cause.' })
  readonly parts!: readonly ScoreChangePart[];

  @Field(() => Boolean, { description: 'Whether a class changed.' })
  readonly ratingChanged!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Of moved ranks: the list, such as "HEAD/DEPARTMENT".',
  })
  readonly cohort!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of moved ranks: how many stand in the list.' })
  readonly size!: number | null;

  @Field(() => [RankMove], { description: 'Of moved ranks: who moved, of those whom the viewer may see.' })
  readonly moved!: readonly RankMove[];
}

@InputType('ScoreEventFilter', { description: 'Which events; all conditions must hold.' })
export class ScoreEventFilter {
  @Field(() => String, { nullable: true, description: 'Code of a unit: of it and of all units below it.' })
  readonly unit?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a leader.' })
  readonly leader?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of a scheme.' })
  readonly scheme?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a class changed.' })
  readonly ratingChanged?: boolean | null;
}
