// Total and per-criterion floors of the Nghệ An draft of September 2025 (reception and complaints): ≥ 90 with no criterion below
// 85 %, … Source:
// https://dantri.com.vn/noi-vu/giam-doc-so-chu-tich-xa-se-duoc-cham-diem-ve-giai-quyet-khieu-nai-to-cao-20250920152657467.htm
import { describe, expect, it } from 'vitest';
import { cardBody } from '../../plugins/engine/card.ts';
import { assessmentFact } from '../../rules/facts/assessment.ts';
import { cardFrom, planOf } from '../support/plans.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';

const ONLY_GENERAL = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'dd', 'e'].map((id) => [id, { counted: false }]),
);
const plan = planOf(
  'civil-servant-2026',
  '2026-Q2',
  {
    scale: '30',
    limits: [],
    minimumApplicable: '0',
    // On a scale of 30 here: 27 is 90 %, 24 is 80 %, 21 is 70 %.
    bands: [
      { rating: 'EXCELLENT', atLeast: '27' },
      { rating: 'GOOD', atLeast: '24' },
      { rating: 'COMPLETED', atLeast: '21' },
      { rating: 'NOT_COMPLETED', atLeast: '0' },
    ],
    floors: [
      { rating: 'EXCELLENT', share: '0.85' },
      { rating: 'GOOD', share: '0.8' },
      { rating: 'COMPLETED', share: '0.7' },
    ],
  },
  new Map([['home-affairs', { criteria: ONLY_GENERAL }]]),
);

function ratingOf(...values: readonly string[]) {
  const assessment = ['politics', 'expertise', 'innovation'].map((name, index) =>
    rowOf(
      assessmentFact,
      { code: name, criterion: `general-${name}`, value: values[index], maximum: '10' },
      plan.period.from,
    ),
  );
  return cardBody(cardFrom(plan, { assessment }));
}

describe('bands with floors of every criterion', () => {
  it.each([
    [['9', '9', '9'], 'EXCELLENT'],
    [['8.5', '9.5', '9'], 'EXCELLENT'],
    [['8.4', '9.6', '9'], 'GOOD'],
    [['7.9', '9.6', '9.5'], 'COMPLETED'],
    [['6.9', '10', '10'], 'NOT_COMPLETED'],
    [['8', '8', '8'], 'GOOD'],
    [['7', '7', '7'], 'COMPLETED'],
    [['6.9', '7', '7'], 'NOT_COMPLETED'],
  ] as const)('%j make %s', (values, rating) => {
    expect(ratingOf(...values).rating).toBe(rating);
  });

  it('names the criterion that keeps the class down', () => {
    expect(ratingOf('8.4', '9.6', '9').ceilings).toContainEqual({
      kind: 'FLOOR',
      rating: 'GOOD',
      of: 'home-affairs/general-politics',
    });
  });
});
