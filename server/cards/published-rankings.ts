import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import type { Reads } from '../platform/database/database.ts';
import { visible } from '../facts/scope.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';

/** Lists of one scheme and period that are published. */
export class PublishedRankings {
  readonly #groups: ReadonlySet<string>;

  constructor(groups: Iterable<string>) {
    this.#groups = new Set(groups);
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  has(group: string): boolean {
    return this.#groups.has('*') || this.#groups.has(group);
  }
}

/**
 * Rankings of a scheme and period that were published by a position and not withdrawn.
 * None while the period is not locked, also where it was unlocked again.
 */
export async function publishedRankings(
  reader: Reads,
  { authority, position }: { readonly authority: string; readonly position: number },
  scheme: string,
  period: string,
): Promise<PublishedRankings> {
  const rows = await reader.query<{ group: string }>(
    `select v."group" from ranking_publication_version v join period_version p on p.code = v.period and ${visible('p')}
     where ${visible('v')} and v.scheme = $3 and v.period = $4 and v.withdrawn_on is null and p.locked_on is not null`,
    [authority, position, scheme, period],
  );
  return new PublishedRankings(rows.map(({ group }) => group));
}

/**
 * Published rankings of the query’s scheme and period.
 * As known at the point of the request, not at the position of the period’s sealing.
 */
export function publicationsOf(
  context: RequestContext,
  { authority, position }: ReadPoint,
  { scheme, period }: Pick<CardQuery, 'scheme' | 'period'>,
): Promise<PublishedRankings> {
  return context.memo(`published rankings ${authority} ${position} ${scheme} ${period}`, () =>
    publishedRankings(context.database, { authority, position }, scheme, period),
  );
}
