import type { Day } from '../kit/day.ts';
import { formatDay } from '../kit/day.ts';
import type { FactRow } from '../kit/fact.ts';
import type { Finding, Verdict } from '../kit/outcome.ts';
import { met, unknown, unmet } from '../kit/outcome.ts';
import type { Period } from '../kit/period.ts';
import { yearOf } from '../kit/period.ts';
import type { Subject } from '../kit/subject.ts';
import type { GATE_KINDS, gateFact } from '../facts/gate.ts';

/** Sentences of every gate on a single decision. */
export const GATE_MESSAGES = {
  decision: {
    vi: 'Quyết định {document} ngày {on}, mức {severity}',
    en: 'Decision {document} of {on}, severity {severity}',
  },
  lifted: {
    vi: 'Quyết định {document} đã được thu hồi: không tính',
    en: 'Decision {document} was lifted: it does not count',
  },
  undated: {
    vi: 'Quyết định {document} không ghi ngày: chưa xác định được năm',
    en: 'Decision {document} has no date: its year cannot be told',
  },
} as const;

/**
 * Whether decisions of one kind shut the period’s year.
 * A rule that calls this adds to `GATE_MESSAGES` its own `none` and `found`, each with the year.
 */
export function gateVerdict(kind: GateKind, { subject, facts, period, asOf }: GateInput): Verdict {
  const rows = facts.gate;
  const { standing, lifted, undated } = gatesOfYear(rows, kind, period, asOf);
  const { year } = yearOf(period);
  const findings = standing.map((row): Finding => {
    const { document, decidedOn, severity } = rows[row]!;
    const data = { document, on: formatDay(decidedOn!), severity };
    return { message: 'decision', data, evidence: [{ fact: 'gate', row }] };
  });
  for (const row of lifted) findings.push(remark('lifted', rows, row));
  for (const row of undated) findings.push(remark('undated', rows, row));
  if (standing.length > 0) return unmet({ message: 'found', data: { year } }, findings);
  if (undated.length > 0) {
    const { document } = rows[undated[0]!]!;
    return unknown({ message: 'undated', data: { document } }, subject.superiorUnit, findings);
  }
  return met({ message: 'none', data: { year } }, findings);
}

type Gate = FactRow<typeof gateFact>;
type GateKind = (typeof GATE_KINDS)[number];

interface GateInput {
  readonly subject: Subject;
  readonly facts: { readonly gate: readonly Gate[] };
  readonly period: Period;
  readonly asOf: Day;
}

function remark(message: 'lifted' | 'undated', rows: readonly Gate[], row: number): Finding {
  return { message, data: { document: rows[row]!.document }, evidence: [{ fact: 'gate', row }] };
}

/** Rows of one kind of gate fact, by what they mean for a period's year. */
interface GatesOfYear {
  /** Decided in the year and not lifted. */
  readonly standing: readonly number[];
  /** Decided in the year, lifted on or before the day of truth. */
  readonly lifted: readonly number[];
  /** Without a date of decision: the year is unknown. */
  readonly undated: readonly number[];
}

/** Sorts the decisions of one kind by the year of their date; those of other years are left out. */
function gatesOfYear(rows: readonly Gate[], kind: GateKind, period: Period, asOf: Day): GatesOfYear {
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
