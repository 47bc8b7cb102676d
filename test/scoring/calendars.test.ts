// What a notice of working days does to cards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { head, leader, task, told } from './story.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const STORY = {
  leader: [leader('X')],
  appointment: [head('X', 'A', '2023-01-01')],
  task: [task('T1', '2024-05-15')],
};

/** The version of the calendar on the card of X, once these years have their notices. */
async function version(...calendarYear: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  const { leaders } = await told(database, [STORY, { calendarYear }]);
  const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
  return body.calendar;
}

const year = (number: number, closed: string) => ({
  year: number,
  closed: closed.split(';'),
  worked: [],
  confidence: 'READ',
});

describe('a notice', () => {
  it('of another year changes no card', async () => {
    const without = await version(year(2024, '2024-05-01'));
    expect(await version(year(2024, '2024-05-01'), year(2040, '2040-05-01'))).toBe(without);
    expect(await version(year(2024, '2024-05-01'), year(2021, '2021-05-01'))).toBe(without);
  });

  it('of the year of the period, and of the year before in which terms begin, is part of the card', async () => {
    const without = await version(year(2024, '2024-05-01'));
    expect(await version(year(2024, '2024-04-30;2024-05-01'))).not.toBe(without);
    expect(await version(year(2024, '2024-05-01'), year(2023, '2023-05-01'))).not.toBe(without);
  });
});
