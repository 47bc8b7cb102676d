import { isNode, parseSource, productSources } from './syntax.ts';
import type { Source, SyntaxNode } from './syntax.ts';

/** Where the list of texts is committed. */
export const TEXTS = 'schema/texts.json';

/** A text shown to people, where it is written. Values put in at run time stand in braces. */
export interface ShownText {
  /** File and the names that lead to the text in it, such as "rules/kit/rating#WORDS.GOOD". */
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  readonly file: string;
}

const LANGUAGES: ReadonlySet<string> = new Set(['vi', 'en']);

/** Sample data are content, not sentences of the product. */
const FOLDERS = ['rules', 'plugins', 'server'];
const APART = /^server\/(sample|cli\/(gen|new))\//;

/**
 * Every text in both languages that the product's sources hold.
 * Written as `{ vi: '…', en: '…' }`, or given to a helper as two texts in a row.
 * Sources are read, not loaded declarations: these cannot say where a text is written, and inline ones are in none.
 */
export function shownTexts(root: string): ShownText[] {
  const sources = productSources(root, FOLDERS).filter(({ path }) => !APART.test(path));
  const trees = sources.map((source) => ({ source, tree: parseSource(source) }));
  const helpers = new Set(trees.flatMap(({ tree }) => helpersIn(tree)));
  return trees.flatMap(({ source, tree }) => textsOf(source, tree, helpers));
}

/**
 * The list as it is committed: one text a line.
 * Then those of one language that the other says in several ways.
 * Several ways may be right, as "Unit" and "Units" are in Vietnamese; a new line there is for a reviewer to judge.
 */
export function textsFile(texts: readonly ShownText[]): string {
  const lines = (entries: readonly string[]) => entries.map((entry) => `    ${entry}`).join(',\n');
  const ways = (from: 'vi' | 'en', to: 'vi' | 'en') =>
    lines(
      severalWays(texts, from, to).map(([text, others]) => JSON.stringify({ [from]: text, [to]: others })),
    );
  return `{
  "texts": [
${lines(texts.map((text) => JSON.stringify(text)))}
  ],
  "oneVietnameseSeveralEnglish": [
${ways('vi', 'en')}
  ],
  "oneEnglishSeveralVietnamese": [
${ways('en', 'vi')}
  ]
}
`;
}

/** Texts of one language that the other says in several ways, with these, in order. */
function severalWays(
  texts: readonly ShownText[],
  from: 'vi' | 'en',
  to: 'vi' | 'en',
): [text: string, others: string[]][] {
  const others = new Map<string, Set<string>>();
  for (const text of texts) others.set(text[from], (others.get(text[from]) ?? new Set()).add(text[to]));
  return [...others]
    .filter(([, ways]) => ways.size > 1)
    .map(([text, ways]): [string, string[]] => [text, [...ways].toSorted()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Letters that Vietnamese has and English has not. */
export const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

/** Functions that somewhere take a Vietnamese text and the English one after it. */
function helpersIn(tree: SyntaxNode): string[] {
  const names: string[] = [];
  visit(tree, [], (node) => {
    const pair = pairOfArguments(node);
    if (pair !== null && VIETNAMESE.test(pair.vi) && !VIETNAMESE.test(pair.en)) names.push(calleeOf(node)!);
  });
  return names;
}

/** Every text of one file. */
export function textsOf({ path }: Source, tree: SyntaxNode, helpers: ReadonlySet<string>): ShownText[] {
  const seen = new Map<string, number>();
  const texts: ShownText[] = [];
  visit(tree, [], (node, names) => {
    const pair = pairOfProperties(node) ?? (helpers.has(calleeOf(node) ?? '') ? pairOfArguments(node) : null);
    if (pair === null) return;
    const id = [path.replace(/\.ts$/, ''), names.join('.')].join('#');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    texts.push({ id: before === 0 ? id : `${id}~${before + 1}`, ...pair, file: path });
  });
  return texts;
}

interface Pair {
  readonly vi: string;
  readonly en: string;
}

/** The two texts of `{ vi: '…', en: '…' }`; null for any other node. */
function pairOfProperties(node: SyntaxNode): Pair | null {
  if (node.type !== 'ObjectExpression') return null;
  const properties = node['properties'] as SyntaxNode[];
  const valueOf = (name: string) => {
    const found = properties.find((property) => keyOf(property) === name);
    return found === undefined ? null : textIn(found['value']);
  };
  const [vi, en] = [valueOf('vi'), valueOf('en')];
  return vi === null || en === null || !hasLetter(vi + en) ? null : { vi, en };
}

/** Whether a text says anything besides the values put into it. */
function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{[^}]*\}/g, ''));
}

/** The first two arguments in a row that are texts; null where a call has none. */
function pairOfArguments(node: SyntaxNode): Pair | null {
  if (calleeOf(node) === null) return null;
  const given = (node['arguments'] as unknown[]).map(textIn);
  const at = given.findIndex((text, index) => text !== null && (given[index + 1] ?? null) !== null);
  return at === -1 ? null : { vi: given[at]!, en: given[at + 1]! };
}

function calleeOf(node: SyntaxNode): string | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const callee = node['callee'];
  return isNode(callee) && callee.type === 'Identifier' ? String(callee['name']) : null;
}

/** The text that a node writes down, with values put in at run time in braces; null where it is none. */
export function textIn(node: unknown): string | null {
  if (!isNode(node)) return null;
  switch (node.type) {
    case 'StringLiteral':
      return String(node['value']);
    case 'TSAsExpression':
      return textIn(node['expression']);
    case 'TemplateLiteral':
      return templateText(node);
    case 'BinaryExpression': {
      const [left, right] = [textIn(node['left']), textIn(node['right'])];
      return left === null || right === null ? null : left + right;
    }
    default:
      return null;
  }
}

function templateText(node: SyntaxNode): string {
  const values = node['expressions'] as SyntaxNode[];
  return (node['quasis'] as { value: { cooked: string } }[])
    .map((quasi, index) => quasi.value.cooked + (index < values.length ? `{${nameOf(values[index]!)}}` : ''))
    .join('');
}

/** The name by which a value is known in the source: `unit.code` is "code", `formatDay(due)` and `due.vi` are "due". */
function nameOf(node: SyntaxNode): string {
  if (node.type === 'Identifier') return LANGUAGES.has(String(node['name'])) ? 'text' : String(node['name']);
  if (node.type === 'MemberExpression') {
    const property = node['property'] as SyntaxNode;
    return nameOf(LANGUAGES.has(String(property['name'])) ? (node['object'] as SyntaxNode) : property);
  }
  const [first] = (node['arguments'] ?? []) as SyntaxNode[];
  return first === undefined ? '…' : nameOf(first);
}

function keyOf(node: SyntaxNode): string | null {
  const key = node['key'];
  if (!isNode(key) || node['computed'] === true) return null;
  return String(key['name'] ?? key['value'] ?? '');
}

/** Walks a tree with the names that lead to each node: declared names, keys and methods. */
function visit(
  node: SyntaxNode,
  names: readonly string[],
  each: (node: SyntaxNode, names: readonly string[]) => void,
): void {
  each(node, names);
  const name = declaredName(node);
  const inner = name === null ? names : [...names, name];
  for (const [field, value] of Object.entries(node)) {
    if (field.endsWith('Comments') || field === 'loc') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, inner, each);
  }
}

function declaredName(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'VariableDeclarator':
    case 'FunctionDeclaration':
    case 'ClassDeclaration': {
      const id = node['id'];
      return isNode(id) && typeof id['name'] === 'string' ? id['name'] : null;
    }
    case 'ObjectProperty':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return keyOf(node);
    default:
      return null;
  }
}
