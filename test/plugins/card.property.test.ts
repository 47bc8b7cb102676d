import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvaluationBatch } from '../../plugins/engine/evaluation-batch.ts';
import type { AdjustmentBody, CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import { cardBody } from '../../plugins/engine/card.ts';
import { canonicalText, digestOf } from '../../plugins/engine/digest.ts';
import { evaluateIn } from '../../plugins/engine/evaluate.ts';
import { leaderBody } from '../../plugins/engine/leader.ts';
import type { SchemeInput } from '../../plugins/engine/scheme.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import {
  add,
  compare,
  equal,
  exactText,
  multiply,
  parseFraction,
  subtract,
  sum,
} from '../../rules/kit/fraction.ts';
import { arbitraryRows } from '../support/arbitrary-rows.ts';
import { HEAD, cardFrom, planOf } from '../support/plans.ts';

const value = (text: string): Fraction => parseFraction(text);
const adjusted = (entries: readonly AdjustmentBody[]): Fraction =>
  sum(entries.map((entry) => value(entry.points)));

/** Every line is its children, or its share of the maximum, plus its adjustments: exactly. */
function addsUp(line: LineBody): void {
  line.children.forEach(addsUp);
  if (line.state === 'NOT_APPLICABLE' && line.kind !== 'APPOINTMENT') return;
  const below =
    line.criterion === null
      ? sum(line.children.map((child) => value(child.points)))
      : line.criterion.share === null
        ? value('0')
        : multiply(value(line.criterion.share), value(line.max));
  expect(line.points, line.id).toBe(exactText(add(below, adjusted(line.adjustments))));
  expect(compare(value(line.open), value('0'))).toBeGreaterThanOrEqual(0);
}

function cardAddsUp(body: CardBody): void {
  body.lines.forEach(addsUp);
  const below = sum(body.lines.map((line) => value(line.points)));
  expect(body.points).toBe(exactText(add(below, adjusted(body.adjustments))));
}

const VARIANTS: readonly (readonly [string, string, string, Partial<SchemeInput>])[] = [
  ['points of an example scheme, rounded in total', 'project-06-leader-2024', '2024-Q2', {}],
  [
    'rounded at every criterion',
    'project-06-leader-2024',
    '2024-Q2',
    { rounding: { step: 'CRITERION', places: 2, mode: 'HALF_UP' } },
  ],
  [
    'truncated at every part',
    'project-06-leader-2024',
    '2024-Q2',
    { rounding: { step: 'PART', places: 1, mode: 'DOWN' } },
  ],
  ['scaled up over the whole card', 'project-06-leader-2024', '2024-Q2', { renormalise: 'CARD' }],
  ['not scaled up', 'civil-servant-2026', '2026-Q2', { renormalise: 'NONE', bands: null }],
  ['Decree 335', 'civil-servant-2026', '2026-Q2', {}],
  ['Regulation 366', 'regulation-366-2025', '2026-Q2', {}],
  ['Decision 766', 'service-index-2026', '2026-Q3', {}],
  ['a year of quarters', 'civil-servant-2026-year', '2026', {}],
  ['emulation', 'emulation-2026', '2026', {}],
];

describe('every card', () => {
  for (const [name, scheme, period, changes] of VARIANTS) {
    const plan = planOf(scheme, period, changes);
    const facts = fc.record(Object.fromEntries(plan.needs.map((fact) => [fact.id, arbitraryRows(fact)])));

    it(`adds up to its total, roundings included, whatever the facts: ${name}`, () => {
      fc.assert(
        fc.property(facts, (rows) => cardAddsUp(cardBody(cardFrom(plan, rows)))),
        { numRuns: 60 },
      );
    });

    it(`gives the same bytes twice: ${name}`, () => {
      fc.assert(
        fc.property(facts, (rows) => {
          const once = cardBody(cardFrom(plan, rows));
          const twice = cardBody(cardFrom(planOf(scheme, period, changes), structuredClone(rows)));
          expect(canonicalText(twice)).toBe(canonicalText(once));
          expect(digestOf(JSON.parse(JSON.stringify(once)) as CardBody)).toBe(digestOf(once));
        }),
        { numRuns: 20 },
      );
    });

    it(`is the same whether its rows are judged for it alone or for others too: ${name}`, () => {
      fc.assert(
        fc.property(facts, (rows) => {
          const elsewhere = { ...HEAD, unit: 'V', appointment: 'V/head' };
          const batch = new EvaluationBatch(plan, plan.period.cutOff);
          for (const [some, subject] of [
            [rows, HEAD],
            [mapped(rows, (list) => list.toReversed()), elsewhere],
            [mapped(rows, (list) => list.slice(1)), HEAD],
          ] as const) {
            const together = evaluateIn(batch, { subject, facts: some as never, inherited: {} });
            const alone = cardFrom(plan, structuredClone(some), subject);
            expect(canonicalText(cardBody(together))).toBe(canonicalText(cardBody(alone)));
          }
        }),
        { numRuns: 20 },
      );
    });
  }

  it('explains every lost point: lost, open and earned points make the maximum', () => {
    const plan = planOf('project-06-leader-2024', '2024-Q2', { rounding: { step: 'NONE' } });
    const facts = fc.record(Object.fromEntries(plan.needs.map((fact) => [fact.id, arbitraryRows(fact)])));
    fc.assert(
      fc.property(facts, (rows) => {
        const body = cardBody(cardFrom(plan, rows));
        if (body.max === null) return;
        const lost = sum(body.losses.map((loss) => value(loss.points)));
        const failed = body.lines.flatMap(leavesOf).some((line) => line.state === 'FAILED');
        if (failed) return;
        expect(exactText(sum([value(body.points), value(body.open), lost]))).toBe(body.max);
        const points = body.losses.map((loss) => value(loss.points));
        expect(points.every((entry, index) => index === 0 || compare(points[index - 1]!, entry) >= 0)).toBe(
          true,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('gives no class while points are open, and the class lies within what the card can still become', () => {
    const plan = planOf('civil-servant-2026', '2026-Q2');
    const facts = fc.record(Object.fromEntries(plan.needs.map((fact) => [fact.id, arbitraryRows(fact)])));
    fc.assert(
      fc.property(facts, (rows) => {
        const body = cardBody(cardFrom(plan, rows));
        if (body.open !== '0') expect(body.rating).toBeNull();
        if (body.rating === null) expect(body.withheld).not.toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('carries the appointment cards of a leader with two posts as lines that add up', () => {
    const plan = planOf('project-06-leader-2024', '2024-Q2');
    const facts = fc.record(Object.fromEntries(plan.needs.map((fact) => [fact.id, arbitraryRows(fact)])));
    fc.assert(
      fc.property(
        facts,
        facts,
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('BY_DAYS', 'LAST_UNIT', 'SEPARATE'),
        (a, b, days, tenure) => {
          const second = { ...HEAD, unit: 'V', appointment: 'V/head', from: HEAD.from + 30 };
          const body = leaderBody(
            [
              { body: cardBody(cardFrom(plan, a)), days },
              { body: cardBody(cardFrom(plan, b, second)), days: 91 - days },
            ],
            planOf('project-06-leader-2024', '2024-Q2', { tenure: tenure as 'BY_DAYS' }).scheme.configuration,
          );
          if (tenure === 'SEPARATE') {
            expect(body.max).toBeNull();
            expect(body.rating).toBeNull();
            return;
          }
          cardAddsUp(body);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function mapped<T>(
  rows: Readonly<Record<string, T[]>>,
  change: (list: readonly T[]) => T[],
): Record<string, T[]> {
  return Object.fromEntries(Object.entries(rows).map(([fact, list]) => [fact, change(list)]));
}

function leavesOf(line: LineBody): LineBody[] {
  return line.children.length === 0 ? [line] : line.children.flatMap(leavesOf);
}

describe('renormalisation', () => {
  it('scales what applies up to the whole, as a line of its own', () => {
    const plan = planOf('civil-servant-2026', '2026-Q2');
    const body = cardBody(cardFrom(plan, {}));
    // Nothing assigned: a, b and c do not apply, and the rest is owed by the competent body.
    const part = body.lines[0]!.children.find((line) => line.id === 'home-affairs/task-results')!;
    expect(part.children.filter((line) => line.state === 'NOT_APPLICABLE').map((line) => line.id)).toEqual([
      'home-affairs/a',
      'home-affairs/b',
      'home-affairs/c',
    ]);
    expect(part.adjustments).toMatchObject([{ kind: 'RENORMALISATION', applicableMax: '35' }]);
    expect(part.open).toBe('70');
    expect(equal(subtract(value(body.max!), value(body.open)), value('0'))).toBe(true);
  });
});
