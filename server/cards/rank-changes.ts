import { t } from '../../rules/kit/text.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { Refusal } from '../platform/problems.ts';
import { standingsOf } from './viewer-cards.ts';
import type { RankedCard } from '../scoring/cohorts.ts';
import { publicationsOf } from './published-rankings.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { previousPeriod } from '../facts/snapshot.ts';

/** Why no change of rank is given. */
export const CHANGE_REASONS = {
  NO_PREVIOUS: t('Không có kỳ trước để so sánh', 'There is no period before to compare with'),
  NOT_COMPARABLE: t(
    'Không so sánh được: cơ quan đã được sắp xếp lại',
    'Not comparable: the unit was reorganised',
  ),
  NOT_RANKED: t('Một trong hai kỳ chưa xếp hạng', 'One of the two periods has no rank'),
  NOT_PUBLISHED: t('Xếp hạng kỳ trước không công bố', 'The ranking of the period before is not published'),
} as const;

/** How a rank moved since the period before. */
export interface RankChange {
  readonly previousRank: number | null;
  /** Places gained (positive) or lost; null where they cannot be compared. */
  readonly change: number | null;
  readonly changeReason: keyof typeof CHANGE_REASONS | null;
}

/**
 * How ranks changed since the period before.
 * A reorganisation in between makes them incomparable (domain: the first change after it).
 */
export async function rankChanges(
  context: RequestContext,
  at: ReadPoint,
  query: CardQuery,
): Promise<(key: string, ranked: RankedCard, isOpen: boolean) => RankChange> {
  const snapshot = await snapshotAt(context, query);
  const before = previousPeriod(snapshot, query.period);
  const none = (changeReason: keyof typeof CHANGE_REASONS): RankChange => ({
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
