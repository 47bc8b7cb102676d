import { describe, expect, test } from 'vitest';
import type { Source } from './source.ts';
import { importsOf, readSources, resolveOwn } from './source.ts';

/** The own files that each file imports, in any spelling: of types and while running too. */
type Graph = ReadonlyMap<string, readonly string[]>;

const sources = readSources(['rules', 'plugins', 'server', 'migrations', 'test'], /\.ts$/);

describe('files do not import each other in a circle, types included', () => {
  test('the source is read whole', () => {
    const graph = graphOf(sources);
    expect(graph.size).toBeGreaterThan(500);
    expect([...graph.values()].flat().length).toBeGreaterThan(graph.size);
  });

  test('no file leads back to itself', () => {
    expect(circlesOf(graphOf(sources))).toEqual([]);
  });
});

describe('the finder of circles', () => {
  test.each([
    ['of two files', { a: ['b'], b: ['a'] }, ['a → b → a']],
    ['of one file', { a: ['a'] }, ['a → a']],
    ['of three, the shortest way round', { a: ['b', 'c'], b: ['c'], c: ['a'] }, ['a → c → a']],
    ['apart from each other', { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }, ['a → b → a', 'c → d → c']],
    ['nowhere in a tree', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('finds circles %s', (_, files, circles) => {
    expect(circlesOf(new Map(Object.entries(files)))).toEqual(circles);
  });

  test('follows imports of types, of values and those made while running', () => {
    const graph = graphOf([
      { path: 'x/a.ts', text: "import type { B } from './b.ts';" },
      { path: 'x/b.ts', text: "type C = import('./c.ts').C;" },
      { path: 'x/c.ts', text: "await import('../x/a.ts');" },
    ]);
    expect(circlesOf(graph)).toEqual(['x/a.ts → x/b.ts → x/c.ts → x/a.ts']);
  });
});

function graphOf(files: readonly Source[]): Graph {
  const paths = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const own = importsOf(file).flatMap(({ specifier }) => resolveOwn(file.path, specifier ?? '') ?? []);
      return [file.path, [...new Set(own)].filter((path) => paths.has(path))];
    }),
  );
}

/** One circle of every group of files that lead to each other: the shortest through its first file. */
function circlesOf(graph: Graph): string[] {
  const reached = new Map([...graph.keys()].map((file) => [file, wayFrom(graph, file)]));
  const circles: string[] = [];
  const grouped = new Set<string>();
  for (const file of [...graph.keys()].toSorted()) {
    const from = reached.get(file)!;
    if (grouped.has(file) || !from.has(file)) continue;
    for (const other of from.keys()) if (reached.get(other)?.has(file)) grouped.add(other);
    circles.push([file, ...wayBack(from, file)].join(' → '));
  }
  return circles;
}

/** Every file that a file leads to, with the one before it on the shortest way. */
function wayFrom(graph: Graph, start: string): ReadonlyMap<string, string> {
  const before = new Map<string, string>();
  for (const queue = [start]; queue.length > 0;) {
    const file = queue.shift()!;
    for (const next of graph.get(file) ?? []) {
      if (before.has(next)) continue;
      before.set(next, file);
      queue.push(next);
    }
  }
  return before;
}

function wayBack(before: ReadonlyMap<string, string>, start: string): string[] {
  const way = [start];
  for (let file = before.get(start)!; file !== start; file = before.get(file)!) way.unshift(file);
  return way;
}
