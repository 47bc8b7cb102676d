import { describe, expect, it } from 'vitest';
import { classify } from '../../plugins/engine/classify.ts';
import { evaluateCard, leaves } from '../../plugins/engine/evaluate.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { HEAD, cardFrom, planOf } from '../support/plans.ts';

const REPRIMAND = {
  code: 'G',
  unit: null,
  leader: 'L',
  field: null,
  termFrom: null,
  decidedOn: parseDay('2025-03-10'),
  kind: 'DISCIPLINE',
  severity: 'REPRIMAND',
  decidedBy: null,
  document: '1/QĐ',
  revokedOn: null,
};

describe('an unknown condition', () => {
  const plan = planOf('decree-90-2020', '2025');

  const unrated = {
    code: 'B',
    unit: 'U',
    leader: null,
    field: null,
    termFrom: null,
    decidedOn: parseDay('2025-12-31'),
    subordinate: 'B',
    of: 'UNIT',
    rating: null,
    number: 1,
    ratingSource: null,
  };

  it('earns no class by having nothing to judge', () => {
    expect(classify(cardFrom(plan, {}))).toMatchObject({
      rating: null,
      withheld: { kind: 'NOTHING_APPLIES' },
    });
  });

  it('withholds the class that lies above its ceiling', () => {
    expect(classify(cardFrom(plan, { 'subordinate-rating': [unrated] }))).toMatchObject({
      rating: null,
      withheld: { kind: 'UNKNOWN_CONDITION', of: 'home-affairs/subordinate-classes' },
    });
  });

  it('withholds nothing where the class lies no higher anyway', () => {
    expect(classify(cardFrom(plan, { gate: [REPRIMAND] }))).toMatchObject({
      rating: 'NOT_COMPLETED',
      withheld: null,
      ceilings: [{ kind: 'LIMIT', of: 'home-affairs/discipline' }],
    });
  });
});

describe('what the own unit owes', () => {
  const plan = planOf('project-06-leader-2024', '2024-Q2');
  const directing = (asOf: string) => {
    const card = evaluateCard(plan, { subject: HEAD, facts: {}, inherited: {} }, parseDay(asOf));
    const { line } = [...leaves(card)].find((leaf) => leaf.line.planned.id === 'deadline/directing')!;
    return { charged: line.open.map(({ charged }) => charged), isOpen: line.reach.n > 0n };
  };

  it('is charged once it is missing, never while it is still pending', () => {
    expect(directing('2024-06-29')).toEqual({ charged: [false], isOpen: true });
    expect(directing('2024-06-30')).toEqual({ charged: [true], isOpen: false });
  });
});

describe('what is open', () => {
  it('holds the class back even where rounding hides it from the total', () => {
    const plan = planOf('project-06-leader-2024', '2024-Q2', {
      parts: [
        { plugin: 'deadline', max: '99.999' },
        { plugin: 'targets', max: '0.001' },
      ],
      minimumApplicable: '0',
    });
    const card = cardFrom(plan, {});
    // The index result is owed by nobody named: a thousandth of a point is open and rounds to nothing.
    expect(card.points).toEqual(card.reach);
    expect(classify(card)).toMatchObject({ rating: null, withheld: { kind: 'OPEN_POINTS' } });
  });
});
