import type { Text } from '../../../rules/kit/text.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import type { FormSchema } from '../../schemes/json-schema.ts';
import { pluginSchema, schemeSchema } from '../../schemes/json-schema.ts';
import type { ConfigurationKind } from './draft.ts';

/** Kinds of differences between two configurations. */
export const DIFFERENCE_KINDS = ['CHANGED', 'ADDED', 'REMOVED', 'MOVED'] as const;

/** One difference between two configurations. */
export interface Difference {
  readonly kind: (typeof DIFFERENCE_KINDS)[number];
  /** Dotted path in the later configuration; in the earlier one for what was removed. */
  readonly path: string;
  readonly before: Text | null;
  readonly after: Text | null;
  /** The difference as a sentence for people. */
  readonly sentence: Text;
}

/** The form of a draft or revision. @throws Error where there is no such plugin */
export function schemaOf(kind: ConfigurationKind, configures: string, catalogue: Catalogue): FormSchema {
  if (kind === 'SCHEME') return schemeSchema();
  const plugin = catalogue.plugins.get(configures);
  if (!plugin) throw new Error(`there is no plugin ${configures}`);
  return pluginSchema(plugin);
}

/** Differences of the later of two configurations from the earlier one, in the order of the form. */
export function differenceOf(
  schema: FormSchema,
  before: unknown,
  after: unknown,
  catalogue: Catalogue,
): Difference[] {
  const found: Difference[] = [];
  compare({ schema, path: [], crumbs: [], words: wordsOfCodes(catalogue) }, before, after, found);
  return found;
}

/** A node of the form: its schema, its path, and the titles that lead to it. */
interface FormNode {
  readonly schema: FormSchema;
  readonly path: readonly string[];
  readonly crumbs: readonly Text[];
  readonly words: (code: string) => Text | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Properties that name an item of a list. */
const NAMING = ['plugin', 'condition', 'rating', 'title'];

function compare(node: FormNode, before: unknown, after: unknown, found: Difference[]): void {
  const schema = givenForm(node.schema);
  const here = { ...node, schema };
  if (isFields(before) && isFields(after)) {
    for (const name of orderedNames(schema, before, after))
      compare(below(here, name), valueIn(before, name), valueIn(after, name), found);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(here, before, after, found);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) {
    found.push(described(here, before, after));
  }
}

/** The value under a name that staff wrote; undefined where they wrote none. */
function valueIn<Value>(fields: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Of "something or nothing" the schema of something. */
function givenForm(schema: FormSchema): FormSchema {
  const { anyOf } = schema;
  return anyOf ? { ...anyOf[0]!, title: schema.title!, 'x-title-en': schema['x-title-en']! } : schema;
}

function orderedNames(schema: FormSchema, before: Fields, after: Fields): string[] {
  const known = Object.keys(schema.properties ?? {});
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !known.includes(name),
  );
  return [...known, ...others.toSorted()].filter(
    (name) => Object.hasOwn(before, name) || Object.hasOwn(after, name),
  );
}

function below({ schema, path, crumbs, words }: FormNode, name: string): FormNode {
  const { properties = {}, additionalProperties } = schema;
  const property = valueIn(properties, name);
  const inner = property ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
  const title = property ? titleOf(inner, name) : { vi: name, en: name };
  return { schema: inner, path: [...path, name], crumbs: [...crumbs, title], words };
}

function titleOf(schema: FormSchema, name: string): Text {
  return { vi: schema.title ?? name, en: schema['x-title-en'] ?? schema.title ?? name };
}

function compareLists(
  node: FormNode,
  before: readonly unknown[],
  after: readonly unknown[],
  found: Difference[],
): void {
  const item = node.schema.items ?? {};
  const naming = NAMING.find(
    (name) => item.properties?.[name] && isNamed(before, name) && isNamed(after, name),
  );
  if (naming === undefined && !isSet(before, after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++)
      compareItems(node, index, numbered(index), before[index], after[index], found);
    return;
  }
  const nameOf = (value: unknown): string =>
    naming === undefined ? String(value) : String((value as Fields)[naming]);
  const label = (name: string): Text => {
    const named = naming === undefined ? item : (item.properties?.[naming] ?? {});
    return wordsOf(named, name, node.words);
  };
  const names = after.map(nameOf);
  const gone = before.map(nameOf).filter((name) => !names.includes(name));
  for (const name of gone) {
    const index = before.findIndex((value) => nameOf(value) === name);
    compareItems(node, index, label(name), before[index], undefined, found);
  }
  for (const [index, name] of names.entries()) {
    const old = before.find((value) => nameOf(value) === name);
    compareItems(node, index, label(name), old, after[index], found);
  }
  const namesBefore = before.map(nameOf).filter((name) => names.includes(name));
  const namesAfter = names.filter((name) => namesBefore.includes(name));
  if (naming !== undefined && namesBefore.join('\n') !== namesAfter.join('\n'))
    found.push(moved(node, namesBefore, namesAfter, label));
}

function isNamed(list: readonly unknown[], name: string): boolean {
  const names = list.map((value) => (isFields(value) ? value[name] : undefined));
  return names.every((one) => typeof one === 'string') && new Set(names).size === names.length;
}

function isSet(before: readonly unknown[], after: readonly unknown[]): boolean {
  return [before, after].every(
    (list) => list.every((value) => typeof value === 'string') && new Set(list).size === list.length,
  );
}

function numbered(index: number): Text {
  return { vi: `dòng ${index + 1}`, en: `row ${index + 1}` };
}

function compareItems(
  node: FormNode,
  index: number,
  label: Text,
  before: unknown,
  after: unknown,
  found: Difference[],
): void {
  const { path, crumbs, words } = node;
  const at = {
    schema: node.schema.items ?? {},
    path: [...path, String(index)],
    crumbs: [...crumbs, label],
    words,
  };
  compare(at, before, after, found);
}

function described({ schema, path, crumbs, words }: FormNode, before: unknown, after: unknown): Difference {
  const [was, is] = [before, after].map((value) =>
    value === undefined ? null : wordsOf(schema, value, words),
  ) as [Text | null, Text | null];
  const where = joined(crumbs, ' › ');
  const at = path.join('.');
  // Of an item that is its name alone, the name is not repeated as its value.
  const tail = (value: Text): Text => {
    const last = crumbs.at(-1);
    return last?.vi === value.vi ? { vi: '', en: '' } : { vi: `: ${value.vi}`, en: `: ${value.en}` };
  };
  if (was === null) {
    const what = tail(is!);
    const sentence = { vi: `Thêm ${where.vi}${what.vi}`, en: `Added ${where.en}${what.en}` };
    return { kind: 'ADDED', path: at, before: null, after: is, sentence };
  }
  if (is === null) {
    const what = tail(was);
    const sentence = { vi: `Bỏ ${where.vi}${what.vi}`, en: `Removed ${where.en}${what.en}` };
    return { kind: 'REMOVED', path: at, before: was, after: null, sentence };
  }
  const sentence = {
    vi: `${where.vi} đổi từ ${was.vi} thành ${is.vi}`,
    en: `${where.en} changed from ${was.en} to ${is.en}`,
  };
  return { kind: 'CHANGED', path: at, before: was, after: is, sentence };
}

function moved(
  { path, crumbs }: FormNode,
  before: readonly string[],
  after: readonly string[],
  label: (name: string) => Text,
): Difference {
  const [was, is] = [before, after].map((names) => joined(names.map(label), ', ')) as [Text, Text];
  const where = joined(crumbs, ' › ');
  const sentence = {
    vi: `${where.vi}: thứ tự đổi từ ${was.vi} thành ${is.vi}`,
    en: `${where.en}: the order changed from ${was.en} to ${is.en}`,
  };
  return { kind: 'MOVED', path: path.join('.'), before: was, after: is, sentence };
}

/** A value as staff read it in the form. */
function wordsOf(schema: FormSchema, value: unknown, words: FormNode['words']): Text {
  const same = (text: string): Text => ({ vi: text, en: text });
  if (value === null || value === undefined) return { vi: '(trống)', en: '(empty)' };
  if (typeof value === 'boolean') return value ? { vi: 'có', en: 'yes' } : { vi: 'không', en: 'no' };
  const choice = schema.oneOf?.find((one) => one['const'] === value);
  if (choice) return titleOf(choice, String(value));
  if (Array.isArray(value)) {
    if (value.length === 0) return { vi: '(không có)', en: '(none)' };
    return joined(
      value.map((one) => wordsOf(schema.items ?? {}, one, words)),
      '; ',
    );
  }
  if (isFields(value)) {
    const given = givenForm(schema);
    const parts = Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]): Text => {
        const property = valueIn(given.properties ?? {}, name) ?? {};
        const [title, content] = [titleOf(property, name), wordsOf(property, inner, words)];
        return { vi: `${title.vi} ${content.vi}`, en: `${title.en} ${content.en}` };
      });
    return joined(parts, ', ');
  }
  const text = String(value);
  const named = words(text);
  if (named) return named;
  return /^-?\d+\.\d+$/.test(text) ? { vi: text.replace('.', ','), en: text } : same(text);
}

function joined(texts: readonly Text[], by: string): Text {
  return { vi: texts.map(({ vi }) => vi).join(by), en: texts.map(({ en }) => en).join(by) };
}

/** Plugins and conditions are written by their codes and read by their titles. */
function wordsOfCodes({ plugins }: Catalogue): FormNode['words'] {
  return (code) => {
    const [plugin, id] = code.split('/') as [string, string | undefined];
    const named = plugins.get(plugin);
    if (!named) return null;
    if (id === undefined) return named.title;
    const entry = named.conditions.find((one) => one.id === id);
    return entry ? (entry.title ?? entry.condition.title) : null;
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
