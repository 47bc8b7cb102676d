import { dayOf } from '../../rules/kit/day.ts';
import type { Period } from '../../rules/kit/period.ts';

/** The period that "2024", "2024-Q2" or "2024-05" names, cut off on its last day. */
export function periodNamed(code: string): Period {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(code);
  if (!match) throw new Error(`no period is named "${code}"`);
  const year = Number(match[1]);
  const [kind, first, months] = match[2]
    ? (['QUARTER', Number(match[2]) * 3 - 2, 3] as const)
    : match[3]
      ? (['MONTH', Number(match[3]), 1] as const)
      : (['YEAR', 1, 12] as const);
  const last = first + months;
  const to = last > 12 ? dayOf(year + 1, 1, 1) : dayOf(year, last, 1);
  return { code, kind, from: dayOf(year, first, 1), to, cutOff: to - 1 };
}
