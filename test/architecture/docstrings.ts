import { isNode, lineOf, parseSource, walk } from './source.ts';
import type { Source, SyntaxNode } from './source.ts';

/** Characters of a docstring's first sentence, and of a line of a comment. */
export const MOST_OF_SENTENCE = 100;
export const MOST_OF_LINE = 130;

/** Words that only this project's authors would understand, as field words exist for what they mean. */
export const DIALECT = [
  'noun',
  'nouns',
  'house',
  'world',
  'offer',
  'offers',
  'offered',
  'told',
  'asked',
  'bears on',
  'whoever',
  'whomever',
] as const;

/** One thing wrong with a comment. */
export interface DocFault {
  readonly at: string;
  readonly what: string;
}

interface Comment {
  readonly type: 'CommentBlock' | 'CommentLine';
  readonly value: string;
}

/** What a newcomer would stumble over: exports without a docstring, long first sentences and lines, words of our own. */
export function docFaultsOf(source: Source): DocFault[] {
  const faults: DocFault[] = [];
  const tree = parseSource(source);
  const documented = new Set<string>();
  for (const statement of tree['body'] as SyntaxNode[]) {
    // A type beside a constant of the same name is read with it.
    const names = exportedNames(statement).filter((name) => !documented.has(name));
    if (names.length === 0) continue;
    const at = `${source.path}:${lineOf(statement)}`;
    const doc = docOf(statement);
    if (doc === null && isDescribed(statement)) continue;
    if (doc === null) {
      faults.push({ at, what: `${names.join(', ')} has no docstring` });
      continue;
    }
    for (const name of names) documented.add(name);
    const sentence = firstSentence(doc);
    if (sentence.length > MOST_OF_SENTENCE)
      faults.push({ at, what: `${sentence.length} characters in the first sentence: ${sentence}` });
  }
  for (const { line, length, text } of commentLines(source)) {
    const at = `${source.path}:${line}`;
    if (length > MOST_OF_LINE) faults.push({ at, what: `a comment line of ${length} characters` });
    for (const word of DIALECT)
      if (new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(text)) faults.push({ at, what: `"${word}"` });
  }
  return faults;
}

/** Names of functions, classes, interfaces, types and constants that a statement declares and exports. */
function exportedNames(statement: SyntaxNode): string[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declaration = statement['declaration'] as SyntaxNode | null;
  if (declaration === null) return [];
  if (declaration.type === 'VariableDeclaration')
    return (declaration['declarations'] as SyntaxNode[]).map((entry) => nameOf(entry));
  return [nameOf(declaration)];
}

function nameOf(node: SyntaxNode): string {
  return String((node['id'] as SyntaxNode | null)?.['name'] ?? '');
}

/**
 * Whether a declaration says itself what it is, in words that people read.
 * A class of the API by the description of its decorator, an entity or an act by its help, a closed list of the API and
 * a page of a list by what they are made with.
 */
function isDescribed(statement: SyntaxNode): boolean {
  const declaration = statement['declaration'] as SyntaxNode;
  const decorators = [statement, declaration].flatMap((node) => (node['decorators'] ?? []) as SyntaxNode[]);
  const values = ((declaration['declarations'] ?? []) as SyntaxNode[]).map((entry) => entry['init']);
  return (
    decorators.some((decorator) => hasProperty(decorator['expression'], 'description')) ||
    values.some((value) => hasProperty(value, 'help') || isCallOf(value, DESCRIBED_BY_ARGUMENT))
  );
}

const DESCRIBED_BY_ARGUMENT: ReadonlySet<string> = new Set(['choiceType', 'connectionOf']);

/** Whether a value is what one of the functions returns. */
function isCallOf(value: unknown, names: ReadonlySet<string>): boolean {
  if (!isNode(value) || value.type !== 'CallExpression' || !isNode(value['callee'])) return false;
  return names.has(String(value['callee']['name']));
}

/** Whether a call is given an object with the property. */
function hasProperty(call: unknown, name: string): boolean {
  if (!isNode(call) || call.type !== 'CallExpression') return false;
  return (call['arguments'] as SyntaxNode[]).some(
    (given) =>
      given.type === 'ObjectExpression' &&
      (given['properties'] as SyntaxNode[]).some(
        (property) => (property['key'] as SyntaxNode | undefined)?.['name'] === name,
      ),
  );
}

/** The text of the docstring right before a statement, without stars; null where there is none. */
function docOf(statement: SyntaxNode): string | null {
  const decorators = ((statement['declaration'] as SyntaxNode)['decorators'] ?? []) as SyntaxNode[];
  const comments = [statement, ...decorators].flatMap((node) => (node['leadingComments'] ?? []) as Comment[]);
  const last = comments.at(-1);
  if (last === undefined || last.type !== 'CommentBlock' || !last.value.startsWith('*')) return null;
  return last.value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .join('\n')
    .trim();
}

/** Up to the first full stop that ends a sentence, or the first blank line or tag. */
export function firstSentence(doc: string): string {
  const paragraph = doc.split(/\n\s*\n|\n?@\w+/)[0]!.replaceAll('\n', ' ');
  return /^.*?[.!?](?=\s+[A-ZÀ-Ỹ("“`'@]|$)/.exec(paragraph)?.[0] ?? paragraph;
}

/** One line of a comment: where it stands, how long the whole line is, and what the comment says on it. */
interface CommentLine {
  readonly line: number;
  readonly length: number;
  readonly text: string;
}

/** Every line that is, or belongs to, a comment; code before it counts to the length, not to the text. */
function commentLines({ path, text }: Source): CommentLine[] {
  const lines = text.split('\n');
  return commentsOf({ path, text }).flatMap(({ value, loc }) =>
    value.split('\n').map((said, index) => {
      const line = loc.start.line + index;
      return { line, length: lines[line - 1]!.length, text: said };
    }),
  );
}

interface LocatedComment extends Comment {
  readonly loc: { readonly start: { readonly line: number } };
}

/** Every comment of a file once, in no order. */
function commentsOf(source: Source): LocatedComment[] {
  const found = new Set<LocatedComment>();
  walk(parseSource(source), (node) => {
    for (const field of ['leadingComments', 'innerComments', 'trailingComments'])
      for (const comment of (node[field] ?? []) as LocatedComment[]) found.add(comment);
  });
  return [...found];
}
