import { z } from 'zod';
import { indexResultFact } from '../../facts/index-result.ts';
import { StepTable, decimal, faultInWords, titled, worded } from '../../kit/config.ts';
import type { FactRow } from '../../kit/fact.ts';
import type { Fraction } from '../../kit/fraction.ts';
import { ZERO, clampShare, compare, exactText, fraction } from '../../kit/fraction.ts';

type Result = FactRow<typeof indexResultFact>;

/** From the best rank on: up to rank `upTo` the share is `share`; below the last step it is zero. */
const RankSteps = z
  .array(
    z.strictObject({
      upTo: titled(z.int().min(1), 'Đến hạng', 'Up to rank'),
      share: titled(decimal({ min: '0', max: '1' }), 'Tỷ lệ điểm', 'Share of points'),
    }),
  )
  .refine(
    (steps) =>
      steps.every(
        ({ upTo, share }, index) =>
          index === 0 || (steps[index - 1]!.upTo < upTo && compare(steps[index - 1]!.share, share) >= 0),
      ),
    faultInWords(
      'Hạng phải tăng dần, hạng kém hơn không được hưởng tỷ lệ cao hơn',
      'ranks must rise strictly, and a worse rank may not earn more',
    ),
  );

/** What staff may tune of the result of a published index. */
export const config = z.strictObject({
  index: titled(z.string().min(1).default('PAR-INDEX'), 'Mã bộ chỉ số', 'Index code'),
  component: titled(
    z.string().min(1).nullable().default(null),
    'Mã thành phần (để trống: tổng)',
    'Component code (empty: the total)',
  ),
  scoring: titled(
    worded({
      PERCENT: { vi: 'Điểm trên điểm tối đa', en: 'Points over the maximum' },
      RANK: { vi: 'Theo thứ hạng', en: 'By rank' },
      RANK_CHANGE: { vi: 'Theo số bậc tăng, giảm', en: 'By places gained or lost' },
    }).default('PERCENT'),
    'Cách tính điểm',
    'How it scores',
    {
      vi: 'PERCENT: điểm trên điểm tối đa áp dụng; RANK: theo thứ hạng; RANK_CHANGE: theo số bậc tăng, giảm',
      en: 'PERCENT: points over the maximum that applied; RANK: by rank; RANK_CHANGE: by places gained or lost',
    },
  ),
  rankSteps: titled(
    RankSteps.prefault([]),
    'Bậc theo thứ hạng (để trống: tỷ lệ thuận)',
    'Steps by rank (empty: in proportion)',
  ),
  changeSteps: titled(
    StepTable.prefault([
      { atLeast: '1', share: '1' },
      { atLeast: '0', share: '0.8' },
      { atLeast: '-3', share: '0.5' },
    ]),
    'Bậc theo số hạng tăng (âm là giảm)',
    'Steps by places gained (negative: lost)',
  ),
  publisher: titled(
    z.string().min(1).nullable().default(null),
    'Mã cơ quan công bố kết quả',
    'Unit code of the publisher',
  ),
});

/** Row of the latest year of the index; null when nothing was published. */
export function latest(results: readonly Result[], index: string, component: string | null): number | null {
  let found: number | null = null;
  for (const [row, result] of results.entries()) {
    if (result.index !== index || result.component !== component) continue;
    const best = found === null ? null : results[found]!;
    // Two results of one year have no order by date: the first code keeps the choice free of row order.
    if (best === null || result.year > best.year || (result.year === best.year && result.code < best.code))
      found = row;
  }
  return found;
}

/** What one published result is worth, or why it is worth nothing. */
export type Judged =
  | { readonly without: 'incomplete' | 'noMaximum' | 'alone' | 'notComparable' }
  | {
      readonly message: 'percent' | 'rank' | 'change';
      readonly data: Readonly<Record<string, string | number>>;
      readonly share: Fraction;
      readonly above?: boolean;
    };

/** Reads a published result in the way the configuration names. */
export function judge(result: Result, { scoring, rankSteps, changeSteps }: z.output<typeof config>): Judged {
  const { points, maxPoints, rank, rankOf, previousRank } = result;
  if (scoring === 'PERCENT') {
    if (points === null || maxPoints === null) return { without: 'incomplete' };
    if (maxPoints <= 0n) return { without: 'noMaximum' };
    const data = {
      points: exactText(fraction(points, SCALE)),
      maximum: exactText(fraction(maxPoints, SCALE)),
    };
    const share = clampShare(fraction(points, maxPoints));
    return { message: 'percent', data, share, above: points > maxPoints };
  }
  if (rank === null) return { without: 'incomplete' };
  if (scoring === 'RANK_CHANGE') {
    if (previousRank === null) return { without: 'notComparable' };
    const gained = previousRank - rank;
    const share = changeSteps.find(({ atLeast }) => compare(fraction(gained), atLeast) >= 0)?.share ?? ZERO;
    return { message: 'change', data: { rank, previous: previousRank, gained }, share };
  }
  const data = { rank, of: rankOf ?? '–' };
  if (rankSteps.length > 0) {
    return { message: 'rank', data, share: rankSteps.find(({ upTo }) => rank <= upTo)?.share ?? ZERO };
  }
  if (rankOf === null) return { without: 'incomplete' };
  if (rankOf <= 1) return { without: 'alone' };
  return { message: 'rank', data, share: clampShare(fraction(rankOf - rank, rankOf - 1)) };
}

/** Points are kept with four decimals. */
const SCALE = 10n ** BigInt(indexResultFact.columns.points.scale);
