import { globSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { exactText, parseFraction } from '../../rules/kit/fraction.ts';
import type { Evidence, Finding, Outcome, Verdict } from '../../rules/kit/outcome.ts';
import { parameterOn } from '../../rules/kit/parameter.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { fillBoth } from '../../rules/kit/text.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { periodNamed } from '../support/periods.ts';
import { rowOf } from '../support/rows.ts';

interface Case {
  name: string;
  period: string;
  asOf?: string;
  subject?: Partial<Record<string, unknown>>;
  config?: unknown;
  facts: Record<string, Record<string, unknown>[]>;
  expect: Record<string, unknown>;
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

const byId = new Map<string, Rule | Condition>(
  [...Object.values(RULES), ...Object.values(CONDITIONS)].map((rule) => [rule.id, rule]),
);

/** Runs one case: the rule on the rows the case names, its configuration and the legal figures of the period's first day. */
function run(
  rule: Rule | Condition,
  given: Case,
): { answer: Outcome | Verdict; rows: Record<string, Record<string, unknown>[]> } {
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
    calendar: new WorkingCalendar('cases', []),
  };
  return { answer: rule.kind === 'RULE' ? rule.evaluate(input) : rule.decide(input), rows };
}

/** What a rule answered, in the words that cases use: codes instead of row indexes, exact text instead of fractions. */
function readable(
  answer: Outcome | Verdict,
  rows: Record<string, Record<string, unknown>[]>,
): Record<string, unknown> {
  const codesOf = (evidence: readonly Evidence[]) =>
    evidence.map(({ fact, row }) => rows[fact]![row]!['code']);
  const findings = answer.findings.map((finding: Finding) => ({
    message: finding.message,
    data: finding.data,
    evidence: codesOf(finding.evidence),
    ...(finding.loss && { loss: exactText(finding.loss) }),
  }));
  if ('state' in answer)
    return {
      verdict: answer.state,
      reason: answer.reason.message,
      data: answer.reason.data,
      owedBy: answer.owedBy,
      findings,
    };
  if (answer.kind === 'NOT_APPLICABLE')
    return { outcome: answer.kind, reason: answer.reason.message, data: answer.reason.data, findings };
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

/** Compares only what the case names; fractions by value, days as the number they are. */
function holdsAgainst(expected: Record<string, unknown>, actual: Record<string, unknown>): void {
  const wanted = structuredClone(expected);
  if (typeof wanted['share'] === 'string' || typeof wanted['share'] === 'number')
    wanted['share'] = exactText(parseFraction(String(wanted['share'])));
  for (const list of ['findings', 'open'] as const) {
    if (!Array.isArray(wanted[list])) continue;
    expect(actual[list], list).toHaveLength(wanted[list].length);
    for (const entry of wanted[list] as Record<string, unknown>[]) {
      if (entry['loss'] !== undefined) entry['loss'] = exactText(parseFraction(String(entry['loss'])));
      if (entry['share'] !== undefined) entry['share'] = exactText(parseFraction(String(entry['share'])));
      if (typeof entry['since'] === 'string') entry['since'] = parseDay(entry['since']);
    }
  }
  expect(actual).toMatchObject(wanted);
}

const root = new URL('../../', import.meta.url).pathname;
for (const file of globSync('rules/*/*/cases.yaml', { cwd: root }).toSorted()) {
  const id = relative('rules', dirname(file));
  describe(id, () => {
    const cases = parse(readFileSync(root + file, 'utf8')) as Case[];
    const rule = byId.get(id);
    it('is registered', () => expect(rule, `rules/index.ts lacks ${id}`).toBeDefined());
    if (!rule) return;
    for (const given of cases) {
      it(given.name, () => {
        const { answer, rows } = run(rule, given);
        holdsAgainst(given.expect, readable(answer, rows));
      });
    }
    it('answers the same twice, says only sentences it declares, and uses each of them in some case', () => {
      const said = new Set<string>();
      for (const given of cases) {
        const { answer } = run(rule, given);
        expect(run(rule, given).answer).toEqual(answer);
        const messages = [
          ...answer.findings,
          ...('reason' in answer
            ? [answer.reason]
            : [answer.arithmetic, ...answer.open.map((open) => open.what)]),
        ];
        for (const { message, data } of messages) {
          said.add(message);
          expect(fillBoth(rule.messages[message]!, data)).toBeDefined();
        }
      }
      expect([...said].toSorted()).toEqual(Object.keys(rule.messages).toSorted());
    });
  });
}
