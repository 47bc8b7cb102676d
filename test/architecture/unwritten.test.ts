// A scaffold marks what its author has to write; nothing lands with such a mark.
import { expect, test } from 'vitest';
import { TO_WRITE } from '../../server/cli/new/scaffold.ts';
import { readSources } from './source.ts';

test('every line that a scaffold left to its author is written', () => {
  const sources = readSources(['rules', 'plugins', 'server/modules', 'migrations'], /\.(ts|yaml|md)$/);
  expect(sources.length).toBeGreaterThan(0);
  const marked = sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const at = line.indexOf(TO_WRITE);
      return at === -1 ? [] : [`${path}:${index + 1} ${line.slice(at)}`];
    }),
  );
  expect(marked, 'lines still to be written').toEqual([]);
});
