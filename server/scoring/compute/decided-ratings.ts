import type { Day } from '../../../rules/kit/day.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import { OF_UNIT_OR_LEADER } from '../../facts/records.ts';
import type { FactScope, Reader } from '../../facts/scope.ts';
import { anyOf, codesText, dayNumber, visible } from '../../facts/scope.ts';

/** A class that a competent authority decided, of the leader where one is named, else of the unit. */
export interface DecidedRating {
  readonly leader: string | null;
  readonly unit: string | null;
  readonly period: string;
  readonly rating: Rating;
  readonly decidedOn: Day;
}

/** Classes that count in a period, by code of whom they are about. */
export interface DecidedRatings {
  readonly ofLeaders: ReadonlyMap<string, Rating>;
  readonly ofUnits: ReadonlyMap<string, Rating>;
}

/** What counts in a period of everyone, as known at a position. */
export async function decidedRatings(
  reader: Reader,
  {
    authority,
    period,
    position,
  }: { readonly authority: string; readonly period: string; readonly position: number },
): Promise<DecidedRatings> {
  const sql = statementFor(`v.period = $3`);
  return countingRatings(await reader.query<DecidedRating>(sql, [authority, position, period]));
}

/** Every class decided of the units and leaders of a scope in some periods, in the order of decision. */
export async function decidedRatingsOf(
  reader: Reader,
  { authority, position, units, leaders }: Pick<FactScope, 'authority' | 'position' | 'units' | 'leaders'>,
  periods: readonly string[],
): Promise<readonly DecidedRating[]> {
  const sql = statementFor(`v.period = ${anyOf('$5')} and ${OF_UNIT_OR_LEADER}`);
  const codes = [units, leaders, periods].map(codesText);
  return reader.query<DecidedRating>(sql, [authority, position, ...codes]);
}

/** Of several classes of the same period, the last one decided counts. @param inOrder of decision */
export function countingRatings(inOrder: readonly DecidedRating[]): DecidedRatings {
  return {
    ofLeaders: new Map(inOrder.flatMap(({ leader, rating }) => (leader === null ? [] : [[leader, rating]]))),
    ofUnits: new Map(
      inOrder.flatMap(({ leader, unit, rating }) =>
        leader === null && unit !== null ? [[unit, rating]] : [],
      ),
    ),
  };
}

/** Whom a class may be about. */
type Rated =
  | { readonly kind: 'UNIT'; readonly unit: string }
  | { readonly kind: 'APPOINTMENT' | 'LEADER'; readonly leader: string };

/** The class that counts of a subject; null where none was decided. */
export function decidedOf(subject: Rated, decided: DecidedRatings | undefined): Rating | null {
  const found =
    subject.kind === 'UNIT' ? decided?.ofUnits.get(subject.unit) : decided?.ofLeaders.get(subject.leader);
  return found ?? null;
}

function statementFor(where: string): string {
  return `select v.unit, v.leader, v.period, v.rating, ${dayNumber('v.decided_on')} as "decidedOn" from decided_rating_version v
    where ${visible('v')} and ${where} order by v.decided_on, v.code collate "C"`;
}
