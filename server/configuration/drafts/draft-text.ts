import { z } from 'zod';
import { ConfigurationFault } from '../../../rules/kit/config.ts';
import { Refusal } from '../../platform/problems.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import { majorsOf, resolvePluginText, resolveSchemeText } from '../../schemes/revisions.ts';
import type { ConfigurationKind } from './draft.ts';
import { refusedInWords } from './draft.problems.ts';

const Given = z.record(z.string(), z.unknown());

/**
 * The text of a configuration as a draft stores it. Written out in full like a revision where it fits the form, else as given, so
 * that nothing is lost while it is corrected.
 * @throws Refusal CONFIGURATION_SHAPE where it is no JSON object
 */
export function draftText(
  kind: ConfigurationKind,
  configures: string,
  given: string,
  catalogue: Catalogue,
): string {
  const configuration = readObject(given);
  try {
    return kind === 'SCHEME'
      ? resolveSchemeText(given, catalogue)
      : resolvePluginText(given, configures, catalogue);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    const plugin = kind === 'PLUGIN' ? catalogue.plugins.get(configures) : undefined;
    return JSON.stringify({ configuration, majors: plugin ? majorsOf(plugin) : {} });
  }
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  const given = Given.safeParse(parsedJson(text));
  if (!given.success || !isWithin(given.data, DEEPEST))
    throw new Refusal([
      refusedInWords(
        'CONFIGURATION_SHAPE',
        {
          vi: { why: 'Cấu hình phải là một đối tượng JSON, lồng không quá 30 tầng' },
          en: { why: 'The configuration must be a JSON object, nested at most 30 levels deep' },
        },
        'configuration',
      ),
    ]);
  return given.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How deep a configuration may be nested: no form goes that deep, and what walks through one calls itself at every level. */
const DEEPEST = 30;

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isWithin(part, levels - 1));
}
