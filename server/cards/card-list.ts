import { Field, InputType } from 'type-graphql';
import type { Subject } from '../../rules/kit/subject.ts';
import { compare, parseFraction } from '../../rules/kit/fraction.ts';
import { LegalStatus, Rating, Role, UnitKind } from '../modules/choices.ts';
import type { Page, PageRequest } from '../platform/api/connection.ts';
import { pageOf } from '../platform/api/connection.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { maySeeCard } from '../platform/access/policy.ts';
import { subjectKey } from '../facts/attribution.ts';
import type { ScoreCardType } from './card.type.ts';
import { allCards, cardOf, cardQuery, describeCard, planOf } from './viewer-cards.ts';
import type { ScoreCard } from '../scoring/score-cards.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';
import { subjectsOf } from '../scoring/compute/scored-subjects.ts';

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

/** Which cards a list asks for, and in which order. */
export interface CardListRequest {
  readonly scheme: string;
  readonly period: string;
  readonly filter?: ScoreCardFilter | null | undefined;
  readonly orderBy: 'SUBJECT' | 'POINTS_DESC' | 'POINTS_ASC';
}

/**
 * A page of cards that the viewer may see. In the order of subjects only the page itself is computed; sorted or filtered by what
 * cards say, all of them are.
 * @throws ApiFault FORBIDDEN where no card of the scheme can be open to the viewer; Refusal UNKNOWN_PERIOD, UNKNOWN_SCHEME.
 */
export async function cardPage(
  context: RequestContext,
  request: PageRequest,
  { scheme, period, filter, orderBy }: CardListRequest,
): Promise<Page<ScoreCardType>> {
  const query = cardQuery(request.at, scheme, period, null);
  const keys = await subjectKeys(context, request, query, filter);
  if (orderBy === 'SUBJECT' && !filter?.ratings) {
    const page = pageOf(keys, request);
    const cards = page.nodes.map(async (code) => (await cardOf(context, query, { of: 'SUBJECT', code }))!);
    return { ...page, nodes: await Promise.all(cards) };
  }
  const page = pageOf(sorted(await cardsAmong(context, query, keys, filter), orderBy), request);
  const described = page.nodes.map((card) =>
    describeCard(context, card, { of: 'SUBJECT', code: card.subjects[0]! }),
  );
  return { ...page, nodes: await Promise.all(described) };
}

async function cardsAmong(
  context: RequestContext,
  query: CardQuery,
  keys: readonly string[],
  filter: ScoreCardFilter | null | undefined,
): Promise<ScoreCard[]> {
  const wanted = new Set(keys);
  return (await allCards(context, query)).filter(
    ({ subjects, body }) =>
      wanted.has(subjects[0]!) &&
      (!filter?.ratings || (body.rating !== null && filter.ratings.includes(body.rating))),
  );
}

function sorted(cards: readonly ScoreCard[], orderBy: CardListRequest['orderBy']): readonly ScoreCard[] {
  if (orderBy === 'SUBJECT') return cards;
  const way = orderBy === 'POINTS_DESC' ? -1 : 1;
  return cards.toSorted((a, b) => way * compare(parseFraction(a.body.points), parseFraction(b.body.points)));
}

/** Keys of the subjects that pass the filter and whose cards the viewer may see. */
async function subjectKeys(
  context: RequestContext,
  { at }: PageRequest,
  query: CardQuery,
  filter: ScoreCardFilter | null | undefined,
): Promise<string[]> {
  const { plan, snapshot } = await planOf(context, query);
  const { configuration } = plan.scheme;
  await context.mustMayAskFor(at, configuration.subject === 'UNIT' ? 'UNIT' : 'EVALUATION');
  const rights = await context.rights(query);
  const isOpen = (subject: Subject) =>
    maySeeCard(rights, { leader: subject.kind === 'UNIT' ? null : subject.leader, units: [subject.unit] });
  return subjectsOf(snapshot, configuration, plan.period)
    .filter((subject) => isOpen(subject) && isAskedFor(subject, filter ?? {}))
    .map(subjectKey);
}

/** Whether a subject passes the filter; units have neither role nor legal status. */
function isAskedFor(subject: Subject, filter: ScoreCardFilter): boolean {
  const passes = (allowed: readonly string[] | null | undefined, value: string) =>
    !allowed || allowed.includes(value);
  if (!passes(filter.unitKinds, subject.unitKind) || !passes(filter.units, subject.unit)) return false;
  return subject.kind === 'UNIT'
    ? !filter.roles && !filter.legalStatuses
    : passes(filter.roles, subject.role) && passes(filter.legalStatuses, subject.legalStatus);
}
