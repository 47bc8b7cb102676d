// Derived vectors of Decree 335/2025 as whole cards: points of the task block, total and class.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardBody } from '../../plugins/engine/card.ts';
import { assessmentFact } from '../../rules/facts/assessment.ts';
import { taskFact } from '../../rules/facts/task.ts';
import { parseFraction, round } from '../../rules/kit/fraction.ts';
import { cardFrom, planOf } from '../support/plans.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';

interface Vector {
  readonly name: string;
  readonly a: number;
  readonly c: number;
  readonly d_dd_e: readonly [number, number, number] | null;
  readonly general: number;
  readonly task_score: number;
  readonly total: number;
  readonly band: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('decree-335.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
const plan = planOf('civil-servant-2026', '2026-Q2');
const first = plan.period.from;

/** Equal products of one unit each: so many done, and one of them late by one date where c lies below a. */
function tasksFor(vector: Vector) {
  const assigned = vector.a < 1 ? 5 : 4;
  const done = Math.trunc(vector.a * assigned);
  return Array.from({ length: assigned }, (_, index) => {
    const isDone = index < done;
    const isLate = vector.c < vector.a && index === 0;
    return rowOf(
      taskFact,
      {
        code: `T${index}`,
        timeliness: isDone ? (isLate ? 'DONE_LATE' : 'DONE_ON_TIME') : 'OPEN_OVERDUE',
        dueOn: '2026-05-15',
        missedDates: isDone && !isLate ? 0 : 1,
        workingDaysLate: isLate ? 3 : 0,
        assignedUnits: '1',
        doneUnits: isDone ? '1' : '0',
        acceptedUnits: isDone ? '1' : '0',
      },
      first,
    );
  });
}

/** Without d, đ and e the formula is the one for people who lead nobody: their criteria are not counted. */
function factsFor(vector: Vector) {
  const assessed = (criterion: string, value: string, maximum: string) =>
    rowOf(assessmentFact, { code: criterion, criterion, value, maximum }, first);
  return {
    task: tasksFor(vector),
    assessment: [
      ...['politics', 'expertise', 'innovation'].map((name) =>
        assessed(`general-${name}`, String(vector.general / 3), '10'),
      ),
      ...(vector.d_dd_e ?? []).map((value, index) => assessed(['d', 'dd', 'e'][index]!, String(value), '1')),
    ],
  };
}

function planWithout(criteria: readonly string[]) {
  const entries = Object.fromEntries(criteria.map((id) => [id, { counted: false }]));
  return planOf(
    'civil-servant-2026',
    '2026-Q2',
    {},
    new Map([['home-affairs', { criteria: scaledTo70(entries) }]]),
  );
}

/** For non-leaders a, b and c share the 70 points: a third each. */
function scaledTo70(uncounted: Record<string, unknown>): Record<string, unknown> {
  return { ...uncounted, ...Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { max: '70/3' }])) };
}

describe('Decree 335/2025: derived vectors as whole cards', () => {
  for (const vector of vectors) {
    it(vector.name, () => {
      const body = cardBody(cardFrom(vector.d_dd_e ? plan : planWithout(['d', 'dd', 'e']), factsFor(vector)));
      const tasks = body.lines[0]!.children.find((line) => line.id === 'home-affairs/task-results')!;
      expect(round(parseFraction(tasks.points), 4, 'HALF_UP')).toEqual(
        parseFraction(String(vector.task_score)),
      );
      // The vectors give four decimals; the card rounds the total half-up to two.
      expect(parseFraction(body.points)).toEqual(round(parseFraction(String(vector.total)), 2, 'HALF_UP'));
      expect(body.rating).toBe(vector.band);
      expect(body.open).toBe('0');
    });
  }
});
