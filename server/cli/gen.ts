import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PLUGINS } from '../../plugins/index.ts';
import { schemaText } from '../graphql/schema.ts';
import { eventSchema } from '../scoring/changes/event-schema.ts';
import { pluginSchema, schemeSchema } from '../scoring/json-schema.ts';

/** What is generated into schema/: the GraphQL schema, and a JSON Schema of every configuration and of events. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['schema/schema.graphql', await schemaText()],
    ['schema/config/scheme.json', json(schemeSchema())],
    ['schema/events/score-event.json', json(eventSchema())],
    ...Object.values(PLUGINS).map(
      (plugin) => [`schema/config/${plugin.id}.json`, json(pluginSchema(plugin))] as const,
    ),
  ]);
}

/** Writes the files, or with --check tells which ones differ from what is committed. */
async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const differing: string[] = [];
  for (const [path, text] of await generated()) {
    const file = join(process.cwd(), path);
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
  } else console.log(differing.length === 0 ? 'schema/ is up to date' : `wrote ${differing.join(', ')}`);
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) await main();
