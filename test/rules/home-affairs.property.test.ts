import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIMELINESS, taskFact } from '../../rules/facts/task.ts';
import { convertedProgress } from '../../rules/home-affairs/converted-progress/rule.ts';
import { convertedQuality } from '../../rules/home-affairs/converted-quality/rule.ts';
import { convertedQuantity } from '../../rules/home-affairs/converted-quantity/rule.ts';
import { ONE, ZERO, add, compare, exactText, sum } from '../../rules/kit/fraction.ts';
import type { Outcome } from '../../rules/kit/outcome.ts';
import { parameterOn } from '../../rules/kit/parameter.ts';
import type { Rule } from '../../rules/kit/rule.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../../rules/kit/period.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';

const RATIOS = [convertedQuantity, convertedQuality, convertedProgress];
const period = periodNamed('2026-Q1');

type Row = Record<string, unknown> & {
  assignedUnits: bigint | null;
  doneUnits: bigint | null;
  acceptedUnits: bigint | null;
};

function judge(rule: Rule, rows: readonly Row[]): Outcome {
  return rule.evaluate({
    subject: { kind: 'UNIT', unit: 'U', unitKind: 'DEPARTMENT', superiorUnit: 'P' },
    facts: { task: rows } as never,
    config: rule.config.parse({}),
    parameters: Object.fromEntries(
      Object.entries(rule.parameters).map(([name, entry]) => [name, parameterOn(entry, period.from)!.value]),
    ),
    period,
    asOf: period.cutOff,
    calendar: new WorkingCalendar(() => 'properties', []),
  });
}

/** What is known and what is still open, as text; the share alone where the criterion does not apply is no number. */
function result(rule: Rule, rows: readonly Row[]): string {
  const outcome = judge(rule, rows);
  if (outcome.kind === 'NOT_APPLICABLE') return outcome.kind;
  return `${exactText(outcome.share)} + ${exactText(sum(outcome.open.map((open) => open.share)))}`;
}

const units = fc.option(fc.bigInt({ min: 0n, max: 900_000n }));
const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      timeliness: fc.constantFrom(...TIMELINESS),
      carriedOver: fc.boolean(),
      lateExcused: fc.boolean(),
      missedDates: fc.nat(6),
      failedReviews: fc.nat(6),
      excusedReviews: fc.nat(6),
      assignedUnits: units,
      doneUnits: units,
      acceptedUnits: units,
    }),
    { maxLength: 12 },
  )
  .map((tasks) =>
    tasks.map(({ assignedUnits, doneUnits, acceptedUnits, ...rest }, index) => {
      const row = rowOf(taskFact, { code: `T${index}`, dueOn: '2026-02-10', ...rest }, period.from);
      return { ...row, assignedUnits, doneUnits, acceptedUnits };
    }),
  );

describe.each(RATIOS)('$id', (rule) => {
  it('stays inside 0…1, open parts included', () => {
    fc.assert(
      fc.property(rows, (tasks) => {
        const outcome = judge(rule, tasks);
        if (outcome.kind === 'NOT_APPLICABLE') return;
        const reach = add(outcome.share, sum(outcome.open.map((open) => open.share)));
        expect(compare(outcome.share, ZERO)).toBeGreaterThanOrEqual(0);
        expect(compare(reach, ONE)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('accounts for every point: known, open and lost add up to one', () => {
    fc.assert(
      fc.property(rows, (tasks) => {
        const outcome = judge(rule, tasks);
        if (outcome.kind === 'NOT_APPLICABLE') return;
        const lost = sum(outcome.findings.map((finding) => finding.loss ?? ZERO));
        const open = sum(outcome.open.map((entry) => entry.share));
        expect(exactText(add(outcome.share, add(lost, open)))).toBe('1');
      }),
    );
  });

  it('lands between what was known and what was open, whatever the missing reports say', () => {
    const reported = fc.constantFrom('DONE_ON_TIME', 'DONE_LATE', 'OPEN_OVERDUE');
    const told = rows.chain((tasks) =>
      fc.tuple(fc.constant(tasks), fc.array(reported, { minLength: tasks.length, maxLength: tasks.length })),
    );
    const bounds = (outcome: Outcome) => {
      if (outcome.kind === 'NOT_APPLICABLE') return { low: ZERO, high: ZERO };
      return {
        low: outcome.share,
        high: add(outcome.share, sum(outcome.open.map((entry) => entry.share))),
      };
    };
    fc.assert(
      fc.property(told, ([tasks, reports]) => {
        const before = bounds(judge(rule, tasks));
        const later = tasks.map((row, at) =>
          row['timeliness'] === 'PROGRESS_UNKNOWN' ? { ...row, timeliness: reports[at] } : row,
        );
        const after = bounds(judge(rule, later));
        expect(compare(after.low, before.low)).toBeGreaterThanOrEqual(0);
        expect(compare(after.high, before.high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('does not depend on the order of tasks', () => {
    const shuffled = rows.chain((tasks) =>
      fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
    );
    fc.assert(
      fc.property(shuffled, ([tasks, other]) => {
        expect(result(rule, other)).toBe(result(rule, tasks));
      }),
    );
  });

  it('is unchanged when all units are multiplied by one constant', () => {
    fc.assert(
      fc.property(rows, fc.bigInt({ min: 1n, max: 500n }), (tasks, k) => {
        const times = (value: bigint | null) => (value === null ? null : value * k);
        const scaled = tasks.map((task) => ({
          ...task,
          assignedUnits: times(task.assignedUnits),
          doneUnits: times(task.doneUnits),
          acceptedUnits: times(task.acceptedUnits),
        }));
        expect(result(rule, scaled)).toBe(result(rule, tasks));
      }),
    );
  });
});

describe('relief', () => {
  it('a certified cause never lowers progress', () => {
    fc.assert(
      fc.property(rows, (tasks) => {
        const before = judge(convertedProgress, tasks);
        const after = judge(
          convertedProgress,
          tasks.map((task) => ({ ...task, lateExcused: true })),
        );
        expect(after.kind).toBe(before.kind);
        if (before.kind === 'SCORED' && after.kind === 'SCORED')
          expect(compare(after.share, before.share)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('an excused review never lowers quality', () => {
    fc.assert(
      fc.property(rows, (tasks) => {
        const excused = tasks.map((task) => ({ ...task, excusedReviews: task['failedReviews'] }));
        const before = judge(convertedQuality, tasks);
        const after = judge(convertedQuality, excused);
        expect(after.kind).toBe(before.kind);
        if (before.kind === 'SCORED' && after.kind === 'SCORED')
          expect(compare(after.share, before.share)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
