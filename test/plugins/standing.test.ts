import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { CohortMember } from '../../plugins/engine/standing.ts';
import { competitionRanks, standingsOf } from '../../plugins/engine/standing.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { add, compare, fraction, parseFraction } from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';

const scheme = (cap: object) =>
  SchemeConfiguration.parse({ ...REFERENCE_SCHEMES['civil-servant-2026']!, cap: { percent: '20', ...cap } });
const bandOf = (points: number): Rating =>
  points >= 90 ? 'EXCELLENT' : points >= 70 ? 'GOOD' : points >= 50 ? 'COMPLETED' : 'NOT_COMPLETED';
const member = (key: string, points: number): CohortMember => ({
  key,
  points: fraction(points),
  rating: bandOf(points),
  titles: [],
});
const members = (...points: number[]) => points.map((value, index) => member(`m${index}`, value));
const declared = (headcount: number) => ({ headcount, ratedElsewhere: 0, outstanding: false });

describe('standing of a cohort', () => {
  it('gives "excellent" to at most 20 % of good or better, rounded down, highest totals first', () => {
    const cohort = members(99, 95, 92, 91, 88, 85, 80, 78, 75, 72, 60);
    const standings = standingsOf(scheme({ base: 'GOOD_OR_BETTER' }), 'HEAD', cohort, declared(11));
    expect([...standings.values()].map((standing) => standing.rating)).toEqual([
      'EXCELLENT',
      'EXCELLENT',
      'GOOD',
      'GOOD',
      'GOOD',
      'GOOD',
      'GOOD',
      'GOOD',
      'GOOD',
      'GOOD',
      'COMPLETED',
    ]);
    // "92 points, but rank 3 of 2 places" is the explanation.
    expect(standings.get('m2')).toMatchObject({
      rank: 3,
      cap: { base: 10, places: 2, rankAmongRated: 3, result: 'BEYOND' },
    });
  });

  it('takes the base as exactly good where the authority reads the decree so', () => {
    const standings = standingsOf(
      scheme({ base: 'GOOD' }),
      'HEAD',
      members(99, 95, 88, 85, 80, 78, 75),
      declared(7),
    );
    expect(standings.get('m0')!.cap).toMatchObject({ base: 5, places: 1, result: 'WITHIN' });
    expect(standings.get('m1')!.rating).toBe('GOOD');
  });

  it('leaves a tie across the last place to the authority', () => {
    const standings = standingsOf(scheme({}), 'HEAD', members(95, 95, 80, 79, 78), declared(5));
    expect(standings.get('m0')).toMatchObject({ rank: 1, rating: null, cap: { places: 1, result: 'TIE' } });
    expect(standings.get('m1')).toMatchObject({ rank: 1, rating: null, cap: { result: 'TIE' } });
    expect(standings.get('m2')).toMatchObject({ rank: 3, rating: 'GOOD' });
  });

  it('raises the cap for an outstanding collective', () => {
    const cohort = members(99, 95, 85, 80, 78, 77, 76, 75);
    const configuration = scheme({ raisedPercent: '25' });
    expect(standingsOf(configuration, 'HEAD', cohort, declared(8)).get('m1')!.rating).toBe('GOOD');
    expect(
      standingsOf(configuration, 'HEAD', cohort, { ...declared(8), outstanding: true }).get('m1')!.rating,
    ).toBe('EXCELLENT');
  });

  it('ranks nobody, and withholds the capped class, until the cohort is declared complete', () => {
    const cohort = members(99, 80);
    const open = standingsOf(scheme({}), 'HEAD', cohort, null);
    expect(open.get('m0')).toMatchObject({ rank: null, rating: null, state: 'COHORT_NOT_DECLARED' });
    expect(open.get('m1')).toMatchObject({ rank: null, rating: 'GOOD' });
    expect(standingsOf(scheme({}), 'HEAD', cohort, declared(3)).get('m0')).toMatchObject({
      rank: null,
      state: 'COHORT_INCOMPLETE',
    });
  });

  it('gives equal totals one rank and skips the next (competition ranks)', () => {
    expect([...competitionRanks(members(90, 80, 80, 70)).values()]).toEqual([1, 2, 2, 4]);
    const exact = [
      { key: 'a', points: parseFraction('80.005'), rating: null, titles: [] },
      { key: 'b', points: parseFraction('80.004'), rating: null, titles: [] },
    ];
    expect(Object.fromEntries(competitionRanks(exact))).toEqual({ a: 1, b: 2 });
  });

  it('ranks totals as exact comparison does, however near they lie and however large their figures are', () => {
    const whole = fc.bigInt({ min: -3n, max: 3n });
    const totals = fc.oneof(
      fc.tuple(
        fc.constantFrom(0n, 80n, 10n ** 9n),
        whole,
        fc.constantFrom(3n, 10n ** 17n, 10n ** 400n, 7n ** 500n),
      ),
      fc.tuple(fc.constantFrom(10n ** 320n, -(10n ** 320n)), whole, fc.constantFrom(1n, 10n ** 310n)),
    );
    fc.assert(
      fc.property(fc.array(totals, { maxLength: 30 }), (list) => {
        const points = list.map(([base, n, d]) => add(fraction(base), fraction(n, d)));
        const cohort = points.map((total, index) => ({ ...member(String(index), 0), points: total }));
        const ranks = competitionRanks(cohort);
        for (const [index, total] of points.entries())
          expect(ranks.get(String(index))).toBe(
            1 + points.filter((other) => compare(other, total) > 0).length,
          );
      }),
    );
  });

  it('never gives more places than the cap, never depends on the order of members, and never lifts anybody', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom('GOOD', 'GOOD_OR_BETTER', 'ALL'),
        fc.constantFrom('DOWN', 'HALF_UP', 'UP'),
        (points, base, rounding) => {
          const cohort = members(...points);
          const standings = standingsOf(scheme({ base, rounding }), 'HEAD', cohort, declared(points.length));
          const reversed = standingsOf(
            scheme({ base, rounding }),
            'HEAD',
            cohort.toReversed(),
            declared(points.length),
          );
          for (const [key, standing] of standings) expect(reversed.get(key)).toEqual(standing);
          const excellent = [...standings.values()].filter((standing) => standing.rating === 'EXCELLENT');
          const places = [...standings.values()].find((standing) => standing.cap)?.cap?.places ?? 0;
          expect(excellent.length).toBeLessThanOrEqual(places);
          for (const entry of cohort) {
            const { rating } = standings.get(entry.key)!;
            if (rating !== null && entry.rating !== 'EXCELLENT') expect(rating).toBe(entry.rating);
          }
        },
      ),
    );
  });

  it('proposes a title to at most its quota of those proposed for another, highest totals first', () => {
    const both = ['ADVANCED_WORKER', 'GRASSROOTS_FIGHTER'];
    const cohort = [95, 92, 90, 85, 80, 75, 72].map((points, index) => ({
      ...member(`m${index}`, points),
      titles: index < 3 ? both : index < 6 ? ['ADVANCED_WORKER'] : [],
    }));
    const configuration = SchemeConfiguration.parse({
      ...REFERENCE_SCHEMES['emulation-2026']!,
      titles: [
        { title: 'ADVANCED_WORKER', conditions: ['emulation/advanced-worker'] },
        {
          title: 'GRASSROOTS_FIGHTER',
          conditions: ['emulation/grassroots-fighter'],
          quota: { percent: '15', of: 'ADVANCED_WORKER', rounding: 'UP' },
        },
      ],
    });
    const standings = standingsOf(configuration, 'HEAD', cohort, declared(7));
    // 15 % of the six Advanced Workers is 0.9: one place, rounded up as this authority decides.
    const fighters = [...standings].map(([key, { titles }]) => [
      key,
      titles.find((entry) => entry.title === 'GRASSROOTS_FIGHTER')?.quota,
    ]);
    expect(Object.fromEntries(fighters)).toMatchObject({
      m0: { base: 6, places: 1, result: 'WITHIN' },
      m1: { result: 'BEYOND' },
      m2: { result: 'BEYOND' },
      m3: undefined,
    });
    expect(standings.get('m5')!.titles).toEqual([{ title: 'ADVANCED_WORKER', quota: null }]);
  });
});
