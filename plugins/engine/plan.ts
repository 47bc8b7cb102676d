import { z } from 'zod';
import type { Citation } from '../../rules/kit/citation.ts';
import { ConfigurationFault, readConfig } from '../../rules/kit/config.ts';
import { parseDay } from '../../rules/kit/day.ts';
import type { Fact } from '../../rules/kit/fact.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { equal, exactText, fraction, sum } from '../../rules/kit/fraction.ts';
import { parameterOn } from '../../rules/kit/parameter.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import { majorOf } from '../../rules/kit/rule.ts';
import type { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import type { Plugin } from '../kit/plugin.ts';
import type { PluginRevision, SchemeRevision } from './scheme.ts';

/** A legal figure as it stood on the period’s first day. */
export interface PlannedParameter {
  readonly id: string;
  readonly value: Fraction;
  readonly basis: Citation;
}

interface Planned {
  readonly id: string;
  readonly config: unknown;
  readonly parameters: Readonly<Record<string, Fraction>>;
  readonly parameterList: readonly PlannedParameter[];
}

/** A criterion with its rule, configuration, legal figures and maximum. */
export interface PlannedCriterion extends Planned {
  readonly kind: 'CRITERION';
  readonly rule: Rule;
  readonly major: number;
  readonly max: Fraction;
}

/** A part or group of the card, with what stands below it. */
export interface PlannedGroup {
  readonly kind: 'PART' | 'GROUP';
  readonly id: string;
  readonly max: Fraction;
  readonly children: readonly PlannedLine[];
}

/** A line of the plan. */
export type PlannedLine = PlannedGroup | PlannedCriterion;

/** A condition with its configuration and legal figures. */
export interface PlannedCondition extends Planned {
  readonly condition: Condition;
  readonly major: number;
}

/** Everything that is the same for all subjects of one scheme and period, resolved once per run. */
export interface Plan {
  readonly scheme: SchemeRevision;
  readonly plugins: readonly { readonly plugin: Plugin; readonly revision: PluginRevision }[];
  readonly period: Period;
  readonly calendar: WorkingCalendar;
  readonly parts: readonly PlannedGroup[];
  /** Conditions by "plugin/id". */
  readonly conditions: ReadonlyMap<string, PlannedCondition>;
  /** Facts that some rule or condition of the scheme reads. */
  readonly needs: readonly Fact[];
}

/**
 * Resolves a scheme for a period.
 * Plugins with their revisions, rules with configuration and the legal figures in force on the period’s first day.
 *
 * @throws ConfigurationFault when a plugin, condition or legal figure is not to be had, or a rule is not in force that day.
 */
export function makePlan(
  scheme: SchemeRevision,
  registry: ReadonlyMap<string, Plugin>,
  revisions: ReadonlyMap<string, PluginRevision>,
  period: Period,
  calendar: WorkingCalendar,
): Plan {
  const { configuration } = scheme;
  const conditionNames = new Set([
    ...configuration.limits.map((limit) => limit.condition),
    ...configuration.titles.flatMap((title) => title.conditions),
  ]);
  const names = new Set([
    ...configuration.parts.map((part) => part.plugin),
    ...[...conditionNames].map((name) => name.split('/')[0]!),
  ]);
  const plugins = new Map(
    [...names].toSorted().map((name) => {
      const plugin = registry.get(name);
      if (!plugin) throw new ConfigurationFault(`parts.${name}`, 'there is no such plugin');
      const revision = revisions.get(name) ?? {
        plugin: name,
        number: 0,
        example: plugin.example,
        configuration: {},
      };
      const parsed = readConfig(plugin.configuration, revision.configuration);
      if (!parsed.success) throw new ConfigurationFault(`plugin ${name}`, z.prettifyError(parsed.error));
      return [name, { plugin, revision, configuration: parsed.data }] as const;
    }),
  );

  const parts = configuration.parts.map((part): PlannedGroup => {
    const { plugin, configuration: configured } = plugins.get(part.plugin)!;
    const counted = plugin.criteria.filter((criterion) => configured.criteria[criterion.id]!.counted);
    const own = sum(counted.map((criterion) => configured.criteria[criterion.id]!.max));
    const max = part.max ?? own;
    // A part scaled to another maximum scales each criterion with it, so the tree still adds up line by line.
    const factor = own.n === 0n ? fraction(0) : fraction(max.n * own.d, max.d * own.n);
    const lines = counted.map((criterion) => {
      const { config, max: points } = configured.criteria[criterion.id]!;
      const at = `${plugin.id}/${criterion.id}`;
      return {
        group: criterion.group ?? null,
        line: {
          kind: 'CRITERION',
          id: at,
          rule: criterion.rule,
          major: majorOf(criterion.rule),
          max: fraction(points.n * factor.n, points.d * factor.d),
          config,
          ...parametersOf(criterion.rule, period, at),
        } satisfies PlannedCriterion,
      };
    });
    return { kind: 'PART', id: plugin.id, max, children: grouped(plugin, lines) };
  });

  const total = sum(parts.map((part) => part.max));
  if (parts.length > 0 && !equal(total, configuration.scale)) {
    throw new ConfigurationFault(
      'parts',
      `the parts add up to ${exactText(total)}, not to the scale of ${exactText(configuration.scale)}`,
    );
  }

  const conditions = new Map(
    [...conditionNames].toSorted().map((name) => {
      const [pluginName, id] = name.split('/') as [string, string];
      const { plugin, configuration: configured } = plugins.get(pluginName)!;
      const entry = plugin.conditions.find((candidate) => candidate.id === id);
      if (!entry) throw new ConfigurationFault(`condition ${name}`, 'the plugin has no such condition');
      const planned: PlannedCondition = {
        id: name,
        condition: entry.condition,
        major: majorOf(entry.condition),
        config: configured.conditions[id],
        ...parametersOf(entry.condition, period, name),
      };
      return [name, planned] as const;
    }),
  );

  const needs = new Map<string, Fact>();
  for (const line of parts.flatMap(criteriaOf)) for (const fact of line.rule.needs) needs.set(fact.id, fact);
  for (const { condition } of conditions.values())
    for (const fact of condition.needs) needs.set(fact.id, fact);
  return {
    scheme,
    plugins: [...plugins.values()].map(({ plugin, revision }) => ({ plugin, revision })),
    period,
    calendar,
    parts,
    conditions,
    needs: [...needs.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** The criteria below a planned line, in order. */
export function criteriaOf(line: PlannedLine): PlannedCriterion[] {
  return line.kind === 'CRITERION' ? [line] : line.children.flatMap(criteriaOf);
}

function grouped(
  plugin: Plugin,
  lines: readonly { readonly group: string | null; readonly line: PlannedCriterion }[],
): PlannedLine[] {
  const done = new Set<string>();
  return lines.flatMap(({ group, line }): PlannedLine[] => {
    if (group === null) return [line];
    if (done.has(group)) return [];
    done.add(group);
    const children = lines.filter((entry) => entry.group === group).map((entry) => entry.line);
    return [
      { kind: 'GROUP', id: `${plugin.id}/${group}`, max: sum(children.map((child) => child.max)), children },
    ];
  });
}

function parametersOf(
  rule: Rule | Condition,
  period: Period,
  at: string,
): Pick<Planned, 'parameters' | 'parameterList'> {
  const { from, to } = rule.effective;
  if (period.from < parseDay(from) || (to !== undefined && period.from >= parseDay(to)))
    throw new ConfigurationFault(at, `${rule.id} is not in force on the first day of ${period.code}`);
  const parameterList = Object.entries(rule.parameters).map(([id, parameter]): PlannedParameter => {
    const value = parameterOn(parameter, period.from);
    if (!value)
      throw new ConfigurationFault(
        at,
        `the legal figure ${id} has no value on the first day of ${period.code}`,
      );
    return { id, ...value };
  });
  return { parameterList, parameters: Object.fromEntries(parameterList.map(({ id, value }) => [id, value])) };
}
