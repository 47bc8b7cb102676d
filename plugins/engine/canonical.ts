/**
 * Plain data as RFC 8785 canonical JSON, text in NFC: what a card’s digest is taken of. Names are compared by UTF-16
 * code units and are expected to be plain ASCII, as every name of a card is; a name whose value is undefined is left
 * out, as in JSON.
 *
 * @throws TypeError at a lone surrogate, a number that is not finite, and at what is no plain data.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no number of JSON`);
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? list(value) : members(value as Readonly<Record<string, unknown>>);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new TypeError(`plain data holds no ${typeof value}`);
  }
}

function list(entries: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < entries.length; index++)
    text += (index === 0 ? '' : ',') + canonicalJson(entries[index]);
  return `${text}]`;
}

function members(object: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const name of inOrder(Object.keys(object))) {
    const value = object[name];
    if (value !== undefined) text += (text === '{' ? '' : ',') + named(name) + canonicalJson(value);
  }
  return `${text}}`;
}

/** A few hundred names make up all cards: columns, places of messages, facts. More than that are written anew each time. */
const CACHED_NAMES = 2000;
const cached = new Map<string, string>();

function named(name: string): string {
  const known = cached.get(name);
  if (known !== undefined) return known;
  const text = `${quoted(name)}:`;
  if (cached.size < CACHED_NAMES) cached.set(name, text);
  return text;
}

/** Puts names in order by insertion: they are few, and most come in order. */
function inOrder(names: string[]): readonly string[] {
  for (let index = 1; index < names.length; index++) {
    const name = names[index]!;
    let place = index;
    for (; place > 0 && names[place - 1]! > name; place--) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}

/** Printable ASCII without quote and backslash: written as it is, and in NFC. Most of a card is. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate is no text');
  return JSON.stringify(text.normalize('NFC'));
}
