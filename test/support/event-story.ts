import type { Story } from './province.ts';

const head = (leader: string, unit: string) => ({
  code: `${leader}@${unit}`,
  leader,
  unit,
  role: 'HEAD',
  from: '2025-01-01',
  legalStatus: 'CIVIL_SERVANT',
});

/** Heads of A, B and X below A, with cards of the last quarter of 2026. */
export function openingCards(): Story {
  return {
    schemeRevision: [
      {
        scheme: 'project-06-leader-2024',
        number: 1,
        effectiveFrom: '2026-01-01',
        configuration: 'reference:project-06-leader-2024',
        example: true,
      },
    ],
    period: [
      { code: '2026-Q4', kind: 'QUARTER', from: '2026-10-01', to: '2027-01-01', cutOff: '2027-01-05' },
    ],
    leader: [{ code: 'L3', label: 'Người thứ ba' }],
    appointment: [head('L1', 'A'), head('L2', 'B'), head('L3', 'X')],
  };
}
