import type { Rating } from '../../rules/kit/rating.ts';
import type { Reads } from '../platform/database.ts';
import { visible } from './facts/scope.ts';

/** Classes decided in a period, by code of whom they are about. */
export interface DecidedRatings {
  readonly ofLeaders: ReadonlyMap<string, Rating>;
  readonly ofUnits: ReadonlyMap<string, Rating>;
}

/** What competent authorities had decided of everyone in a period, as known at a position. Of several classes, the last one decided. */
export async function decidedRatings(
  reader: Reads,
  {
    authority,
    period,
    position,
  }: { readonly authority: string; readonly period: string; readonly position: number },
): Promise<DecidedRatings> {
  const rows = await reader.query<{ leader: string | null; unit: string | null; rating: Rating }>(
    `select v.leader, v.unit, v.rating from decided_rating_version v
     where ${visible('v')} and v.period = $3 order by v.decided_on, v.code collate "C"`,
    [authority, position, period],
  );
  return {
    ofLeaders: new Map(rows.flatMap(({ leader, rating }) => (leader === null ? [] : [[leader, rating]]))),
    ofUnits: new Map(
      rows.flatMap(({ leader, unit, rating }) => (leader === null && unit !== null ? [[unit, rating]] : [])),
    ),
  };
}
