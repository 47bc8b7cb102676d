import { z } from 'zod';
import type { Citation } from '../../rules/kit/citation.ts';
import { decimal, titled } from '../../rules/kit/config.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Text } from '../../rules/kit/text.ts';

/** A rule with points: the same rule may serve several criteria with different configuration. */
export interface Criterion {
  /** Unique within the plugin, stable: cards and configuration name it. */
  readonly id: string;
  readonly title?: Text;
  readonly rule: Rule;
  /** Default maximum, a decimal or fraction as text. */
  readonly max: string;
  /** Id of a group of the plugin; null when it stands directly below it. */
  readonly group?: string;
  /** Defaults that differ from the rule's own. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A condition that schemes may put before a class or a title. */
export interface PluginCondition {
  readonly id: string;
  readonly title?: Text;
  readonly condition: Condition;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Points that law gives a group of criteria, as a decimal, and where it says so. */
export interface LegalTotal {
  readonly points: string;
  readonly basis: Citation;
}

/** What `definePlugin` takes. */
export interface PluginSpec {
  readonly id: string;
  readonly version: `${number}.${number}.${number}`;
  readonly title: Text;
  readonly purpose: Text;
  readonly legalBasis: readonly Citation[];
  /** True while no cited decision adopted the points: they are shown as an example wherever they stand. */
  readonly example: boolean;
  readonly groups?: Readonly<Record<string, Text>>;
  /** What the criteria of a group must add up to by law. */
  readonly totals?: Readonly<Record<string, LegalTotal>>;
  readonly criteria: readonly Criterion[];
  readonly conditions?: readonly PluginCondition[];
}

/** Criteria that belong together, and what staff may configure of them. */
export interface Plugin extends PluginSpec {
  readonly groups: Readonly<Record<string, Text>>;
  readonly conditions: readonly PluginCondition[];
  /** Shape of a revision's configuration. `configuration.parse({})` gives the defaults. */
  readonly configuration: z.ZodType<PluginConfiguration>;
}

/** What staff configure of a plugin, read. */
export interface PluginConfiguration {
  readonly criteria: Readonly<Record<string, CriterionConfiguration>>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** What staff configure of a criterion, read. */
export interface CriterionConfiguration {
  readonly counted: boolean;
  readonly max: { readonly n: bigint; readonly d: bigint };
  readonly config: unknown;
}

/** Composes rules into a plugin. @throws when ids repeat, groups included, or a group is not declared. */
export function definePlugin(spec: PluginSpec): Plugin {
  const groups = spec.groups ?? {};
  const conditions = spec.conditions ?? [];
  const ids = [
    ...spec.criteria.map((criterion) => criterion.id),
    ...conditions.map((condition) => condition.id),
    // A line of the card is named by plugin and id, whether it is a group or a criterion.
    ...Object.keys(groups),
  ];
  if (new Set(ids).size !== ids.length) throw new Error(`plugin ${spec.id}: an id stands twice`);
  for (const { id, group } of spec.criteria) {
    if (group !== undefined && !Object.hasOwn(groups, group))
      throw new Error(`plugin ${spec.id}: ${id} names unknown group ${group}`);
  }
  const criterionShape = (criterion: Criterion) =>
    z
      .strictObject({
        counted: titled(z.boolean().default(true), 'Áp dụng', 'Counted'),
        max: titled(decimal({ min: '0' }).prefault(criterion.max), 'Điểm tối đa', 'Maximum points'),
        config: configShape(criterion.rule, criterion.config).meta(
          bilingual({ vi: 'Cách tính', en: 'How it is judged' }),
        ),
      })
      .prefault({} as never)
      .meta(bilingual(criterion.title ?? criterion.rule.title));
  const configuration = z.strictObject({
    criteria: z
      .strictObject(Object.fromEntries(spec.criteria.map((entry) => [entry.id, criterionShape(entry)])))
      .prefault({})
      .meta(bilingual({ vi: 'Tiêu chí', en: 'Criteria' })),
    conditions: z
      .strictObject(
        Object.fromEntries(
          conditions.map((entry) => [
            entry.id,
            configShape(entry.condition, entry.config).meta(bilingual(entry.title ?? entry.condition.title)),
          ]),
        ),
      )
      .prefault({})
      .meta(bilingual({ vi: 'Điều kiện', en: 'Conditions' })),
  }) as unknown as z.ZodType<PluginConfiguration>;
  const undeclared = Object.keys(spec.totals ?? {}).filter((group) => !Object.hasOwn(groups, group));
  if (undeclared.length > 0)
    throw new Error(`plugin ${spec.id}: a total of unknown group ${undeclared.join(', ')}`);
  return { ...spec, groups, conditions, configuration };
}

const bilingual = (title: Text) => ({ title: title.vi, 'x-title-en': title.en });

/** The rule's own schema with the criterion's defaults laid under what staff write. */
function configShape(rule: Rule | Condition, defaults: Readonly<Record<string, unknown>> = {}): z.ZodType {
  const unknown = Object.keys(defaults).filter((key) => !Object.hasOwn(rule.config.shape, key));
  if (unknown.length > 0) throw new Error(`${rule.id} has no configuration ${unknown.join(', ')}`);
  const shape = Object.fromEntries(
    Object.entries(rule.config.shape).map(([key, schema]) => {
      if (!Object.hasOwn(defaults, key)) return [key, schema];
      const inner =
        schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
      return [
        key,
        (inner as z.ZodType)
          .prefault(defaults[key] as never)
          .meta(z.globalRegistry.get(schema as z.ZodType) ?? {}),
      ];
    }),
  );
  return z.strictObject(shape).prefault({});
}
