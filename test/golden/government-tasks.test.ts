import { describe, expect, it } from 'vitest';
import { onTimeShare } from '../../rules/deadline/on-time-share/rule.ts';
import type { Timeliness } from '../../rules/facts/task.ts';
import { taskFact } from '../../rules/facts/task.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import {
  ONE,
  decimalText,
  exactText,
  fraction,
  multiply,
  round,
  subtract,
} from '../../rules/kit/fraction.ts';
import type { Scored } from '../../rules/kit/outcome.ts';
import { inputFor } from '../support/rule-input.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';
import published from './government-tasks.json' with { type: 'json' };

type Counts = Required<(typeof published.cases)[number]>;

/** A published case; each test names only the counts that its source gives. */
function caseNamed(id: string): Counts {
  return published.cases.find((entry) => entry.id === id) as Counts;
}

const year2017 = caseNamed('2017');
const months2017 = caseNamed('2017-01..08');
const august2016 = caseNamed('2016-08');
const haTinh = caseNamed('ha-tinh-2023');

const percent = (share: Fraction) => multiply(share, fraction(100));
const truncated = (share: Fraction, places: number) => exactText(round(percent(share), places, 'DOWN'));

function judged(counts: Partial<Record<Timeliness, number>>): Scored {
  const input = inputFor(onTimeShare, '2017');
  const task = Object.entries(counts).flatMap(([timeliness, number]) =>
    Array.from({ length: number }, (_, index) =>
      rowOf(taskFact, { code: `${timeliness}-${index}`, timeliness, dueOn: '2017-06-30' }, input.period.from),
    ),
  );
  return onTimeShare.evaluate({ ...input, facts: { task } as never }) as Scored;
}

describe('tasks assigned by the Government and the Prime Minister, as published', () => {
  it.each([year2017, august2016])('$id: the four states add up to all tasks', (counts) => {
    expect(counts.doneOnTime + counts.doneLate).toBe(counts.done);
    expect(counts.openInTerm + counts.openOverdue).toBe(counts.open);
    expect(counts.done + counts.open).toBe(counts.total);
  });

  it('2017: done of due was truncated to 98.62, and overdue published as its complement 1.38', () => {
    const done = fraction(year2017.done, year2017.done + year2017.openOverdue);
    expect(truncated(done, 2)).toBe(year2017.publishedDoneOfDue);
    const complement = subtract(fraction(100), round(percent(done), 2, 'DOWN'));
    expect(exactText(complement)).toBe(year2017.publishedOverdueOfDue);
  });

  it('2017: rounding half up would have given 98.63 and 1.37', () => {
    const done = fraction(year2017.done, year2017.done + year2017.openOverdue);
    expect(decimalText(percent(done), 2)).toBe('98.63');
    expect(decimalText(percent(subtract(ONE, done)), 2)).toBe('1.37');
  });

  it('January to August 2017: done and overdue are all that was due, and 91.8 is published', () => {
    expect(months2017.done + months2017.openOverdue).toBe(months2017.due);
    const done = fraction(months2017.done, months2017.due);
    expect(truncated(done, 1)).toBe(months2017.publishedDoneOfDue);
    expect(decimalText(percent(done), 1)).toBe(months2017.publishedDoneOfDue);
  });

  it('August 2016: done of due and done of all differ by the tasks still in term', () => {
    const { done, openOverdue, openInTerm, total } = august2016;
    expect(done + openOverdue + openInTerm).toBe(total);
    expect(truncated(fraction(done, done + openOverdue), 2)).toBe('90.85');
    expect(truncated(fraction(done, total), 2)).toBe('46.67');
  });

  it('Hà Tĩnh 2023: the published 29.32 is of all tasks; of those due it is 100', () => {
    const { done, openOverdue, total, publishedDoneOfAll } = haTinh;
    expect(truncated(fraction(done, total), 2)).toBe(publishedDoneOfAll);
    expect(decimalText(percent(fraction(done, total)), 2)).toBe(publishedDoneOfAll);
    expect(truncated(fraction(done, done + openOverdue), 2)).toBe('100');
  });
});

describe('the on-time share on the published counts', () => {
  it.each([year2017, august2016])('$id: on time over done and overdue, exactly', (counts) => {
    const { doneOnTime, doneLate, openInTerm, openOverdue } = counts;
    const { share, arithmetic } = judged({
      DONE_ON_TIME: doneOnTime,
      DONE_LATE: doneLate,
      OPEN_IN_TERM: openInTerm,
      OPEN_OVERDUE: openOverdue,
    });
    expect(arithmetic.data).toEqual({ onTime: doneOnTime, due: counts.done + openOverdue });
    expect(share).toEqual(fraction(doneOnTime, counts.done + openOverdue));
  });

  it('Hà Tĩnh 2023: tasks still in term lower nothing', () => {
    const { share, arithmetic } = judged({ DONE_ON_TIME: haTinh.done, OPEN_IN_TERM: haTinh.openInTerm });
    expect(share).toEqual(ONE);
    expect(arithmetic.data).toEqual({ onTime: 39, due: 39 });
  });
});
