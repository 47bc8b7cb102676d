import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './revisions.ts';

/** The folders whose code decides what a card says. */
const FOLDERS = ['rules', 'plugins', 'server/platform', 'server/modules', 'server/scoring'];

let code: string | undefined;

/**
 * What computes cards here: the very code, with the versions of the rules that it was given. A card kept by anything else is not found, so
 * that no correction of engine, rule or fact query can forget to say that kept cards are out of date.
 */
export function fingerprintOf(catalogue: Catalogue): string {
  const hash = createHash('sha256').update((code ??= codeDigest()));
  for (const [id, plugin] of Object.entries(catalogue.plugins)) {
    hash.update(id);
    for (const { id: criterion, rule } of plugin.criteria)
      hash.update(`${criterion} ${rule.id} ${rule.version}`);
    for (const { id: condition, condition: rule } of plugin.conditions)
      hash.update(`${condition} ${rule.id} ${rule.version}`);
  }
  return hash.digest('hex').slice(0, 32);
}

function codeDigest(): string {
  const root = join(import.meta.dirname, '../..');
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /(?<!\.test|\.d)\.[jt]s$/.test(file)).toSorted())
      hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex');
}
