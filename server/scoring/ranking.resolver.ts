import { Arg, Args, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { exactText, subtract } from '../../rules/kit/fraction.ts';
import type { Text } from '../../rules/kit/text.ts';
import { t } from '../../rules/kit/text.ts';
import { Rating } from '../modules/choices.ts';
import { appointmentNoun, leaderNoun } from '../modules/leader/leader.noun.ts';
import { Appointment, Leader } from '../modules/leader/leader.type.ts';
import { unitNoun } from '../modules/unit/unit.noun.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, PageAtArgs, atOf } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { At, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/api/faults.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt, pageOf } from '../platform/api/connection.ts';
import { findNoun } from '../platform/api/noun-type.ts';
import { DecimalScalar, shown } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { Work } from '../platform/api/work.ts';
import type { CardSubject } from '../platform/policy.ts';
import { mayAskFor, maySeeCard } from '../platform/policy.ts';
import { Refusal } from '../platform/problems.ts';
import { ScoreCardType } from './card.type.ts';
import { cardOf, cardQuery, configurationOf, standingsOf } from './cards-of-request.ts';
import type { PublishedRankings } from './published-rankings.ts';
import { publishedRankings } from './published-rankings.ts';
import type { RankedCard } from './cohorts.ts';
import type { CardQuery } from './score-run.ts';
import { viewStanding } from './standing-view.ts';
import { StandingType } from './standing.type.ts';
import { snapshotAt } from './snapshot-of-request.ts';
import { previousPeriod } from './snapshot.ts';

const REASONS = {
  NO_PREVIOUS: t('Không có kỳ trước để so sánh', 'There is no period before to compare with'),
  NOT_COMPARABLE: t(
    'Không so sánh được: cơ quan đã được sắp xếp lại',
    'Not comparable: the unit was reorganised',
  ),
  NOT_RANKED: t('Một trong hai kỳ chưa xếp hạng', 'One of the two periods has no rank'),
  NOT_PUBLISHED: t('Xếp hạng kỳ trước không công bố', 'The ranking of the period before is not published'),
} as const;

export const ChangeReason = choiceType('RankChangeReason', 'Why no change of rank is given.', REASONS);

@ObjectType('RankingEntry', { description: 'One line of a ranking.' })
export class RankingEntry {
  readonly at!: At;
  readonly query!: CardQuery;
  readonly key!: string;
  readonly ranked!: RankedCard;

  @TextField('Who is ranked: the post that the leader is called by, or the name of the unit.')
  readonly label!: Text;

  @TextField('Name of the unit, or of the unit of the post.')
  readonly unitName!: Text;

  @Field(() => String, { description: 'The list, such as "HEAD/DEPARTMENT".' })
  readonly group!: string;

  @Field(() => Int, { description: 'How many stand in the list.' })
  readonly size!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Competition rank: equal totals share one and the next is skipped.',
  })
  readonly rank!: number | null;

  @Field(() => DecimalScalar, { description: 'Points known to be earned.' })
  readonly points!: string;

  @Field(() => String, { description: 'The points exactly.' })
  readonly pointsExact!: string;

  @Field(() => DecimalScalar, { description: 'Points still open.' })
  readonly open!: string;

  @Field(() => Rating, { nullable: true, description: 'The proposed class: the own class after the cap.' })
  readonly rating!: string | null;

  @Field(() => Int, { nullable: true, description: 'Rank in the period before.' })
  readonly previousRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Places gained (positive) or lost against the period before.',
  })
  readonly change!: number | null;

  @Field(() => ChangeReason, { nullable: true, description: 'Why no change is given, where none is.' })
  readonly changeReason!: keyof typeof REASONS | null;

  @TextField('The same in words.', { nullable: true })
  readonly changeReasonText!: Text | null;
}

@ObjectType('RankingGroup', { description: 'One list of a ranking.', simpleResolvers: true })
export class RankingGroup {
  @Field(() => String, { description: 'Its key: pass it as "group".' })
  readonly group!: string;

  @Field(() => Int, { description: 'How many stand in it.' })
  readonly size!: number;

  @Field(() => Int, { description: 'How many of them have a rank.' })
  readonly ranked!: number;
}

export const RankingConnection = connectionOf(RankingEntry, 'Ranking');

@Resolver(() => RankingEntry)
export class RankingResolver {
  @Work('COHORT')
  @Query(() => RankingConnection, {
    description:
      'Ranks of everyone whom a scheme classes in a period, list by list, with the change against the period before. Whoever may not see the cards sees the lists that were published, without what lies behind them.',
  })
  async ranking(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
    @Arg('group', () => String, { nullable: true, description: 'Only this list, such as "HEAD/DEPARTMENT".' })
    group?: string | null,
  ): Promise<Connection<RankingEntry>> {
    const request = await pageAt(context, args, 'ranking', { scheme, period, group });
    const query = cardQuery(request.at, scheme, period, null);
    const published = await publicationsOf(context, request.at, query);
    await mustMayRank(context, query, published);
    const standings = await standingsOf(context, query);
    if (group && ![...standings.values()].some(({ standing }) => standing.group === group)) {
      const groups = [...new Set([...standings.values()].map(({ standing }) => standing.group))].toSorted(
        order,
      );
      throw ApiFault.badInput(
        'UNKNOWN_GROUP',
        {
          vi: `Không có nhóm "${group}"; các nhóm: ${groups.join(', ')}`,
          en: `There is no group "${group}"; the groups are: ${groups.join(', ')}`,
        },
        'group',
      );
    }
    const rights = await context.rights(query);
    const isOpen = ({ subject }: RankedCard) => maySeeCard(rights, cardSubject(subject));
    const entries = [...standings]
      .filter(([, { standing }]) => !group || standing.group === group)
      .filter(([, ranked]) => isOpen(ranked) || published.has(ranked.standing.group))
      .toSorted(
        ([a, one], [b, two]) =>
          order(one.standing.group, two.standing.group) ||
          (one.standing.rank ?? Number.MAX_SAFE_INTEGER) - (two.standing.rank ?? Number.MAX_SAFE_INTEGER) ||
          order(a, b),
      );
    const page = pageOf(entries, request);
    const compared = await comparison(context, request.at, query);
    const { organisation, leaders } = await snapshotAt(context, request.at);
    const nodes = page.nodes.map(([key, ranked]) => {
      const { subject } = ranked;
      const unitName = organisation.units.get(subject.unit)!.name;
      const label = subject.kind === 'UNIT' ? unitName : leaders.get(subject.leader)!.label;
      const change = compared(key, ranked, isOpen(ranked));
      return entryOf(request.at, query, key, ranked, { label, unitName, ...change });
    });
    return asConnection(RankingConnection, { ...page, nodes });
  }

  @Work('COHORT')
  @Query(() => [RankingGroup], { description: 'The separate lists of a ranking.' })
  async rankingGroups(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('scheme', () => String, { description: 'Code of the scheme.' }) scheme: string,
    @Arg('period', () => String, { description: 'Code of the period.' }) period: string,
  ): Promise<RankingGroup[]> {
    const at = await atOf(context, args);
    const query = cardQuery(at, scheme, period, null);
    const published = await publicationsOf(context, at, query);
    const mayAsk = await mustMayRank(context, query, published);
    const standings = [...(await standingsOf(context, query)).values()];
    const shown = standings.filter(({ standing }) => mayAsk || published.has(standing.group));
    const groups = Map.groupBy(shown, ({ standing }) => standing.group);
    return [...groups]
      .toSorted(([a], [b]) => order(a, b))
      .map(([group, members]) => ({
        group,
        size: members.length,
        ranked: members.filter(({ standing }) => standing.rank !== null).length,
      }));
  }

  @FieldResolver(() => Leader, { nullable: true, description: 'The leader; null in a ranking of units.' })
  async leader(@Root() { ranked, at }: RankingEntry, @Ctx() context: RequestContext): Promise<object | null> {
    const { subject } = ranked;
    return subject.kind === 'UNIT' ? null : findNoun(context, leaderNoun, at, subject.leader);
  }

  @FieldResolver(() => Appointment, { nullable: true, description: 'The post; null in a ranking of units.' })
  async appointment(
    @Root() { ranked, at }: RankingEntry,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const { subject } = ranked;
    return subject.kind === 'UNIT' ? null : findNoun(context, appointmentNoun, at, subject.appointment);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit, or the unit of the post; null to whom it is closed.',
  })
  async unit(@Root() { ranked, at }: RankingEntry, @Ctx() context: RequestContext): Promise<object | null> {
    return findNoun(context, unitNoun, at, ranked.subject.unit);
  }

  @FieldResolver(() => StandingType, { description: 'Rank, cap and proposed class, in words too.' })
  standing(@Root() { ranked }: RankingEntry): object {
    return Object.assign(new StandingType(), viewStanding(ranked.standing, exactText(ranked.card.points)));
  }

  @FieldResolver(() => ScoreCardType, {
    nullable: true,
    description: 'The card behind the rank; null to whom it is closed.',
  })
  async scoreCard(
    @Root() { query, key }: RankingEntry,
    @Ctx() context: RequestContext,
  ): Promise<ScoreCardType | null> {
    return cardOf(context, query, { of: 'SUBJECT', code: key });
  }
}

function cardSubject(subject: RankedCard['subject']): CardSubject {
  return { leader: subject.kind === 'UNIT' ? null : subject.leader, units: [subject.unit] };
}

/**
 * @returns whether lines are open to the viewer beside those published.
 * @throws ApiFault FORBIDDEN where none is, and nothing is published.
 */
async function mustMayRank(
  context: RequestContext,
  query: CardQuery,
  published: PublishedRankings,
): Promise<boolean> {
  const { subject } = await configurationOf(context, query);
  const kind = subject === 'UNIT' ? 'UNIT' : 'EVALUATION';
  if (published.isEmpty) await context.mustMayAskFor(query, kind);
  return mayAskFor(await context.rights(query), kind);
}

/** Lists of the query’s scheme and period as published where the question is asked from, not where a sealed period is read. */
function publicationsOf(
  context: RequestContext,
  { authority, position }: At,
  { scheme, period }: Pick<CardQuery, 'scheme' | 'period'>,
): Promise<PublishedRankings> {
  return context.keep(`published rankings ${authority} ${position} ${scheme} ${period}`, () =>
    publishedRankings(context.database, { authority, position }, scheme, period),
  );
}

interface Change {
  readonly previousRank: number | null;
  readonly change: number | null;
  readonly changeReason: keyof typeof REASONS | null;
}

/** What an entry tells beside the standing. */
interface Told extends Change {
  readonly label: Text;
  readonly unitName: Text;
}

function entryOf(at: At, query: CardQuery, key: string, ranked: RankedCard, told: Told): RankingEntry {
  const { standing, card } = ranked;
  const { points, reach } = card;
  return Object.assign(new RankingEntry(), {
    at,
    query,
    key,
    ranked,
    group: standing.group,
    size: standing.size,
    rank: standing.rank,
    points: shown(points),
    pointsExact: exactText(points),
    open: shown(subtract(reach, points)),
    rating: standing.rating,
    ...told,
    changeReasonText: told.changeReason && REASONS[told.changeReason],
  });
}

/** How ranks moved since the period before; a reorganisation in between makes them incomparable (domain: the first change after it). */
async function comparison(
  context: RequestContext,
  at: At,
  query: CardQuery,
): Promise<(key: string, ranked: RankedCard, isOpen: boolean) => Change> {
  const snapshot = await snapshotAt(context, query);
  const before = previousPeriod(snapshot, query.period);
  const none = (changeReason: keyof typeof REASONS): Change => ({
    previousRank: null,
    change: null,
    changeReason,
  });
  if (before === null) return () => none('NO_PREVIOUS');
  const previous = await standingsOrNone(context, { ...query, period: before.code });
  const current = snapshot.periods.find((period) => period.code === query.period)!;
  const published = await publicationsOf(context, at, { scheme: query.scheme, period: before.code });
  return (key, { subject, standing }, isOpen) => {
    if (!isOpen && !published.has(standing.group)) return none('NOT_PUBLISHED');
    if (snapshot.organisation.changedIn(subject.unit, before.from, current.to)) return none('NOT_COMPARABLE');
    const then = previous?.get(key);
    if (!then) return none('NO_PREVIOUS');
    const previousRank = then.standing.group === standing.group ? then.standing.rank : null;
    if (previousRank === null || standing.rank === null) return { ...none('NOT_RANKED'), previousRank };
    return { previousRank, change: previousRank - standing.rank, changeReason: null };
  };
}

async function standingsOrNone(
  context: RequestContext,
  query: CardQuery,
): Promise<ReadonlyMap<string, RankedCard> | null> {
  try {
    return await standingsOf(context, query);
  } catch (error) {
    // The scheme was not in force then: nobody was ranked.
    if (error instanceof Refusal && error.problems.every((problem) => problem.code === 'UNKNOWN_SCHEME'))
      return null;
    throw error;
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
