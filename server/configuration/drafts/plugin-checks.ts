import type { Plugin, PluginConfiguration } from '../../../plugins/kit/plugin.ts';
import { plainConfig } from '../../../rules/kit/config.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay, parseDay } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import {
  ONE,
  ZERO,
  compare,
  equal,
  exactText,
  fraction,
  multiply,
  parseFraction,
  sum,
} from '../../../rules/kit/fraction.ts';
import { LEGAL_REGISTER } from '../../../rules/kit/legal-register.ts';
import { parameterOn } from '../../../rules/kit/parameter.ts';
import type { Condition, Rule } from '../../../rules/kit/rule.ts';
import { majorOf } from '../../../rules/kit/rule.ts';
import { digestOf } from '../../platform/ledger/digest.ts';
import type { Problem } from '../../platform/problems.ts';
import { flagged, refused, refusedInWords } from './draft.problems.ts';

/** Points of all criteria that count. */
export function totalOf(plugin: Plugin, configuration: PluginConfiguration): Fraction {
  return sum(
    plugin.criteria
      .map(({ id }) => configuration.criteria[id]!)
      .filter(({ counted }) => counted)
      .map(({ max }) => max),
  );
}

/** Problems of one plugin's configuration by itself. @param day first day of effect */
export function checkPlugin(plugin: Plugin, configuration: PluginConfiguration, day: Day): Problem[] {
  const counted = plugin.criteria.filter(({ id }) => configuration.criteria[id]!.counted);
  const defaults = plugin.configuration.parse({});
  const problems: Problem[] = [];
  if (equal(totalOf(plugin, configuration), ZERO)) problems.push(refused('NOTHING_COUNTED', {}, 'criteria'));
  problems.push(...legalTotalsMissed(plugin, configuration, ONE, 'criteria'));
  for (const { id, rule } of counted) {
    const at = `criteria.${id}`;
    problems.push(...notInForce(rule, day, at));
    const shipped = defaults.criteria[id]!.config as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(configuration.criteria[id]!.config as object))
      if (digestOf(plainConfig(value)) !== digestOf(plainConfig(shipped[name])))
        problems.push(...stepProblems(value, `${at}.config.${name}`));
    if (equal(configuration.criteria[id]!.max, ZERO)) {
      const why = { vi: 'tiêu chí không có điểm', en: 'the criterion has no points' };
      problems.push(withoutEffect(why.vi, why.en, `${at}.max`));
    }
  }
  return problems;
}

/** Problems of groups whose points, scaled by a factor, differ from those that law gives them. */
export function legalTotalsMissed(
  plugin: Plugin,
  configuration: PluginConfiguration,
  factor: Fraction,
  path: string,
): Problem[] {
  return Object.entries(plugin.totals ?? {}).flatMap(([group, { points, basis }]) => {
    const criteria = plugin.criteria.filter(
      (entry) => entry.group === group && configuration.criteria[entry.id]!.counted,
    );
    const total = multiply(sum(criteria.map(({ id }) => configuration.criteria[id]!.max)), factor);
    if (equal(total, parseFraction(points))) return [];
    const data = { sum: exactText(total), points };
    const { vi, en } = plugin.groups[group]!;
    const { title } = LEGAL_REGISTER[basis.document];
    return [
      refusedInWords(
        'LEGAL_TOTAL_MISSED',
        {
          vi: { ...data, group: vi, document: title.vi },
          en: { ...data, group: en, document: title.en },
        },
        path,
      ),
    ];
  });
}

/** Problems of using a rule on a day: it, or a legal figure it needs, is not in force. */
export function notInForce(rule: Rule | Condition, day: Day, path: string): Problem[] {
  const { from, to } = rule.effective;
  const { vi, en } = rule.title;
  const on = formatDay(day);
  if (day < parseDay(from) || (to !== undefined && day >= parseDay(to)))
    return [
      refusedInWords('RULE_NOT_IN_FORCE', { vi: { rule: vi, day: on }, en: { rule: en, day: on } }, path),
    ];
  return Object.values(rule.parameters)
    .filter((parameter) => parameterOn(parameter, day) === null)
    .map(({ title }) =>
      refusedInWords(
        'LEGAL_FIGURE_MISSING',
        { vi: { figure: title.vi, rule: vi, day: on }, en: { figure: title.en, rule: en, day: on } },
        path,
      ),
    );
}

/** Problems of rules that a copied text pins at another major version than the present one. */
export function majorsGone(plugin: Plugin, majors: Readonly<Record<string, number>>): Problem[] {
  const rules = [
    ...plugin.criteria.map(({ id, rule }) => ({ path: `criteria.${id}`, rule: rule as Rule | Condition })),
    ...plugin.conditions.map(({ id, condition }) => ({ path: `conditions.${id}`, rule: condition })),
  ];
  return rules.flatMap(({ path, rule }) => {
    const pinned = majors[rule.id];
    const current = majorOf(rule);
    if (pinned === undefined || pinned === current) return [];
    const data = { pinned, current };
    return [
      refusedInWords(
        'RULE_MAJOR_GONE',
        { vi: { ...data, rule: rule.title.vi }, en: { ...data, rule: rule.title.en } },
        path,
      ),
    ];
  });
}

interface StepLike {
  readonly atLeast: Fraction;
  readonly share: Fraction;
}

function isSteps(value: unknown): value is readonly StepLike[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((step) => typeof step === 'object' && step !== null && 'atLeast' in step && 'share' in step)
  );
}

/**
 * Of a table that staff changed. Order and overlap are matters of shape; what a table leaves open at its ends is for people to
 * judge.
 */
function stepProblems(value: unknown, path: string): Problem[] {
  if (!isSteps(value)) return [];
  const [first, last] = [value[0]!, value.at(-1)!];
  return [
    ...(compare(first.share, fraction(1)) < 0
      ? [flagged('STEPS_NEVER_FULL', { share: exactText(first.share) }, `${path}.0.share`)]
      : []),
    ...(compare(last.share, ZERO) > 0
      ? [
          flagged(
            'STEPS_EMPTY_BELOW',
            { from: exactText(last.atLeast) },
            `${path}.${value.length - 1}.atLeast`,
          ),
        ]
      : []),
  ];
}

/** A flag: a setting changes nothing, for the given reason. */
export function withoutEffect(vi: string, en: string, path: string): Problem {
  return {
    ...refusedInWords('WITHOUT_EFFECT', { vi: { why: vi }, en: { why: en } }, path),
    severity: 'FLAGGED',
  };
}
