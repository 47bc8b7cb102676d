import type { Day } from '../kit/day.ts';
import type { FactRow } from '../kit/fact.ts';
import type { Period } from '../kit/period.ts';
import { yearOf } from '../kit/period.ts';
import type { GATE_KINDS, gateFact } from './gate.ts';

/** Rows of one kind of gate fact, by what they mean for a period's year. */
export interface GatesOfYear {
  /** Decided in the year and not lifted. */
  readonly standing: readonly number[];
  /** Decided in the year, lifted on or before the day of truth. */
  readonly lifted: readonly number[];
  /** Without a date of decision: nobody can tell the year. */
  readonly undated: readonly number[];
}

/** Sorts the decisions of one kind by the year of their date; those of other years are left out. */
export function gatesOfYear(
  rows: readonly FactRow<typeof gateFact>[],
  kind: (typeof GATE_KINDS)[number],
  period: Period,
  asOf: Day,
): GatesOfYear {
  const { from, to } = yearOf(period);
  const standing: number[] = [];
  const lifted: number[] = [];
  const undated: number[] = [];
  for (const [row, gate] of rows.entries()) {
    if (gate.kind !== kind) continue;
    if (gate.revokedOn !== null && gate.revokedOn <= asOf) {
      if (gate.decidedOn === null || (gate.decidedOn >= from && gate.decidedOn < to)) lifted.push(row);
    } else if (gate.decidedOn === null) undated.push(row);
    else if (gate.decidedOn >= from && gate.decidedOn < to) standing.push(row);
  }
  return { standing, lifted, undated };
}
