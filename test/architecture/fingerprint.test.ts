import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { coveredFiles } from '../../server/scoring/fingerprint.ts';
import { importsOf, readSources, resolveOwn } from './source.ts';

/*
 * The fingerprint makes stored cards unfindable for other code than that which computed them. What it does not cover could change a card
 * without that; what it covers needlessly makes every province compute all its cards again for a sentence in a resolver.
 */

/** Where computing a card begins, and what decides whether a stored one still counts. */
const ROOTS = [
  'server/scoring/compute/score-service.ts',
  'server/facts/loaders/index.ts',
  'server/schemes/revisions.ts',
  'server/schemes/catalogue.ts',
  'server/scoring/stored/stored-cards.ts',
  'server/scoring/dependencies/card-dependencies.ts',
  'server/platform/ledger/stamps.ts',
  'server/platform/database/embedded-engine.ts',
];

const sources = new Map(
  readSources(['rules', 'plugins', 'server', 'migrations'], /(?<!\.test)\.ts$/).map((source) => [
    source.path,
    source,
  ]),
);

/** The roots and every file of ours whose code they import, at whatever remove; types are gone when code runs. */
function reached(): ReadonlySet<string> {
  const found = new Set(ROOTS);
  for (const path of found) {
    const source = sources.get(path);
    if (source === undefined) throw new Error(`no file ${path}: a root has moved`);
    for (const { specifier, typeOnly } of importsOf(source)) {
      const target = typeOnly || specifier === null ? null : resolveOwn(path, specifier);
      if (target !== null) found.add(target);
    }
  }
  return found;
}

const covered = new Set(coveredFiles().map((name) => posix.join('server', name)));
const inServer = (path: string) => path.startsWith('server/');

it('covers every file that computing a card imports', () => {
  const missing = [...reached()].filter((path) => !covered.has(path));
  expect(missing, 'add these to the list in fingerprint.ts, or do not import them from there').toEqual([]);
});

it('covers nothing of the server that computing a card does not import', () => {
  const files = reached();
  const needless = [...covered].filter((path) => inServer(path) && !files.has(path));
  expect(needless, 'take these off the list in fingerprint.ts').toEqual([]);
});

it('covers all rules and plugins', () => {
  const pure = [...sources.keys()].filter((path) => !inServer(path) && !path.startsWith('migrations/'));
  expect(pure.length).toBeGreaterThan(100);
  expect(pure.filter((path) => !covered.has(path))).toEqual([]);
});

it('covers nothing that shows, announces or configures cards, and no token', () => {
  const elsewhere =
    /resolver|\.type\.|\.acts\.|view|words|event|announce|platform\/api\/|token|policy|simulation|draft/;
  expect([...covered].filter((path) => inServer(path) && elsewhere.test(path))).toEqual([]);
});
