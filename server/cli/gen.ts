import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PLUGINS } from '../../plugins/index.ts';
import { schemaText } from '../graphql/schema.ts';
import { eventSchema } from '../events/event-schema.ts';
import { pluginSchema, schemeSchema } from '../schemes/json-schema.ts';
import { LOCK, behaviourFaults, behaviourNow, lockedBehaviour } from './gen/behaviour.ts';
import { pluginPages } from './gen/plugin-tables.ts';
import { rulePages } from './gen/rule-pages.ts';
import { ruleFiles, rulesIndex } from './gen/rules-index.ts';
import { TEXTS, shownTexts, textsFile } from './gen/texts.ts';

/**
 * Every generated file by its path, with the text it should have.
 * In schema/: the GraphQL schema, a JSON Schema of each configuration and of events, every text in both languages. In
 * rules/: the list of rules, the
 * header of each page and the lock of behaviour. In plugins/: the tables of each page.
 *
 * @param root the folder of the project: rules, cases and pages are read there.
 */
export async function generated(root = process.cwd()): Promise<ReadonlyMap<string, string>> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['schema/schema.graphql', await schemaText()],
    ['schema/config/scheme.json', json(schemeSchema())],
    ['schema/events/score-event.json', json(eventSchema())],
    ...[...PLUGINS.values()].map(
      (plugin) => [`schema/config/${plugin.id}.json`, json(pluginSchema(plugin))] as const,
    ),
    ['rules/index.ts', rulesIndex(ruleFiles(root))],
    [TEXTS, textsFile(shownTexts(root))],
    [LOCK, json(behaviourNow(root))],
    ...rulePages(root),
    ...pluginPages(root),
  ]);
}

/** Writes the files, or with --check names those that differ; writes nothing while a rule contradicts its lock. */
async function main(): Promise<void> {
  const root = process.cwd();
  const check = process.argv.includes('--check');
  const faults = behaviourFaults(lockedBehaviour(root), behaviourNow(root));
  for (const { message } of faults) console.error(`✗ ${message}`);
  if (faults.length > 0) {
    process.exitCode = 1;
    return;
  }
  const differing: string[] = [];
  for (const [path, text] of await generated(root)) {
    const file = join(root, path);
    if (readOr(file) === text) continue;
    differing.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (check && differing.length > 0) {
    console.error(
      `Chưa khớp, hãy chạy "npm run gen" (out of date, run "npm run gen"): ${differing.join(', ')}`,
    );
    process.exitCode = 1;
  } else
    console.log(
      differing.length === 0 ? 'all generated files are up to date' : `wrote ${differing.join(', ')}`,
    );
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) await main();
