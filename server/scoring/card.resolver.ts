import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import { compare, exactText, parseFraction } from '../../rules/kit/fraction.ts';
import { LegalStatus, Rating, Role, UnitKind } from '../modules/choices.ts';
import { appointmentNoun, leaderNoun } from '../modules/leader/leader.noun.ts';
import { Appointment, Leader } from '../modules/leader/leader.type.ts';
import { periodNoun } from '../modules/period/period.noun.ts';
import { Period } from '../modules/period/period.type.ts';
import { unitNoun } from '../modules/unit/unit.noun.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, KnownAtInput, PageAtArgs, atOf, knownAtOf } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt, pageOf } from '../platform/api/connection.ts';
import type { At, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/api/faults.ts';
import { findNoun } from '../platform/api/noun-type.ts';
import { idOfNode, registerNode } from '../platform/api/node.ts';
import { DateScalar } from '../platform/api/scalars.ts';
import { Work } from '../platform/api/work.ts';
import { maySeeCard } from '../platform/policy.ts';
import { Refusal } from '../platform/problems.ts';
import { subjectKey } from './attribution.ts';
import { viewCard, viewStanding } from './card-view.ts';
import { PointsLost, PublishedPoints, ScoreCardType, StandingType } from './card.type.ts';
import type { CardOf } from './cards-of-request.ts';
import {
  SCORES,
  allCards,
  cardOf,
  cardQuery,
  configurationOf,
  mayAskForCardOf,
  namesOf,
  publishedOf,
  schemeOf,
  standingsOf,
} from './cards-of-request.ts';
import { subjectsOf } from './scored-subjects.ts';
import type { CardQuery, ScoreCard } from './score-cards.ts';
import { snapshotAt } from './snapshot-of-request.ts';
import { refused } from './scoring.problems.ts';

/** Arguments of a card of one leader or unit. */
@ArgsType()
export class CardArgs {
  @Field(() => String, { description: 'Code of the period, such as "2026-Q3".' })
  readonly period!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the scheme; may be left out where only one scores the subject in the period.',
  })
  readonly scheme?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of truth; by default today while the period runs, then its cut-off.',
  })
  readonly asOf?: Day | null;

  @Field(() => KnownAtInput, {
    nullable: true,
    description: 'As known then; by default as the object above was read.',
  })
  readonly knownAt?: KnownAtInput | null;
}

/** The card as GraphQL shows it. */
export async function showCard(
  context: RequestContext,
  card: ScoreCard,
  of: CardOf,
  code: string,
): Promise<ScoreCardType> {
  const view = viewCard(card, await namesOf(context, card.query));
  const { authority, position, scheme, period } = card.query;
  const at: At = { authority, position, asOf: card.asOf };
  markPlace(view, at);
  const id = idOfNode({
    type: 'ScoreCard',
    authority,
    code: [scheme, period, formatDay(card.asOf), position, of, code].join('/'),
  });
  return Object.assign(new ScoreCardType(), view, { id, card }) as unknown as ScoreCardType;
}

/** Rows and obstacles on a card are read at its own position when somebody follows them. */
function markPlace(value: unknown, at: At): void {
  if (Array.isArray(value)) for (const entry of value) markPlace(entry, at);
  else if (typeof value === 'object' && value !== null) {
    if ('fact' in value || 'obstacles' in value) Object.assign(value, { at });
    for (const [key, entry] of Object.entries(value)) {
      if (key !== 'row' && key !== 'at') markPlace(entry, at);
    }
  }
}

async function shownCardOf(
  context: RequestContext,
  at: At,
  args: Pick<CardArgs, 'period' | 'scheme' | 'asOf'>,
  kind: 'UNIT' | 'LEADER',
  code: string,
): Promise<ScoreCardType | null> {
  if (!(await mayAskForCardOf(context, at, kind, code))) return null;
  const scheme = await schemeOf(context, at, args.period, { kind, code }, args.scheme);
  if (scheme === null) return null;
  const card = await cardOf(context, cardQuery(at, scheme, args.period, args.asOf), kind, code);
  return card && showCard(context, card, kind, code);
}

async function placeOf(context: RequestContext, at: At, args: CardArgs): Promise<At> {
  const asOf = args.asOf ?? at.asOf;
  if (!args.knownAt) return { ...at, asOf };
  return context.at({ authority: at.authority, asOf, knownAt: knownAtOf(args.knownAt) });
}

registerNode('ScoreCard', async (context, at, code) => {
  const [scheme, period, asOf, position, of, ...rest] = code.split('/');
  if (!['LEADER', 'UNIT', 'SUBJECT'].includes(of ?? '')) return null;
  const place = await context.at({
    authority: at.authority,
    knownAt: { position: Number(position) },
    asOf: parseDay(asOf!),
  });
  const query = cardQuery(place, scheme!, period!, null);
  const card = await cardOf(context, query, of as CardOf, rest.join('/')).catch(nullIfUnknown);
  return card && showCard(context, card, of as CardOf, rest.join('/'));
});

/** A subject that there is not and one that may not be seen are told apart by nobody. */
function nullIfUnknown(error: unknown): null {
  if (error instanceof Refusal && error.problems.every(({ code }) => code === 'UNKNOWN_SUBJECT')) return null;
  throw error;
}

@Resolver(() => Leader)
export class LeaderCardResolver {
  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description:
      'Score card of a period over all of the leader’s posts; null where the scheme does not score the leader.',
  })
  async scoreCard(
    @Root() leader: Leader,
    @Ctx() context: RequestContext,
    @Args(() => CardArgs) args: CardArgs,
  ): Promise<ScoreCardType | null> {
    return shownCardOf(context, await placeOf(context, leader.at, args), args, 'LEADER', leader.row.code);
  }
}

@Resolver(() => Unit)
export class UnitCardResolver {
  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description: 'Score card of a period; null where the scheme does not score the unit.',
  })
  async scoreCard(
    @Root() unit: Unit,
    @Ctx() context: RequestContext,
    @Args(() => CardArgs) args: CardArgs,
  ): Promise<ScoreCardType | null> {
    return shownCardOf(context, await placeOf(context, unit.at, args), args, 'UNIT', unit.row.code);
  }
}

@InputType('ScoreCardFilter', { description: 'Which cards.' })
export class ScoreCardFilter {
  @Field(() => [UnitKind], {
    nullable: true,
    description: 'Of units, or posts in units, of one of these kinds.',
  })
  readonly unitKinds?: string[] | null;

  @Field(() => [Role], { nullable: true, description: 'Of posts in one of these roles.' })
  readonly roles?: string[] | null;

  @Field(() => [LegalStatus], { nullable: true, description: 'Of posts with one of these legal statuses.' })
  readonly legalStatuses?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of, or in, the units with these codes.' })
  readonly units?: string[] | null;

  @Field(() => [Rating], { nullable: true, description: 'With one of these own classes.' })
  readonly ratings?: string[] | null;
}

const ScoreCardSort = choiceType('ScoreCardSort', 'What cards are sorted by.', {
  SUBJECT: { vi: 'Mã đối tượng', en: 'Code of the subject' },
  POINTS_DESC: { vi: 'Điểm, cao trước', en: 'Points, highest first' },
  POINTS_ASC: { vi: 'Điểm, thấp trước', en: 'Points, lowest first' },
});

export const ScoreCardConnection = connectionOf(ScoreCardType, 'ScoreCard');

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
    if (Boolean(leader) === Boolean(unit))
      throw ApiFault.badInput(
        'SUBJECT_REQUIRED',
        { vi: 'Hãy nêu đúng một trong hai: leader hoặc unit', en: 'Name exactly one of leader and unit' },
        'leader',
      );
    const at = await atOf(context, args);
    const snapshot = await snapshotAt(context, at);
    const code = (leader ?? unit)!;
    const isThere = leader ? snapshot.leaders.has(code) : snapshot.organisation.units.has(code);
    const known = isThere && (await mayAskForCardOf(context, at, leader ? 'LEADER' : 'UNIT', code));
    if (!known) throw new Refusal([refused('UNKNOWN_SUBJECT', { code }, leader ? 'leader' : 'unit')]);
    return shownCardOf(
      context,
      at,
      { period, scheme: scheme ?? null, asOf: args.asOf ?? null },
      leader ? 'LEADER' : 'UNIT',
      code,
    );
  }

  @Work('COHORT')
  @Query(() => ScoreCardConnection, {
    description: 'Cards of everyone whom a scheme scores in a period: one per unit, or per post.',
  })
  async scoreCards(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
    @Arg('filter', () => ScoreCardFilter, { nullable: true, description: 'Which cards.' })
    filter?: ScoreCardFilter | null,
    @Arg('orderBy', () => ScoreCardSort, { defaultValue: 'SUBJECT', description: 'Sorted by what.' })
    orderBy: keyof typeof ScoreCardSort = 'SUBJECT',
  ): Promise<Connection<ScoreCardType>> {
    const request = await pageAt(context, args, 'scoreCards', { scheme, period, filter, orderBy });
    const query = cardQuery(request.at, scheme, period, null);
    const { subject } = await configurationOf(context, query);
    await context.mustMayAskFor(request.at, subject === 'UNIT' ? 'UNIT' : 'EVALUATION');
    const keys = await subjectKeys(context, query, filter);
    const wanted = new Set(keys);
    if (orderBy === 'SUBJECT' && !filter?.ratings) {
      const page = pageOf(keys, request);
      const nodes = await Promise.all(
        page.nodes.map(async (key) =>
          showCard(context, (await cardOf(context, query, 'SUBJECT', key))!, 'SUBJECT', key),
        ),
      );
      return asConnection(ScoreCardConnection, { ...page, nodes });
    }
    const all = (await allCards(context, query)).filter(
      ({ subjects, body }) =>
        wanted.has(subjects[0]!) &&
        (!filter?.ratings || (body.rating !== null && filter.ratings.includes(body.rating))),
    );
    const way = orderBy === 'POINTS_DESC' ? -1 : 1;
    const sorted =
      orderBy === 'SUBJECT'
        ? all
        : all.toSorted((a, b) => way * compare(parseFraction(a.body.points), parseFraction(b.body.points)));
    const page = pageOf(sorted, request);
    const nodes = await Promise.all(
      page.nodes.map((card) => showCard(context, card, 'SUBJECT', card.subjects[0]!)),
    );
    return asConnection(ScoreCardConnection, { ...page, nodes });
  }

  @FieldResolver(() => Period, { description: 'The period.' })
  async period(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    return findNoun(context, periodNoun, placeOfCard(card), card.query.period);
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null on a unit’s card.' })
  async leader(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = card.body;
    return subject.kind === 'UNIT' ? null : findNoun(context, leaderNoun, placeOfCard(card), subject.leader);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null on a card over several posts.',
  })
  async unit(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = card.body;
    return subject.kind === 'LEADER' ? null : findNoun(context, unitNoun, placeOfCard(card), subject.unit);
  }

  @FieldResolver(() => [Appointment], {
    description: 'The posts that the card covers; none on a unit’s card.',
  })
  async appointments(@Root() { card }: ScoreCardType, @Ctx() context: RequestContext): Promise<object[]> {
    const found = await Promise.all(
      appointmentsOf(card).map((code) => findNoun(context, appointmentNoun, placeOfCard(card), code)),
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
      card.subjects.map(async (key) =>
        showCard(context, (await cardOf(context, card.query, 'SUBJECT', key))!, 'SUBJECT', key),
      ),
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
    return first === null || first === undefined
      ? card.pointsLost
      : card.pointsLost.slice(0, Math.max(0, first));
  }
}

function placeOfCard({ query, asOf }: ScoreCard): At {
  return { authority: query.authority, position: query.position, asOf };
}

function appointmentsOf({ body: { subject } }: ScoreCard): readonly string[] {
  if (subject.kind === 'UNIT') return [];
  return subject.kind === 'APPOINTMENT' ? [subject.appointment] : subject.appointments;
}

async function subjectKeys(
  context: RequestContext,
  query: CardQuery,
  filter: ScoreCardFilter | null | undefined,
): Promise<string[]> {
  const { plan, snapshot } = await context.get(SCORES).service.plan(query);
  const passes = (allowed: readonly string[] | null | undefined, value: string) =>
    !allowed || allowed.includes(value);
  const rights = await context.rights(query);
  return subjectsOf(snapshot, plan.scheme.configuration, plan.period)
    .filter(
      (subject) =>
        maySeeCard(rights, {
          leader: subject.kind === 'UNIT' ? null : subject.leader,
          units: [subject.unit],
        }) &&
        passes(filter?.unitKinds, subject.unitKind) &&
        passes(filter?.units, subject.unit) &&
        (subject.kind === 'UNIT'
          ? !filter?.roles && !filter?.legalStatuses
          : passes(filter?.roles, subject.role) && passes(filter?.legalStatuses, subject.legalStatus)),
    )
    .map(subjectKey);
}
