// What a reorganisation does to figures and posts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { head, leader, line, told as record } from './story.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const told = (...acts: readonly Story[]) => record(database, acts);

describe('a reorganisation', () => {
  it.each([
    ['by one way', []],
    ['by two ways, each unit once', [{ predecessor: 'E', successor: 'G', kind: 'MERGE', on: '2024-05-01' }]],
  ])('a merger into a unit that merges in turn: all of them are pooled, %s', async (_, otherWay) => {
    const department = (code: string, closedOn?: string) => ({
      code,
      name: `Sở ${code}`,
      kind: 'DEPARTMENT',
      parent: 'P',
      openedOn: '2020-01-01',
      closedOn,
    });
    const reading = (unit: string, coversTo: string, numerator: string) => ({
      metric: 'M',
      unit,
      coversFrom: '2024-04-01',
      coversTo,
      source: 'PORTAL',
      kind: 'RATIO',
      numerator,
      denominator: '100',
      knownOn: '2024-06-30',
    });
    const { leaders } = await told(
      {
        leader: [leader('X')],
        metric: [{ code: 'M', title: 'Tỷ lệ trực tuyến', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
      },
      {
        unit: [department('E', '2024-05-01'), department('F', '2024-06-01'), department('G')],
        unitLineage: [
          { predecessor: 'E', successor: 'F', kind: 'MERGE', on: '2024-05-01' },
          { predecessor: 'F', successor: 'G', kind: 'MERGE', on: '2024-06-01' },
          ...otherWay,
        ],
        appointment: [head('X', 'G', '2023-01-01')],
        reading: [reading('E', '2024-04-30', '10'), reading('F', '2024-05-31', '95')],
        target: [
          {
            code: 'M@G',
            metric: 'M',
            unit: 'G',
            kind: 'HOLD_DURING',
            from: '2024-04-01',
            by: '2024-06-30',
            minimum: '70',
          },
        ],
      },
    );
    const { body } = (await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!;
    expect(JSON.stringify(line(body, 'targets/attainment').criterion)).toContain('52.5');
  });

  it('a post in a unit that has ended: it ends with the unit, and stands in no later period', async () => {
    const { leaders } = await told(
      { leader: [leader('X')] },
      {
        unit: [
          {
            code: 'E',
            name: 'Sở E',
            kind: 'DEPARTMENT',
            parent: 'P',
            openedOn: '2020-01-01',
            closedOn: '2024-05-01',
          },
        ],
        appointment: [head('X', 'E', '2024-04-30')],
      },
    );
    expect((await leaders('2024-Q2', '2024-07-10', ['X'])).get('X')!.body.subject).toMatchObject({
      to: '2024-05-01',
    });
    expect((await leaders('2024-Q3', '2024-10-10', ['X'])).get('X')).toBeNull();
  });
});
