// A rule's answers to its cases are locked: whoever changes one raises the version and says which periods are affected.
import { describe, expect, it } from 'vitest';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import { notApplicable } from '../../rules/kit/outcome.ts';
import type { Rule } from '../../rules/kit/rule.ts';
import {
  answersOf,
  behaviourFaults,
  behaviourNow,
  casesOf,
  inputOf,
  lockedBehaviour,
} from '../../server/cli/gen/behaviour.ts';
import { CHANGELOG, changeLines } from '../../server/cli/gen/changelog.ts';

const root = new URL('../../', import.meta.url).pathname;
const rules = [...Object.values(RULES), ...Object.values(CONDITIONS)];

describe('the behaviour of rules', () => {
  it('is the locked one wherever the version is', () => {
    const faults = behaviourFaults(lockedBehaviour(root), behaviourNow(root));
    expect(faults.map(({ message }) => message)).toEqual([]);
  });

  it('is locked for every version of today', () => {
    const locked = Object.keys(lockedBehaviour(root));
    const missing = rules.map((rule) => `${rule.id}@${rule.version}`).filter((key) => !locked.includes(key));
    expect(missing, 'run "npm run gen"').toEqual([]);
  });

  it('has, for every version of today, a line that names the periods affected', () => {
    const lines = new Set(changeLines(root).map(({ rule, version }) => `${rule}@${version}`));
    const missing = rules.map((rule) => `${rule.id}@${rule.version}`).filter((key) => !lines.has(key));
    expect(missing, `write a line into ${CHANGELOG}: rule, version, day, periods, why, law`).toEqual([]);
  });

  it('changes for spans that begin no later than they end, and each version once', () => {
    const lines = changeLines(root);
    for (const line of lines) expect(line.to ?? line.from, line.rule).toBeGreaterThanOrEqual(line.from);
    const keys = lines.map(({ rule, version }) => `${rule}@${version}`);
    expect(keys.length).toBe(new Set(keys).size);
  });
});

describe('the lock', () => {
  const rule = RULES['deadline/days-late']!;
  const cases = casesOf(root, rule.id);
  const lock = { [`${rule.id}@${rule.version}`]: answersOf(rule, cases) };
  const otherwise: Rule = { ...rule, evaluate: () => notApplicable({ message: 'nothingDue', data: {} }) };

  it('names the rule that answers differently under an unchanged version, and what to do', () => {
    const now = { [`${rule.id}@${rule.version}`]: answersOf(otherwise, cases) };
    const [fault] = behaviourFaults(lock, now);
    expect(fault).toMatchObject({ rule: rule.id, version: rule.version });
    expect(fault!.inputs).toContain(inputOf(cases[0]!));
    expect(fault!.message).toContain(`rules/${rule.id}/rule.ts`);
    expect(fault!.message).toContain('rules/CHANGELOG.md');
  });

  it('lets a higher version answer differently, and refuses a lower one', () => {
    const answers = answersOf(otherwise, cases);
    expect(behaviourFaults(lock, { [`${rule.id}@2.0.0`]: answers })).toEqual([]);
    expect(behaviourFaults(lock, { [`${rule.id}@1.10.0`]: answers })).toEqual([]);
    expect(behaviourFaults(lock, { [`${rule.id}@1.0.9`]: answers })).toMatchObject([{ version: '1.0.9' }]);
  });

  it('lets cases be added, taken away and called otherwise', () => {
    const fewer = answersOf(rule, cases.slice(1));
    const [first, ...rest] = cases;
    const renamed = answersOf(rule, [{ ...first!, name: 'khác' }, ...rest]);
    const key = `${rule.id}@${rule.version}`;
    expect(behaviourFaults(lock, { [key]: fewer })).toEqual([]);
    expect(behaviourFaults({ [key]: fewer }, lock)).toEqual([]);
    expect(renamed).toEqual(lock[key]);
  });
});
