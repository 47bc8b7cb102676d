import type { Plugin } from '../../plugins/kit/plugin.ts';
import type { PluginRevision, SchemeRevision } from '../../plugins/engine/scheme.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { ConfigurationFault, plainConfig, readConfig } from '../../rules/kit/config.ts';
import { majorOf } from '../../rules/kit/rule.ts';
import type { Day } from '../../rules/kit/day.ts';
import { z } from 'zod';
import type { AnyRow } from '../platform/model/entity.ts';
import type { Problem } from '../platform/problems.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import { refused } from './revision.problems.ts';

/**
 * Everything that may be configured: plugins by id, and by name the reference schemes to start from.
 * Maps, because people name them: a plain object also answers to "constructor".
 */
export interface Catalogue {
  readonly plugins: ReadonlyMap<string, Plugin>;
  readonly schemes: ReadonlyMap<string, unknown>;
}

/** The scheme’s revision in force on a day, or null. */
export function schemeOn(
  snapshot: Pick<Snapshot, 'schemeRevisions'>,
  scheme: string,
  day: Day,
): SchemeRevision | null {
  const row = latestOn(
    snapshot.schemeRevisions.filter((revision) => revision.scheme === scheme),
    day,
  );
  if (row === null || (row.effectiveTo !== null && row.effectiveTo <= day)) return null;
  let revision = schemes.get(row);
  if (!revision) schemes.set(row, (revision = readScheme(row)));
  return revision;
}

// A recorded revision never changes: its text is parsed once, and caches can use the object as their key.
const schemes = new WeakMap<SchemeRow, SchemeRevision>();

type SchemeRow = Snapshot['schemeRevisions'][number];

function readScheme({ scheme, number, example, configuration }: SchemeRow): SchemeRevision {
  const at = `scheme ${scheme} revision ${number}`;
  const parsed = readConfig(SchemeConfiguration, readStored(configuration, at).configuration);
  if (!parsed.success) throw new ConfigurationFault(at, z.prettifyError(parsed.error));
  return { scheme, number, example, configuration: parsed.data };
}

/**
 * The plugins’ revisions in force on a day; a plugin without one runs on its defaults.
 * @throws ConfigurationFault when a pinned rule major is gone.
 */
export function pluginRevisionsOn(
  snapshot: Pick<Snapshot, 'pluginRevisions'>,
  catalogue: Catalogue,
  day: Day,
): ReadonlyMap<string, PluginRevision> {
  const names = new Set(snapshot.pluginRevisions.map((revision) => revision.plugin));
  const revisions = new Map<string, PluginRevision>();
  for (const plugin of names) {
    const row = latestOn(
      snapshot.pluginRevisions.filter((revision) => revision.plugin === plugin),
      day,
    );
    if (!row) continue;
    const stored = readStored(row.configuration, `plugin ${plugin} revision ${row.number}`);
    const known = catalogue.plugins.get(plugin);
    for (const [rule, major] of Object.entries(stored.majors)) {
      const current = known && majorsOf(known)[rule];
      if (current !== major)
        throw new ConfigurationFault(
          `plugin ${plugin} revision ${row.number}`,
          `it pins ${rule} at major ${major}, which is not here`,
        );
    }
    revisions.set(plugin, {
      plugin,
      number: row.number,
      example: row.example,
      configuration: stored.configuration,
    });
  }
  return revisions;
}

/** The latest revision in effect on a day; of several that begin together, that of the highest number. */
export function latestOn<R extends { readonly effectiveFrom: Day; readonly number: number }>(
  rows: readonly R[],
  day: Day,
): R | null {
  return (
    rows
      .filter((row) => row.effectiveFrom <= day)
      .toSorted((a, b) => b.effectiveFrom - a.effectiveFrom || b.number - a.number)[0] ?? null
  );
}

const Stored = z.strictObject({
  configuration: z.unknown(),
  majors: z.record(z.string(), z.int()).default({}),
});

/** A revision’s text as it stands in the ledger. @throws ConfigurationFault when it is none. */
export function readStored(text: string, at: string): z.output<typeof Stored> {
  const parsed = readConfig(Stored, JSON.parse(text));
  if (!parsed.success) throw new ConfigurationFault(at, z.prettifyError(parsed.error));
  return parsed.data;
}

/** Majors of the rules that a plugin is made of: what its revision pins. */
export function majorsOf(plugin: Plugin): Record<string, number> {
  const rules = [
    ...plugin.criteria.map((entry) => entry.rule),
    ...plugin.conditions.map((entry) => entry.condition),
  ];
  return Object.fromEntries(rules.map((rule) => [rule.id, majorOf(rule)]));
}

/**
 * The text of a scheme’s revision as the ledger stores it.
 *
 * Fully resolved, defaults written out, rule majors pinned, so that later releases of the platform cannot change it.
 *
 * @param given JSON, "reference:<id>" for a reference scheme, or empty for the defaults.
 * @throws ConfigurationFault.
 */
export function resolveSchemeText(given: string, catalogue: Catalogue): string {
  const parsed = SchemeConfiguration.safeParse(
    given.startsWith('reference:') ? referenced(given, catalogue) : parseJson(given),
  );
  if (!parsed.success) throw new ConfigurationFault('configuration', z.prettifyError(parsed.error));
  return JSON.stringify({ configuration: plainConfig(parsed.data), majors: {} });
}

/**
 * The text of a plugin’s revision as the ledger stores it.
 * @throws ConfigurationFault.
 */
export function resolvePluginText(given: string, name: string, catalogue: Catalogue): string {
  const plugin = catalogue.plugins.get(name);
  if (!plugin) throw new ConfigurationFault('plugin', `there is no plugin ${name}`);
  const parsed = plugin.configuration.safeParse(parseJson(given));
  if (!parsed.success) throw new ConfigurationFault('configuration', z.prettifyError(parsed.error));
  return JSON.stringify({ configuration: plainConfig(parsed.data), majors: majorsOf(plugin) });
}

function referenced(given: string, catalogue: Catalogue): unknown {
  const name = given.slice('reference:'.length);
  if (!catalogue.schemes.has(name))
    throw new ConfigurationFault('configuration', `there is no reference scheme ${name}`);
  return catalogue.schemes.get(name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch (error) {
    throw new ConfigurationFault('configuration', (error as Error).message);
  }
}

/** Writes a revision's row out in full before it is recorded; other rows pass as they are. */
export function completeRevision(
  catalogue: Catalogue,
): (entity: { readonly name: string }, row: AnyRow) => AnyRow | Problem {
  return (entity, row) => {
    const given = String(row['configuration'] ?? '');
    try {
      if (entity.name === 'schemeRevision')
        return { ...row, configuration: resolveSchemeText(given, catalogue) };
      if (entity.name === 'pluginRevision')
        return { ...row, configuration: resolvePluginText(given, String(row['plugin']), catalogue) };
      return row;
    } catch (error) {
      if (error instanceof ConfigurationFault) {
        return refused('INVALID_CONFIGURATION', { at: error.at, why: error.message }, 'configuration');
      }
      throw error;
    }
  };
}
