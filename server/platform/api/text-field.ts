import 'reflect-metadata';
import { Arg, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Language, Text } from '../../../rules/kit/text.ts';
import { addField } from './direct-field.ts';

/** Languages that texts come in. */
export const LANGUAGES = { VI: 'vi', EN: 'en' } as const satisfies Record<string, Language>;

registerEnumType(LANGUAGES, {
  name: 'Language',
  description:
    'A language of texts. Without it a text comes in the language of Accept-Language, else in Vietnamese.',
  valuesConfig: { VI: { description: 'Tiếng Việt.' }, EN: { description: 'English.' } },
});

/** A text in both languages. */
@ObjectType('LocalizedText', { description: 'A text in Vietnamese and English.', simpleResolvers: true })
export class LocalizedText {
  @Field(() => String, { description: 'In Vietnamese.' })
  readonly vi!: string;

  @Field(() => String, { description: 'In English.' })
  readonly en!: string;
}

/** A text that is put together only in the languages that are read. */
class LazyText implements Text {
  readonly #write: (language: Language) => string;

  constructor(write: (language: Language) => string) {
    this.#write = write;
  }

  get vi(): string {
    return this.#write('vi');
  }

  get en(): string {
    return this.#write('en');
  }
}

/** A text in both languages, each put together when it is read. */
export function lazyText(write: (language: Language) => string): Text {
  return new LazyText(write);
}

/**
 * Declares a text as two fields: a string in the caller’s language, and both languages.
 *
 * The second one is "titleText" for "title", and "ratingTexts" for "ratingText".
 */
export function TextField(
  description: string,
  options: { readonly nullable?: true } = {},
): PropertyDecorator {
  return (prototype, property) => addTextField(prototype, String(property), description, options);
}

/**
 * The same as `TextField`, for properties known only at run time.
 * @param read finds the text on the instance
 * @param column the entity’s column that holds it; null for a computed text
 */
export function addTextField(
  prototype: object,
  name: string,
  description: string,
  options: { readonly nullable?: true } = {},
  read: (self: object) => Text | null = (self) => (self as Record<string, unknown>)[name] as Text | null,
  column: string | null = null,
): void {
  addField(prototype, {
    name,
    type: () => String,
    description,
    ...options,
    parameters: [languageArgument],
    source: column === null ? null : { kind: 'label', column, both: false },
    resolve: (self, { language }, context) =>
      read(self)?.[(language as Language | null | undefined) ?? context.language] ?? null,
  });
  addField(prototype, {
    // "ratingText" in both languages is "ratingTexts".
    name: name.endsWith('Text') ? `${name}s` : `${name}Text`,
    type: () => LocalizedText,
    description: `In both languages: ${description}`,
    ...options,
    parameters: [],
    source: column === null ? null : { kind: 'label', column, both: true },
    resolve: (self) => read(self),
  });
}

const languageArgument = Arg('language', () => LANGUAGES, {
  nullable: true,
  description: 'Language of the text; by default that of the request.',
});
