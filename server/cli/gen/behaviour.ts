import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CONDITIONS, RULES } from '../../../rules/index.ts';
import type { RuleCase } from '../../../rules/kit/cases.ts';
import { describeAnswer, runCase } from '../../../rules/kit/cases.ts';
import type { Condition, Rule } from '../../../rules/kit/rule.ts';

/** Where the lock is committed. */
export const LOCK = 'rules/behaviour.lock.json';

/**
 * What each rule answers to its cases: by "rule@version", digests of answers by digests of what was given.
 * A case added or taken away is no change of behaviour; another answer to the same situation is.
 */
export type Behaviour = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The committed lock; empty where there is none. */
export function lockedBehaviour(root: string): Behaviour {
  try {
    return JSON.parse(readFileSync(join(root, LOCK), 'utf8')) as Behaviour;
  } catch {
    return {};
  }
}

/** What the rules answer now to the cases in their folders. */
export function behaviourNow(
  root: string,
  rules: readonly (Rule | Condition)[] = [...Object.values(RULES), ...Object.values(CONDITIONS)],
): Behaviour {
  return Object.fromEntries(
    rules
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((rule) => [`${rule.id}@${rule.version}`, answersOf(rule, casesOf(root, rule.id))]),
  );
}

/** The cases of a rule's folder. */
export function casesOf(root: string, rule: string): RuleCase[] {
  return (parse(readFileSync(join(root, `rules/${rule}/cases.yaml`), 'utf8')) as RuleCase[] | null) ?? [];
}

/** Digests of a rule's answers by digests of what each case gives it. */
export function answersOf(rule: Rule | Condition, cases: readonly RuleCase[]): Record<string, string> {
  return Object.fromEntries(
    cases
      .map((given) => [inputOf(given), digest(describeAnswer(runCase(rule, given)))] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The digest of what a case gives to its rule: its name and what it expects apart. */
export function inputOf({ period, asOf, subject, config, facts }: RuleCase): string {
  return digest({ period, asOf, subject, config, facts });
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'hex').slice(0, 12);
}

/** A rule that answers differently under an unchanged version, or whose version went back. */
export interface BehaviourFault {
  readonly rule: string;
  readonly version: string;
  /** Digests of the situations answered differently; empty where the version went back. */
  readonly inputs: readonly string[];
  readonly message: string;
}

/** Every rule whose behaviour now contradicts the lock, with what to do about it. */
export function behaviourFaults(lock: Behaviour, now: Behaviour): BehaviourFault[] {
  const lockedVersions = new Map(Object.keys(lock).map((key) => splitKey(key)));
  return Object.entries(now).flatMap(([key, answers]): BehaviourFault[] => {
    const [rule, version] = splitKey(key);
    const locked = lock[key];
    if (locked !== undefined) {
      const inputs = Object.keys(answers).filter(
        (input) => locked[input] !== undefined && locked[input] !== answers[input],
      );
      return inputs.length === 0 ? [] : [{ rule, version, inputs, message: changed(rule, version, inputs) }];
    }
    const before = lockedVersions.get(rule);
    if (before === undefined || isLater(version, before)) return [];
    return [{ rule, version, inputs: [], message: wentBack(rule, version, before) }];
  });
}

function splitKey(key: string): [rule: string, version: string] {
  const at = key.lastIndexOf('@');
  return [key.slice(0, at), key.slice(at + 1)];
}

function isLater(version: string, before: string): boolean {
  const [a, b] = [version.split('.').map(Number), before.split('.').map(Number)];
  for (const [index, part] of a.entries()) if (part !== b[index]) return part > b[index]!;
  return false;
}

function changed(rule: string, version: string, inputs: readonly string[]): string {
  return `${rule} ${version}: ${inputs.length} tình huống có kết quả khác trước nhưng phiên bản không đổi. Hãy nâng phiên bản trong rules/${rule}/rule.ts (số đầu nếu điểm có thể đổi), ghi một dòng vào rules/CHANGELOG.md, rồi chạy "npm run gen". (${inputs.length} cases are answered differently under an unchanged version: raise it in rule.ts, write a line in rules/CHANGELOG.md, run "npm run gen".)`;
}

function wentBack(rule: string, version: string, before: string): string {
  return `${rule}: phiên bản ${version} thấp hơn bản đã khóa ${before}. (The version went back from ${before}.)`;
}
