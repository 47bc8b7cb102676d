// Terms under Civil Code 2015 arts 147-148 across the Tết closure of 2026: derived vectors, nobody published them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import { lastDayInTime } from '../../rules/kit/due-date.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';

interface Vector {
  readonly start: string;
  readonly term: string;
  readonly effective_end: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('deadline-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
const tet = Array.from({ length: 9 }, (_, index) => parseDay('2026-02-14') + index);
const calendar = new WorkingCalendar(() => 'Tết 2026', [{ year: 2026, closed: tet, worked: [] }]);

describe('terms across Tết 2026', () => {
  for (const { start, term, effective_end: end } of vectors) {
    it(`${term} from ${start} end on ${end}`, () => {
      const [length, ...unit] = term.split(' ');
      const kind = unit.join(' ') === 'days' ? 'TERM_DAYS' : 'TERM_WORKING_DAYS';
      const last = lastDayInTime({ kind, day: parseDay(start), length: Number(length) }, calendar);
      expect(formatDay(last!)).toBe(end);
    });
  }
});
