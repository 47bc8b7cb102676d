import type { Quarter } from './options.ts';

/** How a unit's tasks of a quarter go. MIXED is drawn; the others are the same for every seed. */
export type WorkProfile = 'FULL' | 'GOOD' | 'HALF' | 'POOR' | 'MIXED' | 'NONE';

/** What is set for a head of the cast in the quarters of 2026. */
export interface Profile {
  readonly work: WorkProfile;
  /** Marks of the three general criteria, in tenths of a point of 10. */
  readonly general: readonly [number, number, number];
  /** Indices d, đ, e in percent. */
  readonly indices: readonly [number, number, number];
}

const profile = (
  work: WorkProfile,
  general: readonly [number, number, number],
  indices: readonly [number, number, number] = [100, 100, 100],
): Profile => ({ work, general, indices });

/**
 * Totals under Decree 335/2025 are general (30) + mean of six indices (70): six heads reach 90 in each quarter, two
 * of them with equal totals at the last of the two places that 20 % of twelve "good or better" give.
 */
const HEADS: Readonly<Record<string, Profile>> = {
  'HC-VP': profile('FULL', [100, 100, 100]),
  'HC-SO-NV': profile('FULL', [97, 96, 97]),
  'HC-SO-YT': profile('FULL', [96, 97, 97]),
  'HC-SO-XD': profile('FULL', [94, 94, 92]),
  'HC-SO-KHCN': profile('FULL', [92, 92, 92]),
  'HC-SO-CT': profile('FULL', [91, 90, 90]),
  'HC-SO-TC': profile('GOOD', [84, 84, 82], [100, 50, 100]),
  'HC-SO-TP': profile('GOOD', [82, 82, 80], [100, 50, 100]),
  // One index at 50 % turns 95.5 points into 89.67: "good" instead of "excellent".
  'HC-SO-GDDT': profile('FULL', [85, 85, 85], [50, 100, 100]),
  'HC-SO-NNMT': profile('GOOD', [80, 80, 80], [100, 50, 100]),
  'HC-SO-VHTT': profile('GOOD', [80, 82, 78], [100, 50, 100]),
  'HC-BQL-KCN': profile('GOOD', [78, 78, 78], [100, 50, 100]),
  'HC-BQL-DT': profile('HALF', [60, 60, 60], [50, 50, 100]),
  'HC-TT': profile('POOR', [50, 45, 45], [50, 50, 50]),
  'HC-X-01': profile('FULL', [95, 95, 95]),
  'HC-X-02': profile('GOOD', [84, 84, 82], [100, 50, 100]),
  'HC-X-03': profile('HALF', [62, 60, 60], [50, 50, 100]),
};

/** The profile of a unit's head in a quarter; null where everything is drawn. */
export function profileOf(cast: boolean, unit: string, quarter: Quarter): Profile | null {
  return cast && /^2026-Q[123]$/.test(quarter.code) ? (HEADS[unit] ?? null) : null;
}

/** How the unit's tasks go; the social insurance has none in the first quarter of 2026. */
export function costKindOf(cast: boolean, unit: string, quarter: Quarter): WorkProfile {
  if (cast && unit === 'HC-BHXH' && quarter.code === '2026-Q1') return 'NONE';
  return profileOf(cast, unit, quarter)?.work ?? 'MIXED';
}
