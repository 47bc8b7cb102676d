import type { Fraction } from '../../rules/kit/fraction.ts';
import { compare, divide, equal, floor, fraction, multiply, round } from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import { RATINGS, atLeast } from '../../rules/kit/rating.ts';
import type { SchemeConfiguration } from './scheme.ts';

/** What standing needs of one card of the cohort. */
export interface CohortMember {
  readonly key: string;
  /** Total as the scheme rounds it; null while points are open or nothing applies. */
  readonly points: Fraction | null;
  /** The own class, before caps. */
  readonly rating: Rating | null;
  /** Titles whose conditions the member meets. */
  readonly titles: readonly string[];
}

/** The competent body’s word that a cohort is complete. */
export interface CohortDeclaration {
  readonly headcount: number;
  readonly ratedElsewhere: number;
  readonly outstanding: boolean;
}

/** A member's rank, cap and proposed class within the whole group. */
export interface Standing {
  /** Group within which the member is ranked, such as "HEAD/DEPARTMENT". */
  readonly group: string;
  readonly size: number;
  /** Competition rank: equal totals share a rank and the next rank is skipped. Null while the cohort is not declared complete. */
  readonly rank: number | null;
  /** The proposed class: the own class after the cap; null where it is withheld. */
  readonly rating: Rating | null;
  readonly cap: CapResult | null;
  /** Titles proposed within their quotas, and those that a quota or a tie keeps back. */
  readonly titles: readonly TitleResult[];
  readonly state: 'RANKED' | 'COHORT_NOT_DECLARED' | 'COHORT_INCOMPLETE' | 'OPEN_POINTS';
}

/** How a limited number of places met one member. */
export interface PlaceResult {
  /** People that the percentage is taken of, and the places it gives. */
  readonly base: number;
  readonly places: number;
  readonly percent: Fraction;
  /** WITHIN a place; BEYOND the last one; TIE: equal totals at the last place, the authority decides. */
  readonly result: 'WITHIN' | 'BEYOND' | 'TIE';
  readonly rankAmongRated: number;
}

/** How the cap on a class met one member; BEYOND lowers to the next class. */
export interface CapResult extends PlaceResult {
  readonly rating: Rating;
}

/** A title whose conditions the member meets; `quota` is null where the title has none. */
export interface TitleResult {
  readonly title: string;
  readonly quota: PlaceResult | null;
}

/**
 * Ranks and caps one whole group of a cohort: never a page of it. Without a declaration, where the scheme asks for
 * one, nobody is ranked or capped, and a class that the cap concerns is withheld.
 */
export function standingsOf(
  configuration: SchemeConfiguration,
  group: string,
  members: readonly CohortMember[],
  declaration: CohortDeclaration | null,
): Map<string, Standing> {
  const blocked = cohortState(configuration, members, declaration);
  const capped = configuration.cap;
  const base = { group, size: members.length };
  if (blocked !== null) {
    return new Map(
      members.map((member) => {
        const rating = capped && member.rating === capped.rating ? null : member.rating;
        return [member.key, { ...base, rank: null, rating, cap: null, titles: [], state: blocked }] as const;
      }),
    );
  }
  const ranks = competitionRanks(members);
  const caps = capped ? capsOf(capped, members, declaration) : new Map<string, CapResult>();
  const titles = titlesOf(configuration, members);
  return new Map(
    members.map((member) => {
      const rank = ranks.get(member.key) ?? null;
      const cap = caps.get(member.key) ?? null;
      const rating =
        cap === null || cap.result === 'WITHIN'
          ? member.rating
          : cap.result === 'TIE'
            ? null
            : nextBelow(cap.rating);
      return [
        member.key,
        {
          ...base,
          rank,
          rating,
          cap,
          titles: titles.get(member.key) ?? [],
          state: rank === null ? 'OPEN_POINTS' : 'RANKED',
        },
      ] as const;
    }),
  );
}

function cohortState(
  configuration: SchemeConfiguration,
  members: readonly CohortMember[],
  declaration: CohortDeclaration | null,
): 'COHORT_NOT_DECLARED' | 'COHORT_INCOMPLETE' | null {
  if (!configuration.cohort.declared) return null;
  if (declaration === null) return 'COHORT_NOT_DECLARED';
  const complete =
    declaration.headcount === members.length &&
    members.every((member) => member.points !== null || configuration.parts.length === 0);
  return complete ? null : 'COHORT_INCOMPLETE';
}

/** Rank 1 for the highest total; equal totals share a rank, the next one is skipped. Members without a total have none. */
export function competitionRanks(members: readonly CohortMember[]): Map<string, number> {
  const sorted: { readonly key: string; readonly points: Fraction; readonly near: number }[] = [];
  for (const { key, points } of members)
    if (points !== null) sorted.push({ key, points, near: nearly(points) });
  // Floating point orders most totals; where it cannot, the exact ones decide.
  sorted.sort((a, b) => (surelyApart(a.near, b.near) ? b.near - a.near : compare(b.points, a.points)));
  const ranks = new Map<string, number>();
  let rank = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || !equal(sorted[index - 1]!.points, sorted[index]!.points)) rank = index + 1;
    ranks.set(sorted[index]!.key, rank);
  }
  return ranks;
}

/** The total as floating point, off by at most a few units of the last place. */
function nearly({ n, d }: Fraction): number {
  return Number(n) / Number(d);
}

/** Whether two totals differ by more than floating point can be off; NaN, from figures beyond its range, is never sure. */
function surelyApart(a: number, b: number): boolean {
  return Math.abs(a - b) > 1e-12 * (1 + Math.abs(a) + Math.abs(b));
}

/** Places for the capped class, given to the highest totals. */
function capsOf(
  cap: NonNullable<SchemeConfiguration['cap']>,
  members: readonly CohortMember[],
  declaration: CohortDeclaration | null,
): Map<string, CapResult> {
  const percent = declaration?.outstanding && cap.raisedPercent ? cap.raisedPercent : cap.percent;
  const base = baseOf(cap, members) + (declaration?.ratedElsewhere ?? 0);
  const contenders = members.filter((member) => member.rating === cap.rating);
  const results = placesFor(contenders, base, percent, cap.rounding);
  return new Map([...results].map(([key, result]) => [key, { ...result, rating: cap.rating }] as const));
}

/** Titles that members are proposed for. A quota of another title counts those whom that title’s own quota leaves. */
function titlesOf(
  configuration: SchemeConfiguration,
  members: readonly CohortMember[],
): Map<string, TitleResult[]> {
  const proposed = new Map<string, readonly CohortMember[]>();
  const results = new Map<string, TitleResult[]>(members.map((member) => [member.key, []]));
  for (const { title, quota } of configuration.titles) {
    const contenders = members.filter((member) => member.titles.includes(title));
    const base = quota?.of ? (proposed.get(quota.of)?.length ?? 0) : members.length;
    const places = quota ? placesFor(contenders, base, quota.percent, quota.rounding) : null;
    for (const member of contenders)
      results.get(member.key)!.push({ title, quota: places?.get(member.key) ?? null });
    proposed.set(
      title,
      contenders.filter((member) => (places?.get(member.key)?.result ?? 'WITHIN') === 'WITHIN'),
    );
  }
  return results;
}

/** A share of a base as whole places, given to the highest totals; a tie across the last place goes to the authority. */
function placesFor(
  contenders: readonly CohortMember[],
  base: number,
  percent: Fraction,
  rounding: 'DOWN' | 'HALF_UP' | 'UP',
): Map<string, PlaceResult> {
  const exact = multiply(divide(percent, fraction(100)), fraction(base));
  const places = wholePlaces(exact, rounding);
  const ranks = competitionRanks(contenders);
  const sharers = new Map<number, number>();
  for (const { key } of contenders) {
    const rank = ranks.get(key) ?? 1;
    sharers.set(rank, (sharers.get(rank) ?? 0) + 1);
  }
  return new Map(
    contenders.map((member) => {
      const rank = ranks.get(member.key) ?? 1;
      const sharing = sharers.get(rank)!;
      const result = rank + sharing - 1 <= places ? 'WITHIN' : rank <= places ? 'TIE' : 'BEYOND';
      return [member.key, { base, places, percent, result, rankAmongRated: rank }] as const;
    }),
  );
}

function wholePlaces(exact: Fraction, rounding: 'DOWN' | 'HALF_UP' | 'UP'): number {
  if (rounding === 'HALF_UP') return Number(round(exact, 0, 'HALF_UP').n);
  return Number(rounding === 'DOWN' ? floor(exact) : -floor({ n: -exact.n, d: exact.d }));
}

function baseOf(cap: NonNullable<SchemeConfiguration['cap']>, members: readonly CohortMember[]): number {
  if (cap.base === 'ALL') return members.length;
  // "GOOD": those whom the own facts class exactly good. The decree’s wording leaves open whether the excellent count in it.
  return members.filter(
    (member) =>
      member.rating !== null &&
      (cap.base === 'GOOD' ? member.rating === 'GOOD' : atLeast(member.rating, 'GOOD')),
  ).length;
}

function nextBelow(rating: Rating): Rating {
  return RATINGS[Math.min(RATINGS.indexOf(rating) + 1, RATINGS.length - 1)]!;
}
