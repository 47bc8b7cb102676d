// Laws of the ground that every score stands on.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, civilOf, dayOf, formatDay, parseDay, weekdayOf } from '../../rules/kit/day.ts';
import { lastDayInTime } from '../../rules/kit/due-date.ts';
import type { Fraction, RoundingMode } from '../../rules/kit/fraction.ts';
import {
  ONE,
  ZERO,
  add,
  compare,
  cutText,
  decimalText,
  divide,
  exactText,
  floor,
  fraction,
  multiply,
  parseFraction,
  round,
  subtract,
  sum,
  unitsText,
} from '../../rules/kit/fraction.ts';
import { eachOnce } from '../../rules/kit/once.ts';
import { dated, parameterOn } from '../../rules/kit/parameter.ts';
import { cite } from '../../rules/kit/citation.ts';
import { fill, placesOf } from '../../rules/kit/text.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => fraction(n, d));
const days = fc.integer({ min: dayOf(1990, 1, 1), max: dayOf(2090, 12, 31) });
const same = (a: Fraction, b: Fraction): void => {
  expect(exactText(a)).toBe(exactText(b));
};

describe('exact fractions', () => {
  it('add, multiply and divide as numbers do', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        same(add(a, b), add(b, a));
        same(add(add(a, b), c), add(a, add(b, c)));
        same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
        same(subtract(add(a, b), b), a);
        if (b.n !== 0n) same(multiply(divide(a, b), b), a);
        expect(compare(a, b)).toBe(-compare(b, a) || 0);
      }),
    );
  });

  it('are read back from their exact text, and stay in lowest terms with a positive denominator', () => {
    fc.assert(
      fc.property(fractions, (a) => {
        expect(parseFraction(exactText(a))).toEqual(a);
        expect(a.d > 0n).toBe(true);
      }),
    );
  });

  it('round half-up away from zero, half-even to the even one, and down toward zero; never by more than half a step', () => {
    const half = parseFraction('0.125');
    expect(['HALF_UP', 'HALF_EVEN', 'DOWN'].map((mode) => exactText(round(half, 2, mode as 'DOWN')))).toEqual(
      ['0.13', '0.12', '0.12'],
    );
    expect(exactText(round(parseFraction('-0.125'), 2, 'HALF_UP'))).toBe('-0.13');
    fc.assert(
      fc.property(
        fractions,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('HALF_UP' as const, 'HALF_EVEN' as const),
        (a, places, mode) => {
          const gap = subtract(round(a, places, mode), a);
          const magnitude = gap.n < 0n ? { n: -gap.n, d: gap.d } : gap;
          expect(compare(magnitude, fraction(1n, 2n * 10n ** BigInt(places)))).toBeLessThanOrEqual(0);
          same(round(round(a, places, mode), places, mode), round(a, places, mode));
        },
      ),
    );
  });

  it('show decimals without an exponent and without trailing zeros', () => {
    expect(decimalText(parseFraction('385/6'), 6)).toBe('64.166667');
    expect(decimalText(parseFraction('-1/3'), 2)).toBe('-0.33');
    expect(decimalText(parseFraction('12'), 4)).toBe('12');
    expect(exactText(parseFraction('1/8'))).toBe('0.125');
    expect(exactText(parseFraction('1/3'))).toBe('1/3');
  });

  it('refuse a zero denominator and what is no number', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => divide(fraction(1, 3), ZERO)).toThrow(RangeError);
    for (const text of ['', '1e3', '1,5', '1/0', 'NaN', '--1', '1/-2'])
      expect(() => parseFraction(text), text).toThrow(RangeError);
  });

  it('sum to the same whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fractions, { maxLength: 12 }), (list) => {
        same(sum(list), sum(list.toReversed()));
      }),
    );
    same(sum([]), ZERO);
    expect(floor(parseFraction('-7/2'))).toBe(-4n);
    expect(compare(ONE, ZERO)).toBe(1);
  });
});

/** Schoolbook arithmetic: one common denominator, then the greatest divisor divided out, nothing cut short. */
const schoolbook = {
  reduced(n: bigint, d: bigint): Fraction {
    let [x, y] = [n < 0n ? -n : n, d < 0n ? -d : d];
    while (y !== 0n) [x, y] = [y, x % y];
    return d < 0n ? { n: -n / x, d: -d / x } : { n: n / x, d: d / x };
  },
  /** The nearest count of 10^-places by trying the two neighbours. */
  units({ n, d }: Fraction, places: number, mode: RoundingMode): bigint {
    const scaled = (n < 0n ? -n : n) * 10n ** BigInt(places);
    const low = (scaled - (scaled % d)) / d;
    const [toLow, toHigh] = [scaled - low * d, (low + 1n) * d - scaled];
    const isHigh = toHigh < toLow || (toHigh === toLow && (mode === 'HALF_UP' || low % 2n === 1n));
    const magnitude = mode !== 'DOWN' && isHigh ? low + 1n : low;
    return n < 0n ? -magnitude : magnitude;
  },
  text(units: bigint, scale: number): string {
    const [sign, magnitude] = units < 0n ? ['-', -units] : ['', units];
    const decimals = String(magnitude % 10n ** BigInt(scale))
      .padStart(scale, '0')
      .replace(/0+$/, '');
    return `${sign}${magnitude / 10n ** BigInt(scale)}${scale > 0 && decimals ? `.${decimals}` : ''}`;
  },
};

describe('exact fractions, small and beyond the integers of the machine', () => {
  // Shared factors are what short cuts could get wrong, so denominators are built from few primes; sizes straddle 2^53.
  const products = fc
    .array(fc.constantFrom(2n, 3n, 5n, 7n, 10n, 97n, 65_537n, 9_007_199_254_740_881n), { maxLength: 8 })
    .map((factors) => factors.reduce((all, factor) => all * factor, 1n));
  const whole = fc.oneof(
    fc.bigInt({ min: -20n, max: 20n }),
    fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    products,
    products.map((product) => -product),
  );
  const positive = fc.oneof(products, fc.bigInt({ min: 1n, max: 2n ** 54n }));
  const any = fc.tuple(whole, positive).map(([n, d]) => schoolbook.reduced(n, d));

  it('are what schoolbook arithmetic gives', () => {
    fc.assert(
      fc.property(whole, positive, any, any, (n, d, a, b) => {
        expect(fraction(n, d)).toEqual(schoolbook.reduced(n, d));
        expect(fraction(n, -d)).toEqual(schoolbook.reduced(-n, d));
        expect(add(a, b)).toEqual(schoolbook.reduced(a.n * b.d + b.n * a.d, a.d * b.d));
        expect(subtract(a, b)).toEqual(schoolbook.reduced(a.n * b.d - b.n * a.d, a.d * b.d));
        expect(subtract(a, a)).toEqual(ZERO);
        expect(multiply(a, b)).toEqual(schoolbook.reduced(a.n * b.n, a.d * b.d));
        if (b.n !== 0n) expect(divide(a, b)).toEqual(schoolbook.reduced(a.n * b.d, a.d * b.n));
        expect(compare(a, b)).toBe(Number(a.n * b.d > b.n * a.d) - Number(a.n * b.d < b.n * a.d));
      }),
      { numRuns: 1000 },
    );
  });

  it('round and show what schoolbook arithmetic gives', () => {
    const modes = fc.constantFrom<RoundingMode>('HALF_UP', 'HALF_EVEN', 'DOWN');
    fc.assert(
      fc.property(any, whole, positive, fc.integer({ min: 0, max: 20 }), modes, (a, n, d, places, mode) => {
        const units = schoolbook.units(a, places, mode);
        expect(round(a, places, mode)).toEqual(schoolbook.reduced(units, 10n ** BigInt(places)));
        const shown = schoolbook.text(schoolbook.units(a, places, 'HALF_UP'), places);
        expect(decimalText(a, places)).toBe(shown);
        expect(unitsText(n, places)).toBe(schoolbook.text(n, places));
        expect(cutText(n, d, places)).toBe(schoolbook.text(n / d, places) + (n % d === 0n ? '' : '…'));
        const exact = exactText(a);
        expect(parseFraction(exact)).toEqual(a);
        expect(exact).toMatch(/^-?\d+(\.\d*[1-9]|\/\d+)?$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('days', () => {
  it('agree with the Gregorian calendar over a century', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, dayOfMonth } = civilOf(day);
        expect(dayOf(year, month, dayOfMonth)).toBe(day);
        expect(parseDay(formatDay(day))).toBe(day);
        expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(formatDay(day));
        expect((new Date(day * 86_400_000).getUTCDay() + 6) % 7).toBe(weekdayOf(day));
      }),
    );
  });

  it('a month later is the same date, or the last day of a shorter month (Civil Code art. 148.3)', () => {
    expect(formatDay(addMonths(parseDay('2026-01-31'), 1))).toBe('2026-02-28');
    expect(formatDay(addMonths(parseDay('2024-01-31'), 1))).toBe('2024-02-29');
    expect(formatDay(addMonths(parseDay('2026-11-30'), 3))).toBe('2027-02-28');
  });

  it('refuse what is no day', () => {
    for (const text of ['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''])
      expect(() => parseDay(text), text).toThrow(RangeError);
  });
});

describe('the working calendar', () => {
  const exceptions = fc.uniqueArray(fc.integer({ min: dayOf(2026, 1, 1), max: dayOf(2026, 12, 31) }), {
    maxLength: 30,
  });
  const calendars = fc.tuple(exceptions, exceptions).map(
    ([closed, worked]) =>
      new WorkingCalendar(
        () => 'any',
        [
          {
            year: 2026,
            closed,
            worked: worked.filter((day) => weekdayOf(day) >= 5 && !closed.includes(day)),
          },
        ],
      ),
  );

  it('counts working days as one would on the fingers', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: -5, max: 400 }), (calendar, from, length) => {
        let counted = 0;
        for (let day = from + 1; day <= from + length; day++) if (calendar.isWorking(day)) counted++;
        expect(calendar.workingDaysBetween(from, from + length)).toBe(counted);
      }),
    );
  });

  it('ends a term of working days on a working day that is as many away, and rolls other terms forward', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 60 }), (calendar, event, length) => {
        const end = lastDayInTime({ kind: 'TERM_WORKING_DAYS', day: event, length }, calendar)!;
        expect(calendar.isWorking(end)).toBe(true);
        expect(calendar.workingDaysBetween(event, end)).toBe(length);
        const rolled = lastDayInTime({ kind: 'TERM_DAYS', day: event, length }, calendar)!;
        expect(calendar.isWorking(rolled)).toBe(true);
        expect(rolled).toBeGreaterThanOrEqual(event + length);
      }),
    );
  });

  it('a date fixed in a plan does not roll: "before" excludes the day, "by" includes it', () => {
    const calendar = new WorkingCalendar(() => 'none', []);
    const sunday = parseDay('2024-05-19');
    expect(lastDayInTime({ kind: 'BY', day: sunday, length: null }, calendar)).toBe(sunday);
    expect(lastDayInTime({ kind: 'BEFORE', day: parseDay('2024-05-15'), length: null }, calendar)).toBe(
      parseDay('2024-05-14'),
    );
    expect(lastDayInTime({ kind: 'NONE', day: null, length: null }, calendar)).toBeNull();
  });
});

describe('legal figures and sentences', () => {
  it('a figure has the value of its day, none before the first and none after a repeal', () => {
    const basis = cite('335/2025/NĐ-CP');
    const figure = dated('x', 'x', [
      { from: '2026-01-01', value: '0.25', basis },
      { from: '2027-01-01', value: '0.2', basis },
      { from: '2028-01-01', value: null, basis },
    ]);
    const on = (day: string) => parameterOn(figure, parseDay(day))?.value;
    expect(on('2025-12-31')).toBeUndefined();
    expect(on('2026-01-01')).toEqual(parseFraction('0.25'));
    expect(on('2027-06-01')).toEqual(parseFraction('0.2'));
    expect(on('2028-01-01')).toBeUndefined();
  });

  it('a sentence is filled whole or not at all', () => {
    expect(fill('{a} trên {b}', { a: 1, b: 2 })).toBe('1 trên 2');
    expect(placesOf('{a} trên {b}')).toEqual(['a', 'b']);
    expect(() => fill('{a}', {})).toThrow(/lacks/);
  });
});

describe('what rows say', () => {
  it('is asked of each row once, in the order of the rows, as often as it is counted', () => {
    const rows = fc.array(
      fc.nat({ max: 9 }).map((n) => ({ n })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 6 })), (all, picks) => {
        const said = new Map<object, unknown>();
        const requested: object[] = [];
        for (const pick of picks) {
          const some = pick.flatMap((index) => all[index] ?? []);
          const answers = eachOnce(some, said, (row) => {
            requested.push(row);
            return { double: row.n * 2 };
          });
          expect(answers).toEqual(some.map(({ n }) => ({ double: n * 2 })));
          expect(eachOnce(some, undefined, (row) => ({ double: row.n * 2 }))).toEqual(answers);
        }
        expect(new Set(requested).size).toBe(requested.length);
      }),
    );
  });
});
