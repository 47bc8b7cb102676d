import { describe, expect, test } from 'vitest';
import { isNode, lineOf, parseSource, readSources, walk } from './source.ts';
import { isTest } from './violations.ts';
import type { Source, SyntaxNode } from './source.ts';

const clock = 'A score must be the same on any day: days come from facts, the period and asOf.';
const chance = 'A score must be the same on every run.';
const context = 'Rules and plugins are pure: whatever they need is an argument.';
const inexact = 'Points are exact: use the fractions of rules/kit until the scheme rounds.';

/** Names that lead out of what a rule may know, whether called, named as a type or taken from an object. */
const forbiddenNames: ReadonlyMap<string, string> = new Map([
  ['Date', clock],
  ['process', context],
  ['globalThis', context],
  ['parseFloat', inexact],
]);

/** Members that are forbidden on any object. */
const forbiddenMembers: ReadonlyMap<string, string> = new Map([
  ['parseFloat', inexact],
  ['toFixed', inexact],
]);

/** Members that are forbidden on Math. */
const forbiddenMath: ReadonlyMap<string, string> = new Map([
  ['random', chance],
  ['round', inexact],
]);

interface Impurity {
  readonly at: string;
  readonly name: string;
  readonly because: string;
}

/** Every forbidden name in a file, from its syntax tree: comments, texts and property names do not count. */
function impuritiesOf(source: Source): Impurity[] {
  const found: Impurity[] = [];
  function report(node: SyntaxNode, name: string, because: string | undefined): void {
    if (because !== undefined) found.push({ at: `${source.path}:${lineOf(node)}`, name, because });
  }
  walk(parseSource(source), (node, parent, field) => {
    if (node.type === 'Identifier' && !isPropertyName(parent, field)) {
      const name = String(node['name']);
      report(node, name, forbiddenNames.get(name));
    }
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      const member = memberName(node);
      if (member === null) return;
      report(node, member, forbiddenMembers.get(member));
      if (isMath(node['object'])) report(node, `Math.${member}`, forbiddenMath.get(member));
    }
    if (node.type === 'VariableDeclarator' && isMath(node['init']) && isNode(node['id'])) {
      for (const property of (node['id']['properties'] ?? []) as SyntaxNode[]) {
        const member = propertyName(property);
        report(property, `Math.${member}`, forbiddenMath.get(member));
      }
    }
  });
  return found;
}

/** Whether an identifier only names a field, as in `task.process` or `{ Date: 1 }`; the value of `{ Date }` counts. */
function isPropertyName(parent: SyntaxNode | null, field: string): boolean {
  if (parent === null || parent['computed'] === true) return false;
  return field === 'property' || field === 'key';
}

function memberName(node: SyntaxNode): string | null {
  const property = node['property'];
  if (!isNode(property)) return null;
  if (node['computed'] !== true) return String(property['name']);
  return property.type === 'StringLiteral' ? String(property['value']) : null;
}

function propertyName(property: SyntaxNode): string {
  const key = property['key'];
  return isNode(key) ? String(key['name'] ?? key['value']) : '';
}

function isMath(node: unknown): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === 'Math';
}

describe('rules and plugins are pure', () => {
  const sources = readSources(['rules', 'plugins'], /\.ts$/).filter((source) => !isTest(source.path));

  test('there are files to look at', () => {
    expect(sources.length).toBeGreaterThan(0);
  });

  test('no clock, no chance, no process, no floating rounding', () => {
    const told = sources
      .flatMap(impuritiesOf)
      .map(({ at, name, because }) => `${at} uses ${name}\n    ${because}`);
    expect(told, 'impurities').toEqual([]);
  });
});

describe('the checker', () => {
  test.each([
    ['Date.now()', ['Date']],
    ['const due: Date = given', ['Date']],
    ['const { random } = Math', ['Math.random']],
    ['Math.random()', ['Math.random']],
    ["Math['round'](x)", ['Math.round']],
    ['Math?.round(x)', ['Math.round']],
    ['process.env.HOME', ['process']],
    ['globalThis.Date', ['globalThis']],
    ['parseFloat(text)', ['parseFloat']],
    ['Number.parseFloat(text)', ['parseFloat']],
    ['x.toFixed(2)', ['toFixed']],
    ['x?.toFixed(2)', ['toFixed']],
    ['const facts = { Date }', ['Date']],
  ])('finds %s', (text, names) => {
    expect(impuritiesOf({ path: 'invented.ts', text }).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['// Date.now() would be wrong'],
    ["const title = 'Date process parseFloat'"],
    ['task.process'],
    ['const row = { process: 1, Date: 2 }'],
    ['Math.max(1, 2)'],
    ['type Row = { readonly Date: string }'],
  ])('passes %s', (text) => {
    expect(impuritiesOf({ path: 'invented.ts', text })).toEqual([]);
  });
});
