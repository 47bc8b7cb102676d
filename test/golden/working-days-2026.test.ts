// Terms of working days in 2026, by the notices of the sample data: derived vectors, nobody published them.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import { lastDayInTime } from '../../rules/kit/due-date.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';

/** The calendar of a sample folder, later rows of a year replacing earlier ones. */
function calendarOf(folder: string): WorkingCalendar {
  const file = new URL(`../../server/sample/${folder}/calendar-years.csv`, import.meta.url);
  const rows = parse<Record<string, string>>(readFileSync(file), { columns: true });
  const days = (cell: string) => (cell === '' ? [] : cell.split(';').map(parseDay));
  const years = new Map(
    rows.map((row) => [
      Number(row['year']),
      { year: Number(row['year']), closed: days(row['closed']!), worked: days(row['worked']!) },
    ]),
  );
  return new WorkingCalendar(() => folder, [...years.values()]);
}

describe.each(['phu-tho-2026-q3', 'tinh-mau'])('by the calendar of %s', (folder) => {
  const calendar = calendarOf(folder);
  it.each([
    ['2025-12-31', 5, '2026-01-09', 'Friday 2 January is exchanged for Saturday 10 January'],
    ['2026-02-12', 10, '2026-03-05', 'Tết'],
    ['2026-04-24', 3, '2026-05-04', 'the Hùng Kings’ day, 30 April and 1 May'],
    ['2026-08-20', 2, '2026-08-22', 'a Saturday that is worked'],
    ['2026-08-26', 5, '2026-09-07', 'National Day'],
    ['2026-11-20', 2, '2026-11-25', '24 November, Resolution 28/2026/QH16'],
    ['2026-11-19', 7, '2026-12-01', '24 November, Resolution 28/2026/QH16'],
  ])('%s and %i working days end on %s: %s', (start, length, end) => {
    const last = lastDayInTime({ kind: 'TERM_WORKING_DAYS', day: parseDay(start), length }, calendar);
    expect(formatDay(last!)).toBe(end);
  });

  it('a term of 10 days from 5 February 2026 rolls from Sunday over Tết to 23 February', () => {
    const last = lastDayInTime({ kind: 'TERM_DAYS', day: parseDay('2026-02-05'), length: 10 }, calendar);
    expect(formatDay(last!)).toBe('2026-02-23');
  });
});
