import { isGiven } from '../platform/api/arguments.ts';
import type { Page, PageRequest } from '../platform/api/connection.ts';
import { pageOf } from '../platform/api/connection.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import type { Rights } from '../platform/access/policy.ts';
import { mayAskFor, maySeeCard } from '../platform/access/policy.ts';
import { cardQuery, planOf, standingsOf } from './viewer-cards.ts';
import type { RankedCard } from '../scoring/cohorts.ts';
import type { PublishedRankings } from './published-rankings.ts';
import { publicationsOf } from './published-rankings.ts';
import { rankChanges } from './rank-changes.ts';
import type { RankingGroup } from './ranking.type.ts';
import { RankingEntry } from './ranking.type.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';

type Entry = readonly [key: string, ranked: RankedCard];

/** Which ranking; with a group, only that list of it. */
export interface RankingRequest {
  readonly scheme: string;
  readonly period: string;
  readonly group?: string | null | undefined;
}

/**
 * A page of the lines that the viewer may see: of cards open to them, and of published lists.
 * @throws ApiFault FORBIDDEN where no line can be open, UNKNOWN_GROUP naming the lists that there are.
 */
export async function rankingPage(
  context: RequestContext,
  request: PageRequest,
  { scheme, period, group }: RankingRequest,
): Promise<Page<RankingEntry>> {
  const { at } = request;
  const query = cardQuery(at, scheme, period, null);
  const published = await publicationsOf(context, at, query);
  await mustMayRank(context, query, published);
  const standings = await standingsOf(context, query);
  if (isGiven(group)) mustBeGroup(standings, group);
  const rights = await context.rights(query);
  const entries = [...standings]
    .filter(([, { standing }]) => !isGiven(group) || standing.group === group)
    .filter(([, ranked]) => isOpenTo(rights, ranked) || published.has(ranked.standing.group))
    .toSorted(inOrder);
  const page = pageOf(entries, request);
  return { ...page, nodes: await described(context, at, query, page.nodes) };
}

/** The lists that the viewer may see, by their keys. @throws ApiFault FORBIDDEN. */
export async function rankingLists(
  context: RequestContext,
  at: ReadPoint,
  { scheme, period }: RankingRequest,
): Promise<RankingGroup[]> {
  const query = cardQuery(at, scheme, period, null);
  const published = await publicationsOf(context, at, query);
  const mayAsk = await mustMayRank(context, query, published);
  const standings = [...(await standingsOf(context, query)).values()];
  const shown = standings.filter(({ standing }) => mayAsk || published.has(standing.group));
  return [...Map.groupBy(shown, ({ standing }) => standing.group)]
    .toSorted(([a], [b]) => byCode(a, b))
    .map(([group, members]) => ({
      group,
      size: members.length,
      ranked: members.filter(({ standing }) => standing.rank !== null).length,
    }));
}

async function described(
  context: RequestContext,
  at: ReadPoint,
  query: CardQuery,
  entries: readonly Entry[],
): Promise<RankingEntry[]> {
  const rights = await context.rights(query);
  const changeOf = await rankChanges(context, at, query);
  const { organisation, leaders } = await snapshotAt(context, at);
  return entries.map(([key, ranked]) => {
    const { subject } = ranked;
    const unitName = organisation.units.get(subject.unit)!.name;
    const label = subject.kind === 'UNIT' ? unitName : leaders.get(subject.leader)!.label;
    const change = changeOf(key, ranked, isOpenTo(rights, ranked));
    return new RankingEntry({ at, query, key, ranked, label, unitName, change });
  });
}

function isOpenTo(rights: Rights, { subject }: RankedCard): boolean {
  return maySeeCard(rights, {
    leader: subject.kind === 'UNIT' ? null : subject.leader,
    units: [subject.unit],
  });
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
  const { plan } = await planOf(context, query);
  const kind = plan.scheme.configuration.subject === 'UNIT' ? 'UNIT' : 'EVALUATION';
  if (published.isEmpty) await context.mustMayAskFor(query, kind);
  return mayAskFor(await context.rights(query), kind);
}

/** @throws ApiFault UNKNOWN_GROUP naming the lists that there are. */
function mustBeGroup(standings: ReadonlyMap<string, RankedCard>, group: string): void {
  const groups = new Set([...standings.values()].map(({ standing }) => standing.group));
  if (groups.has(group)) return;
  const known = [...groups].toSorted(byCode).join(', ');
  throw ApiFault.badInput(
    'UNKNOWN_GROUP',
    {
      vi: `Không có nhóm "${group}"; các nhóm: ${known}`,
      en: `There is no group "${group}"; the groups are: ${known}`,
    },
    'group',
  );
}

/** List by list, by rank, those without a rank last. */
function inOrder([a, one]: Entry, [b, two]: Entry): number {
  return (
    byCode(one.standing.group, two.standing.group) ||
    (one.standing.rank ?? Number.MAX_SAFE_INTEGER) - (two.standing.rank ?? Number.MAX_SAFE_INTEGER) ||
    byCode(a, b)
  );
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
