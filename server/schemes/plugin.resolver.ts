import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import { majorOf } from '../../rules/kit/rule.ts';
import { AtArgs, atOf } from '../platform/api/arguments.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { idOfNode, registerNode } from '../platform/api/node.ts';
import { catalogueOf } from './catalogue-service.ts';
import { LegalBasis, legalBasisOf } from './scheme-law.ts';
import { configurationSchemaOf, pluginSchema } from './json-schema.ts';
import { PluginRevisionType, RulePluginType } from './plugin.type.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';

const shown = new WeakMap<Plugin, RulePluginType>();

function pluginView(plugin: Plugin): RulePluginType {
  const known = shown.get(plugin);
  if (known) return known;
  const view = Object.assign(new RulePluginType(), {
    id: idOfNode({ type: 'RulePlugin', authority: '', code: plugin.id }),
    code: plugin.id,
    version: plugin.version,
    title: plugin.title,
    purpose: plugin.purpose,
    example: plugin.example,
    legalBasis: legalBasisOf(plugin.legalBasis),
    criteria: plugin.criteria.map((entry) => ({
      id: entry.id,
      title: entry.title ?? entry.rule.title,
      max: entry.max,
      group: entry.group ?? null,
      groupTitle: entry.group === undefined ? null : plugin.groups[entry.group]!,
      rule: ruleView(entry.rule),
    })),
    conditions: plugin.conditions.map((entry) => ({
      id: entry.id,
      title: entry.title ?? entry.condition.title,
      rule: ruleView(entry.condition),
    })),
    configurationSchema: pluginSchema(plugin),
  }) as unknown as RulePluginType;
  shown.set(plugin, view);
  return view;
}

function ruleView(rule: Rule | Condition): object {
  return {
    id: rule.id,
    kind: rule.kind,
    version: rule.version,
    major: majorOf(rule),
    lifecycle: rule.lifecycle,
    title: rule.title,
    purpose: rule.purpose,
    interpretation: rule.interpretation ?? null,
    effectiveFrom: rule.effective.from,
    effectiveTo: rule.effective.to ?? null,
    legalBasis: legalBasisOf(rule.legalBasis),
    parameters: Object.entries(rule.parameters).map(([id, { title, values }]) => ({
      id,
      title,
      values: values.map(({ from, value, basis }) => ({ from, value, basis: new LegalBasis(basis) })),
    })),
    facts: rule.needs.map(({ id, title, grain }) => ({ id, title, grain })),
    messages: Object.entries(rule.messages).map(([id, text]) => ({ id, text })),
    configurationSchema: configurationSchemaOf(rule.config),
  };
}

registerNode('RulePlugin', async (context, _at, code) => {
  const plugin = catalogueOf(context).plugins.get(code);
  return plugin ? pluginView(plugin) : null;
});

/** Plugins and the revisions of their configuration. */
@Resolver(() => RulePluginType)
export class PluginResolver {
  @Query(() => [RulePluginType], {
    description: 'Rule plugins: criteria, rules, law, messages and what staff may configure.',
  })
  rulePlugins(
    @Ctx() context: RequestContext,
    @Arg('codes', () => [String], { nullable: true, description: 'Only the plugins with these ids.' })
    codes?: string[] | null,
  ): RulePluginType[] {
    return [...catalogueOf(context).plugins.values()]
      .filter((plugin) => !codes || codes.includes(plugin.id))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(pluginView);
  }

  @FieldResolver(() => [PluginRevisionType], {
    description: 'Revisions of an authority, the earliest first; without one the defaults hold.',
  })
  async revisions(
    @Root() plugin: RulePluginType,
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
  ): Promise<PluginRevisionType[]> {
    const snapshot = await snapshotAt(context, await atOf(context, args));
    return revisionsOf(plugin.code, snapshot);
  }
}

/** Revisions of one plugin, the earliest first. */
function revisionsOf(plugin: string, { pluginRevisions }: Snapshot): PluginRevisionType[] {
  return pluginRevisions
    .filter((revision) => revision.plugin === plugin)
    .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom || a.number - b.number)
    .map((revision) => {
      const stored = JSON.parse(revision.configuration) as { configuration: unknown; majors: unknown };
      const { number, effectiveFrom, example, document } = revision;
      return { number, effectiveFrom, example, document, ...stored };
    });
}
