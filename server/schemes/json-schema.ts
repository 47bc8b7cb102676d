import { z } from 'zod';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { Language, Text } from '../../rules/kit/text.ts';
import {
  AbsenceKind,
  AwardTitle,
  DirectingActKind,
  InitiativeReach,
  LegalStatus,
  PeriodKind,
  Rating,
  Role,
  RoundingModeType,
  SourceConfidence,
  UnitKind,
} from '../modules/choices.ts';
import { wordsOfChoice } from '../platform/api/choice.ts';
import {
  CapBase,
  CapRounding,
  CohortKey,
  Renormalisation,
  RoundingStep,
  SchemeSubject,
  Tenure,
} from './scheme.type.ts';

/** A JSON Schema that staff’s forms are drawn from. Titles are Vietnamese; `x-title-en` holds the English ones. */
export interface FormSchema {
  readonly [keyword: string]: unknown;
  readonly title?: string;
  readonly 'x-title-en'?: string;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly items?: FormSchema;
  readonly oneOf?: readonly FormSchema[];
  readonly anyOf?: readonly FormSchema[];
  readonly additionalProperties?: boolean | FormSchema;
}

type Words = Readonly<Record<string, Text>>;

/** Words of the closed lists that the API shows as enums; any other list brings its words along (`worded`). */
const WORDS: ReadonlyMap<string, Words> = new Map(
  [
    AbsenceKind,
    AwardTitle,
    CapBase,
    CapRounding,
    CohortKey,
    DirectingActKind,
    InitiativeReach,
    LegalStatus,
    PeriodKind,
    Rating,
    Renormalisation,
    Role,
    RoundingModeType,
    RoundingStep,
    SchemeSubject,
    SourceConfidence,
    Tenure,
    UnitKind,
  ].map((type) => {
    const words: Words = wordsOfChoice<string>(type);
    return [keyOfValues(Object.keys(words)), words];
  }),
);

function keyOfValues(values: readonly unknown[]): string {
  return values.map(String).toSorted().join('|');
}

const NONE: Text = { vi: 'Không', en: 'None' };
const GIVEN: Text = { vi: 'Có', en: 'Set' };

/**
 * JSON Schema (draft 7) of a configuration as staff write it.
 *
 * Defaults are optional, points are decimal strings; form libraries know this draft. Closed lists and values that may be left
 * empty are written so that a stock form library draws them: lists as titled choices, an empty value as a choice of its own.
 */
export function configurationSchemaOf(shape: z.ZodType): FormSchema {
  return drawable(
    z.toJSONSchema(shape, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as FormSchema,
  );
}

/** JSON Schema of a plugin’s configuration, with its id and title. */
export function pluginSchema(plugin: Plugin): FormSchema {
  return {
    ...configurationSchemaOf(plugin.configuration),
    $id: `plugin:${plugin.id}`,
    ...inBoth(plugin.title),
  };
}

/** JSON Schema of a scheme’s configuration, with its id and title. */
export function schemeSchema(): FormSchema {
  return {
    ...configurationSchemaOf(SchemeConfiguration),
    $id: 'scheme',
    ...inBoth({ vi: 'Phương án chấm điểm', en: 'Scoring scheme' }),
  };
}

/** The schema with titles and help in one language only. */
export function schemaIn(language: Language, schema: FormSchema): FormSchema {
  const {
    'x-title-en': title,
    'x-description-en': description,
    ...rest
  } = mapped(schema, (inner) => schemaIn(language, inner));
  if (language === 'vi') return rest;
  return {
    ...rest,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  };
}

/** The schema of the schemas directly below it mapped, all else as it is. */
function mapped(schema: FormSchema, map: (inner: FormSchema) => FormSchema): FormSchema {
  const { properties, items, oneOf, anyOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, map(inner)])),
    }),
    ...(items && { items: map(items) }),
    ...(oneOf && { oneOf: oneOf.map(map) }),
    ...(anyOf && { anyOf: anyOf.map(map) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: map(additionalProperties) }),
  };
}

function drawable(schema: FormSchema): FormSchema {
  return emptiable(asChoices(mapped(schema, drawable)));
}

/** `enum` with words becomes `oneOf` with titles; a list of such values is a set. */
function asChoices(schema: FormSchema): FormSchema {
  const { enum: values, 'x-values': own, ...rest } = schema;
  if (Array.isArray(values)) {
    const words = (own as Words | undefined) ?? WORDS.get(keyOfValues(values));
    if (!words) return schema;
    return { ...rest, oneOf: values.map((value) => ({ const: value, ...inBoth(words[String(value)]!) })) };
  }
  return rest.items?.oneOf ? { ...rest, uniqueItems: true } : rest;
}

/** "Something or null" as one field: a plain value with its empty choice, or a choice between the two. */
function emptiable(schema: FormSchema): FormSchema {
  const { anyOf, ...rest } = schema;
  if (anyOf?.length !== 2 || anyOf[1]!['type'] !== 'null') return schema;
  const some = anyOf[0]!;
  if (some['type'] === 'object' || some['type'] === 'array')
    return {
      ...rest,
      anyOf: [
        { ...some, ...inBoth(GIVEN) },
        { type: 'null', ...inBoth(NONE) },
      ],
    };
  return {
    ...some,
    ...rest,
    type: [some['type'], 'null'],
    ...(some.oneOf && { oneOf: [...some.oneOf, { const: null, ...inBoth(NONE) }] }),
  };
}

function inBoth({ vi, en }: Text): { title: string; 'x-title-en': string } {
  return { title: vi, 'x-title-en': en };
}
