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

/** What was published by a position and not withdrawn; of a period that was unlocked again nothing is, until it is locked. */
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

/** Lists of the query’s scheme and period as published where the question is asked from, not where a sealed period is read. */
export function publicationsOf(
  context: RequestContext,
  { authority, position }: ReadPoint,
  { scheme, period }: Pick<CardQuery, 'scheme' | 'period'>,
): Promise<PublishedRankings> {
  return context.memo(`published rankings ${authority} ${position} ${scheme} ${period}`, () =>
    publishedRankings(context.database, { authority, position }, scheme, period),
  );
}
