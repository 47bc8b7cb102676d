import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { taskFact } from '../../rules/facts/task.ts';
import { convertedProgress } from '../../rules/home-affairs/converted-progress/rule.ts';
import { convertedQuality } from '../../rules/home-affairs/converted-quality/rule.ts';
import { convertedQuantity } from '../../rules/home-affairs/converted-quantity/rule.ts';
import { exactText, parseFraction } from '../../rules/kit/fraction.ts';
import { parameterOn } from '../../rules/kit/parameter.ts';
import type { Rule } from '../../rules/kit/rule.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';

interface Vector {
  readonly name: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

type Task = Readonly<Record<string, unknown>>;

const golden = JSON.parse(readFileSync(new URL('./decree-335.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
const period = periodNamed('2026-Q1');

/** The share that a rule gives the tasks, as exact text. */
function shareOf(rule: Rule, tasks: readonly Task[]): string {
  const outcome = rule.evaluate({
    subject: { kind: 'UNIT', unit: 'U', unitKind: 'DEPARTMENT', superiorUnit: 'P' },
    facts: { task: tasks.map((task) => rowOf(taskFact, task, period.from)) } as never,
    config: rule.config.parse({}),
    parameters: Object.fromEntries(
      Object.entries(rule.parameters).map(([name, entry]) => [name, parameterOn(entry, period.from)!.value]),
    ),
    period,
    asOf: period.cutOff,
    calendar: new WorkingCalendar(() => 'golden', []),
  });
  return outcome.kind === 'SCORED' ? exactText(outcome.share) : outcome.kind;
}

/** So many done products of one unit each, of full quality and on time unless told otherwise. */
function done(count: number, differing: Task = {}): Task[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `D${index}`,
    timeliness: 'DONE_ON_TIME',
    assignedUnits: '1',
    doneUnits: '1',
    acceptedUnits: '1',
    ...differing,
  }));
}

function overdue(count: number): Task[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `O${index}`,
    timeliness: 'OPEN_OVERDUE',
    dueOn: '2026-02-10',
    assignedUnits: '1',
  }));
}

/** Tasks that stand behind the vectors; the vectors give the ratios only. */
const behind: Readonly<Record<string, readonly Task[]>> = {
  'all done': done(7),
  '5 assigned 1 done (14/70)': [...done(1), ...overdue(4)],
  'leader, one weak subordinate d=50%': done(2),
  'leader all three 50%': done(2),
  'one late of four equal items, one delay (c=15/16)': [
    ...done(3),
    ...done(1, { code: 'L', timeliness: 'DONE_LATE', dueOn: '2026-02-10', missedDates: 1 }),
  ],
};

describe('the ratios of Decree 335/2025, article 14', () => {
  it.each(golden.vectors)('$name', ({ name, a, b, c }) => {
    const tasks = behind[name]!;
    expect({
      a: shareOf(convertedQuantity, tasks),
      b: shareOf(convertedQuality, tasks),
      c: shareOf(convertedProgress, tasks),
    }).toEqual({
      a: exactText(parseFraction(String(a))),
      b: exactText(parseFraction(String(b))),
      c: exactText(parseFraction(String(c))),
    });
  });

  it('weighs converted units: one product of coefficient 20 and four of coefficient 1', () => {
    const large = { code: 'L', assignedUnits: '20', doneUnits: '20', acceptedUnits: '20' };
    const tasks = [
      { ...large, timeliness: 'DONE_LATE', dueOn: '2026-02-10', missedDates: 2, failedReviews: 1 },
      ...done(3),
      ...overdue(1),
    ];
    expect(shareOf(convertedQuantity, tasks)).toBe('23/24');
    // 20 × 0.75 + 3 of 24, and 20 × 0.5 + 3 of 24.
    expect(shareOf(convertedQuality, tasks)).toBe('0.75');
    expect(shareOf(convertedProgress, tasks)).toBe('13/24');
  });

  it('converts fractions of a unit exactly: 2.6 and 0.4 of 3.6', () => {
    const tasks = [
      { code: 'A', timeliness: 'DONE_ON_TIME', assignedUnits: '2.6', doneUnits: '2.6', acceptedUnits: '2.6' },
      { code: 'B', timeliness: 'DONE_ON_TIME', assignedUnits: '1', doneUnits: '0.4', acceptedUnits: '0.2' },
    ];
    expect(shareOf(convertedQuantity, tasks)).toBe('5/6');
    expect(shareOf(convertedQuality, tasks)).toBe('7/9');
    expect(shareOf(convertedProgress, tasks)).toBe('1');
  });
});
