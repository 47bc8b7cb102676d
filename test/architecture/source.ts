import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source, SyntaxNode } from '../../server/cli/gen/syntax.ts';
import { isNode, parseSource, walk } from '../../server/cli/gen/syntax.ts';

export type { Source, SyntaxNode };
export { isNode, parseSource, walk };

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One thing a file imports; a specifier of null is computed and cannot be checked. */
export interface Import {
  readonly specifier: string | null;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Every file below the folders whose name has the ending, installed packages left out. */
export function readSources(folders: readonly string[], ending: RegExp): Source[] {
  return folders.flatMap((folder) =>
    listFiles(join(root, folder))
      .filter((file) => ending.test(file))
      .map((file) => ({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') })),
  );
}

function listFiles(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(file);
    return entry.isFile() ? [file] : [];
  });
}

/** The line a node starts on. */
export function lineOf(node: SyntaxNode): number {
  return (node['loc'] as { start: { line: number } } | undefined)?.start.line ?? 0;
}

/** All imports of a file: static, of types, re-exported, dynamic, `import('x').T`, `import x = require` and require. */
export function importsOf(source: Source): Import[] {
  const imports: Import[] = [];
  walk(parseSource(source), (node) => {
    const found = importOf(node);
    if (found !== null) imports.push({ ...found, line: lineOf(node) });
  });
  return imports;
}

function importOf(node: SyntaxNode): Omit<Import, 'line'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!isNode(node['source'])) return null;
      return { specifier: literal(node['source']), typeOnly: isTypeOnly(node) };
    case 'ImportExpression':
      return { specifier: literal(node['source']), typeOnly: false };
    case 'TSImportType':
      return { specifier: literal(node['source'] ?? node['argument']), typeOnly: true };
    case 'TSExternalModuleReference':
      return { specifier: literal(node['expression']), typeOnly: false };
    case 'CallExpression':
      return isRequire(node['callee'])
        ? { specifier: literal((node['arguments'] as unknown[])[0]), typeOnly: false }
        : null;
    default:
      return null;
  }
}

/** `import type` and `export type`; `import { type T }` still loads the file when it runs. */
function isTypeOnly(node: SyntaxNode): boolean {
  return node['importKind'] === 'type' || node['exportKind'] === 'type';
}

function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee['name'] === 'require';
}

function literal(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'StringLiteral') return node['value'] as string;
  if (node.type === 'TSLiteralType') return literal(node['literal']);
  if (node.type === 'TemplateLiteral' && (node['expressions'] as unknown[]).length === 0) {
    const [quasi] = node['quasis'] as { value: { cooked: string } }[];
    return quasi?.value.cooked ?? null;
  }
  return null;
}

/** The path a relative specifier leads to, from the root; null for a package or a built-in module. */
export function resolveOwn(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}
