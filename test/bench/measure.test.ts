import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Line } from './bench-run.ts';
import { atLeast, atMost, isReached } from './bench-run.ts';
import { growthOf } from './growth.ts';
import { interleaved, ratioOf, sampleOf } from './measure.ts';
import { contentOf } from './peers/views.ts';

const times = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });

function lineOf(row: string, scale: number, times: readonly number[], more: Partial<Line> = {}): Line {
  const product = sampleOf(times);
  return {
    row,
    scale,
    unit: 'ms',
    product,
    limit: null,
    ratio: null,
    target: null,
    beside: [],
    note: null,
    ...more,
  };
}

test('a sample is its middle round, whatever the order of the rounds', () => {
  expect(sampleOf([9, 1, 5])).toEqual({ median: 5, low: 1, high: 9, rounds: 3 });
  expect(sampleOf([10, 1, 4, 6])).toEqual({ median: 5, low: 1, high: 10, rounds: 4 });
});

test('a ratio lies within its spread, and every pair of rounds does', () => {
  fc.assert(
    fc.property(times, times, (ours, theirs) => {
      const { value, low, high } = ratioOf(sampleOf(ours), sampleOf(theirs));
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
      for (const a of ours) {
        for (const b of theirs) {
          expect(a / b).toBeGreaterThanOrEqual(low);
          expect(a / b).toBeLessThanOrEqual(high);
        }
      }
    }),
  );
});

test('sides take turns, the order turns round, and the turn before the first round is not counted', async () => {
  const turns: string[] = [];
  const side = (name: string, units: number) => ({ name, units, run: () => turns.push(name) });
  // A single run fills the least time, so each turn is one run.
  const samples = await interleaved([side('a', 1), side('b', 1000)], { rounds: 3, fill: 0 });
  expect(turns.slice(-6)).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
  expect(turns.length).toBeGreaterThan(6);
  expect([...samples.values()].map(({ rounds }) => rounds)).toEqual([3, 3]);
});

test('what is measured is the time of one unit of work, however often a side was repeated to fill its turn', async () => {
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const work = (name: string, units: number, takes: number) => ({ name, units, run: () => (clock += takes) });
  try {
    const sides = [work('ten at once', 10, 40), work('one', 1, 8)];
    const samples = await interleaved(sides, { rounds: 2, fill: 80 });
    expect([...samples.values()].map(({ median }) => median)).toEqual([4, 8]);
  } finally {
    now.mockRestore();
  }
});

test('a target is reached on the ratio where there is a limit, on the measure itself where there is none', () => {
  const [product, limit] = [sampleOf([30]), sampleOf([10])];
  const ratio = ratioOf(product, limit);
  const alongside = { limit, ratio };
  expect(isReached(lineOf('x', 1, [30], { ...alongside, target: atMost(3) }))).toBe(true);
  expect(isReached(lineOf('x', 1, [30], { ...alongside, target: atMost(2.9) }))).toBe(false);
  expect(isReached(lineOf('x', 1, [30], { ...alongside, target: atLeast(3) }))).toBe(true);
  expect(isReached(lineOf('x', 1, [30], { ...alongside, target: atLeast(3.1) }))).toBe(false);
  expect(isReached(lineOf('x', 1, [30], { target: atMost(30) }))).toBe(true);
  expect(isReached(lineOf('x', 1, [30], { target: atMost(29) }))).toBe(false);
  expect(isReached(lineOf('x', 1, [30]))).toBeNull();
});

test('growth is the product at 10× by the product at 1× of the same row; the province has a target', () => {
  const lines = [
    lineOf('whole province, snapshot cold', 1, [100]),
    lineOf('whole province, snapshot cold', 10, [850]),
    lineOf('pages: requests', 1, [50], { unit: 'req/s' }),
    lineOf('pages: requests', 10, [40], { unit: 'req/s' }),
    lineOf('reopen an embedded folder', 0, [900]),
    lineOf('only at 10×', 10, [1]),
  ];
  const growth = growthOf(lines);
  expect(growth.map(({ row, unit, ratio }) => [row, unit, ratio!.value])).toEqual([
    ['growth 1× → 10×: whole province, snapshot cold', 'ms', 8.5],
    ['growth 1× → 10×: pages: requests', 'req/s', 0.8],
  ]);
  expect(growth.map(isReached)).toEqual([true, null]);
});

test('the content of an answer is what is left without ids and without connections that hold nothing but nodes', () => {
  const plain = { units: { totalCount: 2, nodes: [{ code: 'A', heads: [{ code: 'H' }], parent: null }] } };
  const relay = {
    units: {
      totalCount: 2,
      nodes: [{ id: 'x', code: 'A', heads: { nodes: [{ code: 'H' }] }, parent: null }],
    },
  };
  expect(contentOf(relay)).toEqual(contentOf(plain));
  const other = { units: { totalCount: 2, nodes: [{ code: 'A', heads: [{ code: 'G' }], parent: null }] } };
  expect(contentOf(other)).not.toEqual(contentOf(plain));
});
