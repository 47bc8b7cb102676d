import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { dayOrNull } from '../../rules/kit/day.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import { appointmentEntity, leaderEntity } from '../modules/leader/leader.entity.ts';
import { Appointment, Leader } from '../modules/leader/leader.type.ts';
import { periodEntity } from '../modules/period/period.entity.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, atOf, isGiven } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { registerNode } from '../platform/api/node.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { Refusal } from '../platform/problems.ts';
import { PointsLost } from './card-line.type.ts';
import type { CardName, CardOf } from './card.type.ts';
import { PublishedPoints, ScoreCardType } from './card.type.ts';
import {
  cardInPeriod,
  cardOf,
  cardQuery,
  maySeeSomeCardOf,
  publishedOf,
  standingsOf,
} from './viewer-cards.ts';
import type { ScoreCard } from '../scoring/score-cards.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { refused } from '../scoring/compute/scoring.problems.ts';
import { viewStanding } from './standing-view.ts';
import { StandingType } from './standing.type.ts';

registerNode('ScoreCard', async (context, at, code) => {
  const [scheme, period, day = '', position = '', of, ...rest] = code.split('/');
  const asOf = dayOrNull(day);
  if (!['LEADER', 'UNIT', 'SUBJECT'].includes(of ?? '') || asOf === null || !/^\d{1,15}$/.test(position))
    return null;
  const point = await context.at({
    authority: at.authority,
    knownAt: { position: Number(position) },
    asOf,
  });
  const query = cardQuery(point, scheme!, period!, null);
  return cardOf(context, query, { of: of as CardOf, code: rest.join('/') }).catch(nullIfUnknown);
});

/** Null instead of a refusal, so that a subject that may not be seen looks like one that does not exist. */
function nullIfUnknown(error: unknown): null {
  if (error instanceof Refusal && error.problems.every(({ code }) => code === 'UNKNOWN_SUBJECT')) return null;
  throw error;
}

/** One score card, and its fields that take arguments. */
@Resolver(() => ScoreCardType)
export class ScoreCardResolver {
  @Query(() => ScoreCardType, {
    nullable: true,
    description:
      'One score card: of a leader over all posts, or of a unit. Null where the scheme does not score it.',
  })
  async scoreCard(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
    @Arg('scheme', () => String, {
      nullable: true,
      description: 'Code of the scheme; may be left out where only one applies.',
    })
    scheme?: string | null,
    @Arg('leader', () => String, { nullable: true, description: 'Code of the leader; give leader or unit.' })
    leader?: string | null,
    @Arg('unit', () => String, { nullable: true, description: 'Code of the unit; give leader or unit.' })
    unit?: string | null,
  ): Promise<ScoreCardType | null> {
    const name = nameOf(leader, unit);
    const at = await atOf(context, args);
    await requireSubject(context, at, name);
    return cardInPeriod(context, at, { period, scheme, asOf: args.asOf }, name);
  }

  @FieldResolver(() => Period, { description: 'The period.' })
  async period(@Root() { card, at }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    return findEntity(context, periodEntity, at, card.query.period);
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null on a unit’s card.' })
  async leader(@Root() { card, at }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = card.body;
    return subject.kind === 'UNIT' ? null : findEntity(context, leaderEntity, at, subject.leader);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null on a card over several posts.',
  })
  async unit(@Root() { card, at }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = card.body;
    return subject.kind === 'LEADER' ? null : findEntity(context, unitEntity, at, subject.unit);
  }

  @FieldResolver(() => [Appointment], {
    description: 'The posts that the card covers; none on a unit’s card.',
  })
  async appointments(@Root() { card, at }: ScoreCardType, @Ctx() context: RequestContext): Promise<object[]> {
    const found = await Promise.all(
      appointmentsOf(card).map((code) => findEntity(context, appointmentEntity, at, code)),
    );
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [ScoreCardType], {
    description: 'For a leader with several posts in the period: the card of each post.',
  })
  async appointmentCards(
    @Root() { card }: ScoreCardType,
    @Ctx() context: RequestContext,
  ): Promise<ScoreCardType[]> {
    if (card.subjects.length < 2) return [];
    return Promise.all(
      card.subjects.map(async (code) => (await cardOf(context, card.query, { of: 'SUBJECT', code }))!),
    );
  }

  @FieldResolver(() => StandingType, {
    nullable: true,
    description:
      'Standing within the whole group; null for several posts together, and where another regime applies.',
  })
  async standing(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    if (card.subjects.length !== 1) return null;
    const ranked = (await standingsOf(context, card.query)).get(card.subjects[0]!);
    if (!ranked) return null;
    return Object.assign(new StandingType(), viewStanding(ranked.standing, exactText(ranked.card.points)));
  }

  @FieldResolver(() => [PublishedPoints], {
    description: 'Points as published beside the computed ones, with the difference.',
  })
  async published(
    @Root() { card }: ScoreCardType,
    @Ctx() context: RequestContext,
  ): Promise<readonly object[]> {
    return publishedOf(context, card);
  }

  @FieldResolver(() => [PointsLost], { description: 'Points lost for good, largest first.' })
  pointsLost(
    @Root() card: ScoreCardType,
    @Arg('first', () => Int, { nullable: true, description: 'Only so many of the largest.' })
    first?: number | null,
  ): readonly PointsLost[] {
    return card.pointsLost(first ?? undefined);
  }
}

/**
 * Whose card is requested.
 * @throws ApiFault SUBJECT_REQUIRED unless exactly one is named.
 */
function nameOf(leader: string | null | undefined, unit: string | null | undefined): CardName {
  if (isGiven(leader) === isGiven(unit))
    throw ApiFault.badInput(
      'SUBJECT_REQUIRED',
      { vi: 'Hãy nêu đúng một trong hai: leader hoặc unit', en: 'Name exactly one of leader and unit' },
      'leader',
    );
  return isGiven(leader) ? { of: 'LEADER', code: leader } : { of: 'UNIT', code: unit! };
}

/** @throws Refusal UNKNOWN_SUBJECT where there is no such leader or unit, or none whose card the viewer may see. */
async function requireSubject(context: RequestContext, at: ReadPoint, name: CardName): Promise<void> {
  const { leaders, organisation } = await snapshotAt(context, at);
  const isLeader = name.of === 'LEADER';
  const isThere = isLeader ? leaders.has(name.code) : organisation.units.has(name.code);
  if (!isThere || !(await maySeeSomeCardOf(context, at, name)))
    throw new Refusal([refused('UNKNOWN_SUBJECT', { code: name.code }, isLeader ? 'leader' : 'unit')]);
}

function appointmentsOf({ body: { subject } }: ScoreCard): readonly string[] {
  if (subject.kind === 'UNIT') return [];
  return subject.kind === 'APPOINTMENT' ? [subject.appointment] : subject.appointments;
}
