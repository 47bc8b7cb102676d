import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VARIABLE_NAMES } from '../../server/env.ts';
import type { Source, SyntaxNode } from './source.ts';
import { isNode, lineOf, parseSource, readSources, root, walk } from './source.ts';

/*
 * The environment is read in one file, where each variable is declared once, checked and explained. The start-up script is left out: it
 * runs on any Node before there is a build, and hands its own environment on.
 */

const READER = 'server/env.ts';

/** Every place of a file that may read the environment: process.env, and ways to take `env` or `process` elsewhere. */
function readsOf(source: Source): string[] {
  const found: string[] = [];
  walk(parseSource(source), (node) => {
    if (isEnvOfProcess(node) || isTakenApart(node) || isImported(node))
      found.push(`${source.path}:${lineOf(node)}`);
  });
  return found;
}

function isEnvOfProcess(node: SyntaxNode): boolean {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false;
  const { property } = node;
  const name = isNode(property) ? (property['name'] ?? property['value']) : null;
  return isProcess(node['object']) && name === 'env';
}

/** `const { env } = process`, or process under another name. */
function isTakenApart(node: SyntaxNode): boolean {
  return node.type === 'VariableDeclarator' && isProcess(node['init']);
}

function isImported(node: SyntaxNode): boolean {
  if (node.type !== 'ImportDeclaration') return false;
  const { source } = node;
  return isNode(source) && ['process', 'node:process'].includes(String(source['value']));
}

function isProcess(value: unknown): boolean {
  return isNode(value) && value.type === 'Identifier' && value['name'] === 'process';
}

it('is read by server/env.ts alone', () => {
  const sources = readSources(['server'], /(?<!\.test)\.ts$/);
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap(readsOf).filter((place) => !place.startsWith(`${READER}:`))).toEqual([]);
  expect(readsOf(sources.find(({ path }) => path === READER)!)).not.toEqual([]);
});

it('is explained to operators, variable by variable', () => {
  const guide = readFileSync(join(root, 'server/README.md'), 'utf8');
  expect(VARIABLE_NAMES.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

it.each([
  'const port = process.env.PORT;',
  "const port = process.env['PORT'];",
  "const port = process?.env['PORT'];",
  "const port = process['env']['PORT'];",
  'const { env } = process;',
  "import { env } from 'node:process';",
])('%s counts as reading it', (text) => {
  expect(readsOf({ path: 'server/a.ts', text })).toEqual(['server/a.ts:1']);
});

it.each(['process.exitCode = 1;', "const text = 'process.env';", 'const env = readEnvironment();'])(
  '%s does not',
  (text) => {
    expect(readsOf({ path: 'server/a.ts', text })).toEqual([]);
  },
);
