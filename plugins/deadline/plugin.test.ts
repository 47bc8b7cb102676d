import { describe, expect, it } from 'vitest';
import { deadlinePlugin as plugin } from './plugin.ts';

describe('the deadline plugin', () => {
  it.each([
    ['a deduction above one', 'days-late', { deductionPerDay: '1.1' }],
    ['a cap of no day', 'days-late', { capPerTask: 0 }],
    [
      'days that rise',
      'carried-over',
      {
        weights: [
          { fromWorkingDays: 5, weight: '1' },
          { fromWorkingDays: 9, weight: '2' },
        ],
      },
    ],
    [
      'fewer days that weigh more',
      'carried-over',
      {
        weights: [
          { fromWorkingDays: 9, weight: '1' },
          { fromWorkingDays: 5, weight: '2' },
        ],
      },
    ],
    ['no kind of directing act', 'directing', { kinds: [] }],
    ['no act required', 'directing', { required: { month: 0 } }],
  ])('refuses %s', (_, id, config) => {
    expect(plugin.configuration.safeParse({ criteria: { [id]: { config } } }).success).toBe(false);
  });
});
