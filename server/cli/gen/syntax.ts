import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';

/** A node of the syntax tree, read by its field names only. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One source file: its path from the root, with slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** The product's TypeScript sources below some folders, tests and declarations apart, by path. */
export function productSources(root: string, folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) => !path.endsWith('.test.ts') && !path.endsWith('.d.ts') && !path.includes('node_modules/'),
    )
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The syntax tree of a TypeScript module, or of a script where the file says it is CommonJS. */
export function parseSource({ path, text }: Source): SyntaxNode {
  const isScript = path.endsWith('.cjs');
  const tree = parse(text, {
    sourceFilename: path,
    sourceType: isScript ? 'script' : 'module',
    plugins: isScript ? [] : ['typescript', 'decorators-legacy'],
  });
  return tree.program as unknown as SyntaxNode;
}

/** Calls `visit` for each node of the tree with its parent and the field it hangs in, parents first. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | null, field: string) => void,
  parent: SyntaxNode | null = null,
  field = '',
): void {
  visit(node, parent, field);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node, name);
    }
  }
}

/** Whether a value is a node of the syntax tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}
