import type { Line } from './bench-run.ts';
import { atMost } from './bench-run.ts';
import { ratioOf } from './measure.ts';

/** Ten times the province may take this many times the time. */
const PROVINCE = atMost(9);

/** How the product’s side of each row grows with the data: what it is at 10× by what it is at 1×. */
export function growthOf(lines: readonly Line[]): Line[] {
  return lines.flatMap((large) => {
    const small = lines.find((line) => line.row === large.row && line.scale === 1);
    if (large.scale !== 10 || !small) return [];
    return [
      {
        row: `growth 1× → 10×: ${large.row}`,
        scale: 10,
        unit: large.unit,
        product: large.product,
        limit: small.product,
        ratio: ratioOf(large.product, small.product),
        target: large.row.startsWith('whole province') ? PROVINCE : null,
        beside: [],
        note: null,
      },
    ];
  });
}
