import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { parseFraction } from '../../../rules/kit/fraction.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { t } from '../../../rules/kit/text.ts';
import { Rating } from '../../modules/choices.ts';
import { leaderNoun } from '../../modules/leader/leader.noun.ts';
import { Leader } from '../../modules/leader/leader.type.ts';
import { unitNoun } from '../../modules/unit/unit.noun.ts';
import { Unit } from '../../modules/unit/unit.type.ts';
import { PageArgs } from '../../platform/api/arguments.ts';
import { choiceType } from '../../platform/api/choice.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, connectionOf, sizeOf } from '../../platform/api/connection.ts';
import type { At, RequestContext } from '../../platform/api/context.ts';
import { findNoun } from '../../platform/api/noun-type.ts';
import { DateScalar, DateTimeScalar, DecimalScalar, shown } from '../../platform/api/scalars.ts';
import { TextField } from '../../platform/api/text-field.ts';
import type { Organisation } from '../organisation.ts';
import { snapshotAt } from '../snapshot-of-request.ts';
import { EVER } from '../facts/reads.ts';
import type { Cause } from './causes.ts';
import { CAUSE_TITLES } from './causes.ts';
import type { CardSummary, EventKind, EventSubject, RankSummary } from './event.ts';
import { FIRST_PLACE, mustBeKept, placeOf, writePlace } from './event-place.ts';
import type { EventFilter, ScoreEvent } from './score-events.ts';
import { countEvents, readEvents } from './score-events.ts';

const KINDS = {
  FIRST: t('Bảng điểm xuất hiện lần đầu', 'There is a card for the first time'),
  CHANGED: t('Bảng điểm thay đổi', 'The card changed'),
  ENDED: t('Không còn bảng điểm', 'There is no card any more'),
  RANKING_CHANGED: t('Thứ hạng trong nhóm thay đổi', 'Ranks of a cohort moved'),
} as const;

const KIND_OF: Readonly<Record<EventKind, keyof typeof KINDS>> = {
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
  readonly at!: At;
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
  readonly at!: At;
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

@ArgsType()
class ScoreEventArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the authority; may be left out where the ledger holds only one.',
  })
  readonly authority?: string | null;
}

export const ScoreEventConnection = connectionOf(ScoreEventType, 'ScoreEvent');

@Resolver(() => ScoreEventType)
export class ScoreEventResolver {
  @Query(() => ScoreEventConnection, {
    description:
      'Changes of scores in the order in which they were announced. "after" is the cursor or place of the last event one has, or a position of the ledger: what was read at that position is followed by just these events. Without it, from the oldest one that is kept; where events right behind it are no longer kept, EXPIRED_POSITION names the oldest place to go on from.',
  })
  async scoreEvents(
    @Ctx() context: RequestContext,
    @Args(() => ScoreEventArgs) args: ScoreEventArgs,
    @Arg('filter', () => ScoreEventFilter, { nullable: true, description: 'Only these.' })
    asked?: ScoreEventFilter | null,
  ): Promise<Connection<ScoreEventType>> {
    const at = await context.at({ authority: args.authority });
    const after = placeOf(args.after, at.position);
    const first = sizeOf(args.first);
    const rights = await context.rights(at);
    const filter = await filterOf(context, at, asked);
    const span = { after: after ?? FIRST_PLACE, first: first + 1 };
    const events = await readEvents(await context.reads(at), rights, span, filter);
    if (after !== null) await mustBeKept(context.database, at.authority, after);
    const page = events.slice(0, first);
    return asConnection(ScoreEventConnection, {
      nodes: page.map((event) => viewEvent(at, event)),
      cursorOf: (index) => writePlace(page[index]!),
      hasNextPage: events.length > first,
      hasPreviousPage: after !== null,
      total: async () => countEvents(await context.reads(at), rights, filter),
    });
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null of ranks.',
  })
  async unit(
    @Root() { subject, at }: ScoreEventType,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return subject && findNoun(context, unitNoun, at, subject.unit);
  }

  @FieldResolver(() => Leader, {
    nullable: true,
    description: 'The leader; null of a unit’s card and of ranks.',
  })
  async leader(
    @Root() { subject, at }: ScoreEventType,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return subject?.leader ? findNoun(context, leaderNoun, at, subject.leader) : null;
  }
}

@Resolver(() => RankMove)
export class RankMoveResolver {
  @FieldResolver(() => Unit, { nullable: true, description: 'The unit, or the unit of the post.' })
  async unit(@Root() { subject, at }: RankMove, @Ctx() context: RequestContext): Promise<object | null> {
    return findNoun(context, unitNoun, at, subject.unit);
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null in a ranking of units.' })
  async leader(@Root() { subject, at }: RankMove, @Ctx() context: RequestContext): Promise<object | null> {
    return subject.leader === null ? null : findNoun(context, leaderNoun, at, subject.leader);
  }
}

/** An event as GraphQL shows it; units and people are read as known at `at`. */
export function viewEvent(at: At, event: ScoreEvent): ScoreEventType {
  const { body, position, recordedAt, ratingChanged } = event;
  const kind = KIND_OF[body.kind];
  const ground = {
    at,
    eventId: body.id,
    place: writePlace(event),
    position,
    asKnownAt: body.asKnownAt,
    kind,
    kindText: KINDS[kind],
    day: body.day,
    recordedAt,
    scheme: body.scheme,
    period: body.period,
    ratingChanged,
  };
  if (body.kind === 'ranking.changed')
    return Object.assign(new ScoreEventType(), ground, {
      subject: null,
      by: null,
      from: null,
      to: null,
      change: null,
      changeExact: null,
      parts: [],
      cohort: body.cohort,
      size: body.size,
      moved: body.moved.map(({ from, to, ...subject }) =>
        Object.assign(new RankMove(), { at, subject, from, to }),
      ),
    });
  return Object.assign(new ScoreEventType(), ground, {
    subject: body.subject,
    by: body.by,
    from: body.from && viewCard(body.from),
    to: body.to && viewCard(body.to),
    change: body.change === null ? null : decimal(body.change),
    changeExact: body.change,
    parts: body.parts.map(({ cause, points }) =>
      Object.assign(new ScoreChangePart(), {
        cause,
        causeTitle: CAUSE_TITLES[cause],
        points: decimal(points),
        pointsExact: points,
      }),
    ),
    cohort: null,
    size: null,
    moved: [],
  });
}

/** The filter with the units below the one asked for, as the organisation is known at `at`. */
export async function filterOf(
  context: RequestContext,
  at: At,
  asked: ScoreEventFilter | null | undefined,
): Promise<EventFilter> {
  if (!asked) return {};
  const { unit, leader, scheme, ratingChanged } = asked;
  const filter = { leader, scheme, ratingChanged };
  if (!unit) return filter;
  const { organisation } = await snapshotAt(context, at);
  return { ...filter, units: below(organisation, unit) };
}

function below(organisation: Organisation, unit: string): string[] {
  const found = new Set([unit]);
  for (const one of found)
    for (const { code } of organisation.childrenOf(one, EVER.from, EVER.to)) found.add(code);
  return [...found];
}

function viewCard({ digest, points, open, max, rating }: CardSummary): AnnouncedScore {
  return {
    digest,
    points: decimal(points),
    pointsExact: points,
    open: decimal(open),
    max: max === null ? null : decimal(max),
    rating,
  };
}

function decimal(exact: string): string {
  return shown(parseFraction(exact));
}
