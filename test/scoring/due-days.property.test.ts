// A report falls due on the same days whichever part of the calendar is looked at.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, parseDay } from '../../rules/kit/day.ts';
import { dueDaysIn, mostDueDaysIn } from '../../server/modules/report/due-days.ts';

const FIRST = parseDay('2015-01-01');
const anyDay = fc.integer({ min: FIRST, max: FIRST + 4000 });
const step = { MONTHLY: 1, QUARTERLY: 3 } as const;

describe('due days of a report', () => {
  it('monthly and quarterly: the first one’s day of the month, in every month or quarter since, up to the last', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('MONTHLY', 'QUARTERLY'),
        anyDay,
        fc.option(anyDay, { nil: null }),
        anyDay,
        anyDay,
        (frequency, firstDueOn, lastDueOn, from, to) => {
          const every = Array.from({ length: 150 }, (_, index) =>
            addMonths(firstDueOn, index * step[frequency]),
          );
          const duty = { frequency, everyDays: null, firstDueOn, lastDueOn };
          expect(dueDaysIn(duty, from, to).length).toBeLessThanOrEqual(mostDueDaysIn(duty, from, to));
          expect(dueDaysIn(duty, from, to)).toEqual(
            every.filter((day) => day >= from && day < to && (lastDueOn === null || day <= lastDueOn)),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
