import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { PLUGINS } from '../../plugins/index.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { plainConfig } from '../../rules/kit/config.ts';
import type { FormSchema } from '../../server/schemes/json-schema.ts';
import { pluginSchema, schemaIn, schemeSchema } from '../../server/schemes/json-schema.ts';

const SCHEMAS = [
  ['scheme', schemeSchema()] as const,
  ...[...PLUGINS.values()].map((plugin) => [plugin.id, pluginSchema(plugin)] as const),
];

/** Configurations that stand in the ledger, by the schema they follow. */
const STANDING = [
  ...Object.entries(REFERENCE_SCHEMES).map(
    ([id, scheme]) => [id, schemeSchema(), plainConfig(SchemeConfiguration.parse(scheme))] as const,
  ),
  ...[...PLUGINS.values()].map(
    (plugin) => [plugin.id, pluginSchema(plugin), plainConfig(plugin.configuration.parse({}))] as const,
  ),
];

/** Every schema within a schema, with its path. */
function* within(schema: FormSchema, path: string): Iterable<readonly [string, FormSchema]> {
  yield [path, schema];
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    yield* within(inner, `${path}.${name}`);
  if (schema.items) yield* within(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object')
    yield* within(schema.additionalProperties, `${path}.*`);
  for (const [index, inner] of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].entries())
    yield* within(inner, `${path}|${index}`);
}

describe.each(SCHEMAS)('the form of %s', (name, schema) => {
  const all = [...within(schema, name)];

  it('names every field and every choice in Vietnamese and English', () => {
    const unnamed = all
      // The items of a list of objects are named by the list.
      .filter(([path]) => !path.endsWith('[]'))
      .filter(([, { title, 'x-title-en': english }]) => !title || !english);
    expect(unnamed.map(([path]) => path)).toEqual([]);
    expect(all.length).toBeGreaterThan(5);
  });

  it('shows no code where words can stand', () => {
    const codes = all.filter(([, inner]) => Array.isArray(inner['enum']) && inner['type'] === 'string');
    expect(codes.map(([path]) => path)).toEqual([]);
  });

  it.each(['vi', 'en'] as const)(
    'is drawn by a stock form library in %s, every title to be read',
    (language) => {
      const drawn = schemaIn(language, schema);
      const [, , data] = STANDING.find(([, of]) => of.$id === schema.$id)!;
      const html = renderToStaticMarkup(
        createElement(Form, { schema: drawn as never, validator, formData: data as never }),
      );
      expect(html).not.toContain('Unsupported field schema');
      expect(html).not.toContain('Unknown field type');
      const titles = Object.values(drawn.properties ?? {}).map(({ title }) => title!);
      for (const title of titles) expect(html).toContain(title.replaceAll("'", '&#x27;'));
      expect(JSON.stringify(drawn)).not.toContain('x-title-en');
    },
  );
});

describe('what stands is what the form takes', () => {
  it.each(STANDING)('%s', (_name, schema, configuration) => {
    const { errors } = validator.validateFormData(configuration, schemaIn('vi', schema) as never);
    expect(errors.map(({ stack }) => stack)).toEqual([]);
  });

  it('and a figure of the wrong shape is not', () => {
    const scheme = { ...(STANDING[0]![2] as object), scale: 'một trăm' };
    const { errors } = validator.validateFormData(scheme, schemaIn('vi', schemeSchema()) as never);
    expect(errors.map(({ property }) => property)).toEqual(['.scale']);
  });
});
