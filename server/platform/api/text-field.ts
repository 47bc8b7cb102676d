import 'reflect-metadata';
import { Arg, Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Language, Text } from '../../../rules/kit/text.ts';
import type { RequestContext } from './context.ts';

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

/** A property holding a text shows as a string in the caller’s language, and in both as "titleText" (of "title"), "ratingTexts" (of "ratingText"). */
export function TextField(
  description: string,
  options: { readonly nullable?: true } = {},
): PropertyDecorator {
  return (prototype, property) => addTextField(prototype, String(property), description, options);
}

/** The same, for properties known only at run time; `read` finds the text on the instance. */
export function addTextField(
  prototype: object,
  name: string,
  description: string,
  options: { readonly nullable?: true } = {},
  read: (self: Record<string, unknown>) => Text | null = (self) => self[name] as Text | null,
): void {
  addMethod(prototype, `${name}InLanguage`, {
    name,
    type: () => String,
    description,
    ...options,
    parameters: [languageArgument, Ctx()],
    resolve: (self, language, context) =>
      read(self as never)?.[(language as Language | null) ?? (context as RequestContext).language] ?? null,
  });
  addMethod(prototype, `${name}InBoth`, {
    // "ratingText" in both languages is "ratingTexts".
    name: name.endsWith('Text') ? `${name}s` : `${name}Text`,
    type: () => LocalizedText,
    description: `In both languages: ${description}`,
    ...options,
    parameters: [],
    resolve: (self) => read(self as never),
  });
}

const languageArgument = Arg('language', () => LANGUAGES, {
  nullable: true,
  description: 'Language of the text; by default that of the request.',
});

interface MethodField {
  readonly name: string;
  readonly type: () => never;
  readonly description: string;
  readonly nullable?: true;
  readonly parameters: readonly ((prototype: object, method: string, index: number) => void)[];
  resolve(self: object, ...parameters: unknown[]): unknown;
}

/** Adds a field with a resolver to a class whose fields are known only at run time. */
export function addMethod(
  prototype: object,
  method: string,
  {
    name,
    type,
    description,
    nullable,
    parameters,
    resolve,
  }: Omit<MethodField, 'type'> & { type: () => unknown },
): void {
  const descriptor: PropertyDescriptor = {
    configurable: true,
    writable: true,
    value(this: object, ...values: unknown[]) {
      return resolve(this, ...values);
    },
  };
  Object.defineProperty(prototype, method, descriptor);
  parameters.forEach((decorate, index) => decorate(prototype, method, index));
  const options = { name, description, ...(nullable && { nullable }) };
  (Field(type as () => StringConstructor, options) as MethodDecorator)(prototype, method, descriptor);
}
