import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysLate } from '../../rules/deadline/days-late/rule.ts';
import { onTimeShare } from '../../rules/deadline/on-time-share/rule.ts';
import { taskFact } from '../../rules/facts/task.ts';
import { RULES } from '../../rules/index.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { ONE, ZERO, add, compare, exactText, sum } from '../../rules/kit/fraction.ts';
import type { Outcome } from '../../rules/kit/outcome.ts';
import type { Rule } from '../../rules/kit/rule.ts';
import { fillBoth } from '../../rules/kit/text.ts';
import { arbitraryRows } from '../support/arbitrary-rows.ts';
import { rowOf } from '../../rules/kit/case-rows.ts';
import { inputFor } from '../support/rule-input.ts';

type Rows = Record<string, unknown>[];

/** Configurations besides the default whose arithmetic differs. */
const CONFIGURATIONS: Readonly<Record<string, readonly unknown[]>> = {
  'deadline/days-late': [
    { deductionPerDay: '1', capPerTask: 30, graceWorkingDays: 2 },
    { deductionPerDay: '0' },
  ],
  'deadline/carried-over-task': [{ deductionOpen: '1', weights: [{ fromWorkingDays: 10, weight: '7/3' }] }],
  'deadline/quality-failure': [{ deductionPerReview: '1/3', excuseCertifiedCauses: false }],
  'deadline/report-timeliness': [{ graceWorkingDays: 10 }],
  'deadline/directing-in-person': [{ kinds: ['INSPECTION'], required: { quarter: 7 } }],
  'targets/attainment': [
    { shape: 'STEP', floorPercent: '70', weights: { A: '3', B: '0' } },
    { shape: 'PASS_FAIL', weights: { A: '1/3' } },
  ],
  'targets/index-result': [
    { index: 'A', component: 'B' },
    { index: 'A', scoring: 'RANK' },
    { index: 'A', scoring: 'RANK', rankSteps: [{ upTo: 9, share: '0.5' }] },
    { index: 'A', scoring: 'RANK_CHANGE', component: 'A' },
  ],
};

const subjects = Object.values(RULES)
  .filter(({ id }) => id.startsWith('deadline/') || id.startsWith('targets/'))
  .flatMap((rule) =>
    [{}, ...(CONFIGURATIONS[rule.id] ?? [])].map((config) => ({
      id: rule.id,
      rule,
      config,
      shown: JSON.stringify(config),
    })),
  );

function judge(rule: Rule, rows: Rows, config: unknown = {}): Outcome {
  const [fact] = rule.needs;
  return rule.evaluate({ ...inputFor(rule, '2024-Q2', config), facts: { [fact!.id]: rows } as never });
}

/** What a card takes from an outcome, apart from the order in which findings are listed. */
function worth(outcome: Outcome): unknown {
  if (outcome.kind === 'NOT_APPLICABLE') return outcome.reason;
  const open = outcome.open.map(
    ({ share, kind, owedBy, what }) => `${kind} ${owedBy} ${exactText(share)} ${what.message}`,
  );
  return { share: exactText(outcome.share), arithmetic: outcome.arithmetic, open: new Set(open) };
}

const openOf = (outcome: Outcome): Fraction =>
  outcome.kind === 'SCORED' ? sum(outcome.open.map(({ share }) => share)) : ZERO;

const shareOf = (outcome: Outcome): Fraction => (outcome.kind === 'SCORED' ? outcome.share : ZERO);

describe.each(subjects)('$id with $shown', ({ rule, config }) => {
  const rows = arbitraryRows(rule.needs[0]!);

  it('reads one fact', () => expect(rule.needs).toHaveLength(1));

  it('keeps the share, alone and with what is open, inside 0…1', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const outcome = judge(rule, given, config);
        expect(compare(shareOf(outcome), ZERO)).toBeGreaterThanOrEqual(0);
        expect(compare(add(shareOf(outcome), openOf(outcome)), ONE)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('accounts for every part of the maximum: earned, open or lost by a finding', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const outcome = judge(rule, given, config);
        if (outcome.kind === 'NOT_APPLICABLE') return;
        const lost = sum(outcome.findings.flatMap(({ loss }) => (loss ? [loss] : [])));
        expect(exactText(sum([outcome.share, openOf(outcome), lost]))).toBe('1');
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    const shuffled = rows.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        expect(worth(judge(rule, other, config))).toEqual(worth(judge(rule, given, config)));
      }),
    );
  });

  it('shows evidence that exists and fills every sentence', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const outcome = judge(rule, given, config);
        for (const { message, data, evidence } of outcome.findings) {
          expect(fillBoth(rule.messages[message]!, data).vi).not.toContain('null');
          for (const { fact, row } of evidence) {
            expect(fact).toBe(rule.needs[0]!.id);
            expect(given[row]).toBeDefined();
          }
        }
      }),
    );
  });
});

describe('the on-time share', () => {
  const tasks = arbitraryRows(taskFact);
  const oneMore = (timeliness: string) =>
    rowOf(taskFact, { code: 'NEW', timeliness, dueOn: '2024-05-15' }, 0);
  const from = (outcome: Outcome, otherwise: Fraction) =>
    outcome.kind === 'SCORED' ? outcome.share : otherwise;

  it('never falls when a task is done on time', () => {
    fc.assert(
      fc.property(tasks, (given) => {
        const before = from(judge(onTimeShare, given), ZERO);
        const after = from(judge(onTimeShare, [...given, oneMore('DONE_ON_TIME')]), ZERO);
        expect(compare(after, before)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never rises when a task falls overdue', () => {
    fc.assert(
      fc.property(tasks, (given) => {
        const before = from(judge(onTimeShare, given), ONE);
        const after = from(judge(onTimeShare, [...given, oneMore('OPEN_OVERDUE')]), ONE);
        expect(compare(after, before)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

const reported = fc.constantFrom('DONE_ON_TIME', 'DONE_LATE', 'OPEN_OVERDUE');
const byReport = [
  { rule: onTimeShare, config: {} },
  ...[{}, ...CONFIGURATIONS['deadline/days-late']!].map((config) => ({ rule: daysLate, config })),
].map((entry) => ({ ...entry, id: entry.rule.id, shown: JSON.stringify(entry.config) }));

describe.each(byReport)('$id with $shown, where progress is unknown', ({ rule, config }) => {
  it('lands between what was known and what was open, whatever the missing reports say', () => {
    const tasks = arbitraryRows(taskFact).chain((given) =>
      fc.tuple(fc.constant(given), fc.array(reported, { minLength: given.length, maxLength: given.length })),
    );
    fc.assert(
      fc.property(tasks, ([given, reports]) => {
        const before = judge(rule, given, config);
        const later = given.map((row, at) =>
          row['timeliness'] === 'PROGRESS_UNKNOWN' ? { ...row, timeliness: reports[at] } : row,
        );
        const after = judge(rule, later, config);
        expect(after.kind).toBe(before.kind);
        expect(compare(shareOf(after), shareOf(before))).toBeGreaterThanOrEqual(0);
        const reach = add(shareOf(before), openOf(before));
        expect(compare(add(shareOf(after), openOf(after)), reach)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
