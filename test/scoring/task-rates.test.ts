import { describe, expect, it } from 'vitest';
import type { RateCounts } from '../../server/tracking/task-rates.ts';
import { taskRates } from '../../server/tracking/task-rates.ts';
import published from '../golden/government-tasks.json' with { type: 'json' };

type Case = (typeof published.cases)[number];

/** A published case as counts; what its source does not split stands at zero and in no rate asserted below. */
function countsOf(id: string): { readonly given: Case; readonly counts: RateCounts } {
  const given = published.cases.find((entry) => entry.id === id)!;
  const { total, done, doneOnTime = done, doneLate = 0, openOverdue } = given;
  return { given, counts: { all: total, done, doneOnTime, doneLate, openOverdue } };
}

describe('rates of tasks against what authorities published', () => {
  it('2017: truncated, done and overdue of due are the published pair', () => {
    const { given, counts } = countsOf('2017');
    const rates = taskRates(counts, 'DOWN', 2);
    expect(rates.doneOfDue).toBe(given.publishedDoneOfDue);
    expect(rates.overdueOfDue).toBe(given.publishedOverdueOfDue);
    // 16051 of 21914 = 73.2454…; 14068 of 16051 = 87.6456…
    expect(rates.doneOfAll).toBe('73.24');
    expect(rates.onTimeOfDone).toBe('87.64');
  });

  it('2017: half up gives another pair, which adds up to 100 too', () => {
    const { counts } = countsOf('2017');
    expect(taskRates(counts, 'HALF_UP', 2)).toEqual({
      doneOfAll: '73.25',
      doneOfDue: '98.63',
      overdueOfDue: '1.37',
      onTimeOfDone: '87.65',
    });
  });

  it.each(['HALF_UP', 'DOWN'] as const)(
    'January to August 2017: 91.8 of due to one place, %s',
    (rounding) => {
      const { given, counts } = countsOf('2017-01..08');
      const { doneOfDue, overdueOfDue } = taskRates(counts, rounding, 1);
      expect(doneOfDue).toBe(given.publishedDoneOfDue);
      expect(overdueOfDue).toBe('8.2');
    },
  );

  it.each(['HALF_UP', 'DOWN'] as const)(
    'Hà Tĩnh 2023: 29.32 of all, while all of due is done, %s',
    (rounding) => {
      const { given, counts } = countsOf('ha-tinh-2023');
      const rates = taskRates(counts, rounding, 2);
      expect(rates.doneOfAll).toBe(given.publishedDoneOfAll);
      expect(rates.doneOfDue).toBe('100');
      expect(rates.overdueOfDue).toBe('0');
    },
  );
});

describe('rates of tasks', () => {
  it('a zero denominator gives no rate, and no complement of one', () => {
    const none = { all: 0, done: 0, doneOnTime: 0, doneLate: 0, openOverdue: 0 };
    expect(taskRates(none, 'HALF_UP', 2)).toEqual({
      doneOfAll: null,
      doneOfDue: null,
      overdueOfDue: null,
      onTimeOfDone: null,
    });
  });

  it('tasks done without due date are of all, and in no rate of due', () => {
    expect(taskRates({ all: 4, done: 3, doneOnTime: 1, doneLate: 1, openOverdue: 1 }, 'HALF_UP', 2)).toEqual({
      doneOfAll: '75',
      doneOfDue: '66.67',
      overdueOfDue: '33.33',
      onTimeOfDone: '50',
    });
  });
});
