import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  parse,
  validate,
} from 'graphql';
import { expect, it } from 'vitest';
import { generated } from '../../server/cli/gen.ts';
import { graphiqlFiles, graphiqlPage } from '../../server/graphql/graphiql.ts';
import { READY_QUESTIONS } from '../../server/graphql/ready-questions.ts';
import { schema } from '../../server/graphql/schema.ts';
import { operations } from '../support/api.ts';

const root = join(import.meta.dirname, '../..');

it('what is committed of generated files is what the code generates', async () => {
  for (const [path, text] of await generated(root))
    expect(readFileSync(join(root, path), 'utf8'), `${path}: run "npm run gen"`).toBe(text);
});

it('describes every type, field, argument and value', async () => {
  const missing: string[] = [];
  const need = (name: string, description: string | null | undefined) => {
    if (!description?.trim()) missing.push(name);
  };
  for (const type of Object.values((await schema()).getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
    if (!isRoot && !isScalarType(type)) need(type.name, type.description);
    if (isEnumType(type))
      for (const value of type.getValues()) need(`${type.name}.${value.name}`, value.description);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        need(`${type.name}.${field.name}`, field.description);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      need(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args)
        need(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
  }
  expect(missing).toEqual([]);
});

it('every named document and every ready question fits the schema and its limits', async () => {
  const built = await schema();
  for (const { name, text } of operations()) {
    expect(validate(built, parse(text)), name).toEqual([]);
    expect(text, name).toMatch(new RegExp(`query ${name}\\b`));
  }
  for (const text of READY_QUESTIONS) expect(validate(built, parse(text)), text).toEqual([]);
});

it('the page loads nothing from elsewhere', () => {
  const page = graphiqlPage(null, true);
  const tags = [...page.matchAll(/<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]*)"/g)].map(
    (match) => match[1]!,
  );
  expect(tags.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
  for (const { text } of [{ text: page }, ...graphiqlFiles()]) {
    expect(text).not.toMatch(/url\(["']?https?:/);
    expect(text).not.toMatch(/@import\s+["']?(url\()?["']?https?:/);
  }
  expect(page).toContain('LeaderScoreCard');
  expect(page, 'asks the API, not the address it was opened at').toContain('"endpoint":"/graphql"');
});
