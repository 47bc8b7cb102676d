// The rooms as the guide shows them are the rooms as they are enforced.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layers } from './layers.ts';
import { readSources, root } from './source.ts';

/** Most lines of a room; platform and modules are folders of small rooms. */
const MOST_LINES = 3500;

test('server/README.md says of every room, lower ones first, what it may and may not do', () => {
  const text = readFileSync(join(root, 'server/README.md'), 'utf8');
  const rows = [...text.matchAll(/^\| \*\*([^*]+)\*\* +\| (.+?) +\| (.+?) +\|$/gm)].map(
    ([, name, may, mayNot]) => ({ name: `server/${name}`, may, mayNot }),
  );
  const rooms = layers
    .filter(({ name }) => name.startsWith('server/'))
    .map(({ name, may, mayNot }) => ({ name, may, mayNot }));
  expect(rows).toEqual(rooms);
});

test('no room has grown too large to be read in a day', () => {
  const lines = new Map<string, number>();
  for (const { path, text } of readSources(['server'], /\.ts$/)) {
    const room = layers.find((layer) => layer.path.test(path))!.name;
    lines.set(room, (lines.get(room) ?? 0) + text.split('\n').length);
  }
  expect(lines.size).toBeGreaterThan(15);
  const large = [...lines].filter(([room, count]) => room !== 'server/modules' && count > MOST_LINES);
  expect(large).toEqual([]);
});
