import { decimalText, fraction } from '../../../rules/kit/fraction.ts';
import type { CrossCheck, RowProblem } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { indexResultEntity } from './index-result.entity.ts';
import { flagged } from '../common.problems.ts';

type Result = Coded<EntityRow<typeof indexResultEntity>>;

const SCALE = 10_000n;
const plain = (points: bigint): string => decimalText(fraction(points, SCALE), 4);

/**
 * Flags published indices that disagree with themselves.
 * Parts that were rounded before they were published and do not add up, a change of rank that does not follow from the two
 * ranks. They are kept as published.
 */
export const publishedIndicesThatDisagree: CrossCheck = {
  entities: ['indexResult'],
  async check(view) {
    const staged = view.puts(indexResultEntity);
    if (staged.length === 0) return [];
    const rows = await view.rows(indexResultEntity, {
      where: { unit: [...new Set(staged.map(({ unit }) => unit))] },
    });
    const all = [...rows.values()];
    return staged
      .filter(({ component }) => component === 'total')
      .flatMap((total) => [...partsProblem(total, all), ...changeProblem(total, all)]);
  },
};

function partsProblem(total: Result, all: readonly Result[]): RowProblem[] {
  const parts = all.filter(
    (row) =>
      row.index === total.index &&
      row.unit === total.unit &&
      row.year === total.year &&
      row.component !== 'total',
  );
  if (total.points === null || parts.length === 0 || parts.some(({ points }) => points === null)) return [];
  const sum = parts.reduce((added, { points }) => added + points!, 0n);
  if (sum === total.points) return [];
  const problem = flagged('PARTS_DO_NOT_ADD_UP', { sum: plain(sum), total: plain(total.points) }, 'points');
  return [{ entity: 'indexResult', code: total.code, problem }];
}

function changeProblem(total: Result, all: readonly Result[]): RowProblem[] {
  const before = all.find(
    (row) =>
      row.index === total.index &&
      row.unit === total.unit &&
      row.component === 'total' &&
      row.year === total.year - 1,
  );
  if (total.publishedChange === null || total.rank === null || !before || before.rank === null) return [];
  const computed = before.rank - total.rank;
  if (BigInt(computed) === total.publishedChange) return [];
  const data = { published: String(total.publishedChange), computed };
  return [
    {
      entity: 'indexResult',
      code: total.code,
      problem: flagged('PUBLISHED_DIFFERS', data, 'publishedChange'),
    },
  ];
}
