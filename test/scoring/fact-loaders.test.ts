import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { FACTS } from '../../rules/facts/index.ts';
import { FACT_LOADERS, loaderOf } from '../../server/facts/loaders/index.ts';

/*
 * A fact without a loader would have no rows, on every card, without a word. The registry's type says that each has one; this says it again
 * for whoever builds without checking types, and holds the files to one loader each.
 */

const LOADERS = join(import.meta.dirname, '../../server/facts/loaders');

it('loads every fact of the catalogue, but for those that are made of other cards', () => {
  const withoutLoader = Object.keys(FACTS).filter((id) => loaderOf(id) === null);
  expect(withoutLoader.toSorted()).toEqual(['period-card', 'subordinate-rating']);
  expect(Object.keys(FACT_LOADERS).toSorted()).toEqual(
    Object.keys(FACTS)
      .filter((id) => !withoutLoader.includes(id))
      .toSorted(),
  );
});

it('keeps each loader under the id of the very fact that the catalogue holds', () => {
  for (const [id, loader] of Object.entries(FACT_LOADERS))
    expect(loader.fact, id).toBe(FACTS[id as keyof typeof FACTS]);
});

it('keeps each loader in a file of its fact’s id', () => {
  const files = readdirSync(LOADERS).map((name) => basename(name, '.ts'));
  expect(files.filter((name) => name !== 'index').toSorted()).toEqual(Object.keys(FACT_LOADERS).toSorted());
});

it('refuses the id of a fact that nobody declared', () => {
  expect(() => loaderOf('weather')).toThrow(new RangeError('fact weather has no loader'));
});
