// One leader, several posts in a period: what each post adds to the leader's card, and what it must not.
import { describe, expect, it } from 'vitest';
import type { CardBody } from '../../plugins/engine/card-body.ts';
import { cardBody } from '../../plugins/engine/card.ts';
import { leaderBody } from '../../plugins/engine/leader.ts';
import type { SchemeInput } from '../../plugins/engine/scheme.ts';
import { HEAD, cardFrom, planOf } from '../support/plans.ts';

const FIRST = cardBody(cardFrom(planOf('project-06-leader-2024', '2024-Q2'), {}));
const SECOND_POST = { ...HEAD, unit: 'V', appointment: 'V/head', from: HEAD.from + 30 };
const SECOND = cardBody(cardFrom(planOf('project-06-leader-2024', '2024-Q2'), {}, SECOND_POST));

const lossOf = (points: string) => ({
  line: 'deadline/on-time',
  points,
  findings: [{ message: 'late', data: {}, evidence: [], loss: points }],
  obstacles: [],
});

/** A settled card of 100 points, class and all. */
function settled(body: CardBody, changes: Partial<CardBody>): CardBody {
  return {
    ...body,
    max: '100',
    open: '0',
    withheld: null,
    rating: 'GOOD',
    losses: [],
    gaps: [],
    conditions: [],
    ceilings: [],
    ...changes,
  };
}

function cardOf(first: CardBody, second: CardBody, changes: Partial<SchemeInput>, days = [30, 60] as const) {
  const { configuration } = planOf('project-06-leader-2024', '2024-Q2', changes).scheme;
  return leaderBody(
    [
      { body: first, days: days[0] },
      { body: second, days: days[1] },
    ],
    configuration,
  );
}

describe('a leader with two posts', () => {
  it('by days: a post to which nothing applied takes no points away', () => {
    const nothing: CardBody = {
      ...settled(FIRST, { points: '0', max: null }),
      rating: null,
      withheld: { kind: 'NOTHING_APPLIES' },
    };
    for (const [first, second] of [
      [nothing, settled(SECOND, { points: '92', rating: 'EXCELLENT' })],
      [settled(FIRST, { points: '92', rating: 'EXCELLENT' }), { ...nothing, subject: SECOND.subject }],
    ] as const) {
      const body = cardOf(first, second, { tenure: 'BY_DAYS' });
      expect(body).toMatchObject({ points: '92', max: '100', rating: 'EXCELLENT', withheld: null });
    }
    const none = cardOf(nothing, { ...nothing, subject: SECOND.subject }, { tenure: 'BY_DAYS' });
    expect(none).toMatchObject({
      points: '0',
      max: null,
      rating: null,
      withheld: { kind: 'NOTHING_APPLIES' },
    });
  });

  it('by days: points, losses and gaps are those that the leader’s own total lost', () => {
    const gap = {
      line: 'deadline/reports',
      kind: 'MISSING_DATA',
      what: { message: 'missing', data: {} },
      owedBy: 'V',
      since: null,
      points: '9',
      charged: true,
    } as const;
    const body = cardOf(
      settled(FIRST, { points: '70', losses: [lossOf('30')] }),
      settled(SECOND, { points: '85', losses: [lossOf('15')], gaps: [gap] }),
      { tenure: 'BY_DAYS' },
    );
    expect(body.points).toBe('80');
    expect(body.losses.map(({ points, findings }) => [points, findings[0]!.loss])).toEqual([
      ['10', '10'],
      ['10', '10'],
    ]);
    expect(body.gaps).toEqual([{ ...gap, points: '6' }]);
  });

  it('by the last unit: what the former unit left open, lost or shut is no part of the new one’s card', () => {
    const body = cardOf(
      settled(FIRST, {
        points: '20',
        open: '40',
        rating: null,
        withheld: { kind: 'OPEN_POINTS' },
        ceilings: [{ kind: 'LIMIT', rating: 'NOT_COMPLETED', of: 'home-affairs/unit-discipline' }],
        losses: [lossOf('40')],
      }),
      settled(SECOND, { points: '75' }),
      { tenure: 'LAST_UNIT' },
    );
    expect(body).toMatchObject({ points: '75', open: '0', rating: 'GOOD', withheld: null });
    expect([body.ceilings, body.losses]).toEqual([[], []]);
    expect(body.lines.map((line) => line.id)).toEqual(['appointment/U/head', 'appointment/V/head']);
  });

  it('compares the bands with the value that the scheme names', () => {
    const first = settled(FIRST, { points: '89.99', rating: 'GOOD' });
    const second = settled(SECOND, { points: '90', rating: 'EXCELLENT' });
    const rated = (bandValue: 'ROUNDED' | 'EXACT') =>
      cardOf(first, second, { tenure: 'BY_DAYS', bandValue, rounding: { places: 1 } });
    expect(rated('ROUNDED')).toMatchObject({ points: '90', rating: 'EXCELLENT' });
    expect(rated('EXACT')).toMatchObject({ points: '90', rating: 'GOOD' });
  });

  it('a ceiling of one counting post holds the leader’s class down, and a post without class withholds it', () => {
    const high = settled(FIRST, { points: '95', rating: 'EXCELLENT' });
    const gate = { kind: 'LIMIT', rating: 'NOT_COMPLETED', of: 'home-affairs/discipline' } as const;
    const shut = settled(SECOND, { points: '95', rating: 'NOT_COMPLETED', ceilings: [gate] });
    expect(cardOf(high, shut, { tenure: 'BY_DAYS' }).rating).toBe('NOT_COMPLETED');
    const open = settled(SECOND, {
      points: '60',
      open: '35',
      rating: null,
      withheld: { kind: 'OPEN_POINTS' },
    });
    expect(cardOf(high, open, { tenure: 'BY_DAYS' })).toMatchObject({
      rating: null,
      withheld: { kind: 'OPEN_POINTS' },
    });
  });

  it('lists what either post inherited of a kind of fact', () => {
    const body = cardOf(
      settled(FIRST, { points: '80', inherited: { task: ['T2', 'T1'] } }),
      settled(SECOND, { points: '80', inherited: { task: ['T3', 'T1'], obstacle: ['O1'] } }),
      { tenure: 'BY_DAYS' },
    );
    expect(body.inherited).toEqual({ obstacle: ['O1'], task: ['T1', 'T2', 'T3'] });
  });
});
