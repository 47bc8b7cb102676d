/** A text shown to people, Vietnamese first. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

/** A language that texts are in. */
export type Language = keyof Text;

/**
 * A text in both languages, where it stands in a list of many.
 *
 * @example t('Đúng hạn', 'On time') // { vi: 'Đúng hạn', en: 'On time' }
 */
export function t(vi: string, en: string): Text {
  return { vi, en };
}

/** A value that a message may name: never an object, so a stored card stays plain data. */
export type Scalar = string | number | boolean | null;

/**
 * A message by its id, with the values that it names.
 * The words live in the catalogue of the rule, plugin or engine that declared the id.
 */
export interface Message {
  readonly message: string;
  readonly data: Readonly<Record<string, Scalar>>;
}

/** Fills `{name}` places of a template; an absent name is a fault of the caller and is thrown. */
export function fill(template: string, data: Readonly<Record<string, Scalar>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(data, name))
      throw new Error(`message "${template}" names {${name}}, which its data lacks`);
    return String(data[name]);
  });
}

/** The names in braces in a template. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}

/** Fills both languages of a template. */
export function fillBoth(template: Text, data: Readonly<Record<string, Scalar>>): Text {
  return { vi: fill(template.vi, data), en: fill(template.en, data) };
}
