import { rowOf } from './case-rows.ts';
import { parseDay } from './day.ts';
import { exactText } from './fraction.ts';
import type { Evidence, Finding, Outcome, Verdict } from './outcome.ts';
import { parameterOn } from './parameter.ts';
import { periodNamed } from './period.ts';
import type { Condition, Rule } from './rule.ts';
import type { Subject } from './subject.ts';
import { WorkingCalendar } from './working-calendar.ts';

/**
 * One entry of a rule's cases.yaml: a situation and the answer expected.
 *
 * @example
 * - name: Một nhiệm vụ đúng hạn, một nhiệm vụ chậm
 *   period: 2024-Q2
 *   facts:
 *     task:
 *       - { code: A, timeliness: DONE_ON_TIME }
 *       - { code: B, timeliness: DONE_LATE, dueOn: 2024-05-15, workingDaysLate: 3 }
 *   expect: { outcome: SCORED, share: 1/2, findings: [{ message: late, evidence: [B] }] }
 */
export interface RuleCase {
  readonly name: string;
  /** "2024", "2024-Q2" or "2024-05". */
  readonly period: string;
  /** The day of truth; the period's cut-off where it is left out. */
  readonly asOf?: string;
  /** What differs from a department's head, appointed in 2020. */
  readonly subject?: Readonly<Record<string, unknown>>;
  /** What staff wrote; the rule's defaults where it is left out. */
  readonly config?: unknown;
  /** Rows by fact, with only the columns that matter. */
  readonly facts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Only what the case is about: any part of what `describeAnswer` gives. */
  readonly expect: Readonly<Record<string, unknown>>;
}

type CaseRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What a rule answered to a case, with the rows it was given. */
export interface CaseRun {
  readonly answer: Outcome | Verdict;
  readonly rows: CaseRows;
}

const SUBJECT: Subject = {
  kind: 'APPOINTMENT',
  unit: 'U',
  unitKind: 'DEPARTMENT',
  superiorUnit: 'P',
  appointment: 'U/head',
  leader: 'L',
  role: 'HEAD',
  legalStatus: 'CIVIL_SERVANT',
  from: parseDay('2020-01-01'),
  to: null,
  fields: [],
};

/**
 * Runs a rule or a condition on one case, under the legal figures of the period's first day.
 *
 * @throws Error when the case gives a fact that the rule does not read, or a legal figure has no value.
 */
export function runCase(rule: Rule | Condition, given: RuleCase): CaseRun {
  const period = periodNamed(given.period);
  const rows = Object.fromEntries(
    rule.needs.map((fact) => [
      fact.id,
      (given.facts[fact.id] ?? []).map((row) => rowOf(fact, row, period.from)),
    ]),
  );
  const undeclared = Object.keys(given.facts).filter((id) => !Object.hasOwn(rows, id));
  if (undeclared.length > 0) throw new Error(`${rule.id} does not read ${undeclared.join(', ')}`);
  const parameters = Object.fromEntries(
    Object.entries(rule.parameters).map(([name, parameter]) => {
      const value = parameterOn(parameter, period.from);
      if (!value) throw new Error(`${rule.id}: ${name} has no value on ${given.period}`);
      return [name, value.value];
    }),
  );
  const input = {
    subject: { ...SUBJECT, ...given.subject } as Subject,
    facts: rows as never,
    config: rule.config.parse(given.config ?? {}),
    parameters,
    period,
    asOf: given.asOf ? parseDay(given.asOf) : period.cutOff,
    calendar: new WorkingCalendar(() => 'cases', []),
  };
  return { answer: rule.kind === 'RULE' ? rule.evaluate(input) : rule.decide(input), rows };
}

/** The answer in the words of a case: codes instead of row indexes, exact text instead of fractions. */
export function describeAnswer({ answer, rows }: CaseRun): Record<string, unknown> {
  const codesOf = (evidence: readonly Evidence[]) =>
    evidence.map(({ fact, row }) => rows[fact]![row]!['code']);
  const findings = answer.findings.map((finding: Finding) => ({
    message: finding.message,
    data: finding.data,
    evidence: codesOf(finding.evidence),
    ...(finding.loss && { loss: exactText(finding.loss) }),
  }));
  if ('state' in answer) {
    const { message: reason, data } = answer.reason;
    return { verdict: answer.state, reason, data, owedBy: answer.owedBy, findings };
  }
  if (answer.kind === 'NOT_APPLICABLE') {
    const { message: reason, data } = answer.reason;
    return { outcome: answer.kind, reason, data, findings };
  }
  return {
    outcome: answer.kind,
    share: exactText(answer.share),
    arithmetic: answer.arithmetic.message,
    data: answer.arithmetic.data,
    findings,
    open: answer.open.map((open) => ({
      ...open,
      share: exactText(open.share),
      what: open.what.message,
      data: open.what.data,
    })),
  };
}
