// Whatever staff write in the place of any value, a configuration is refused with its place or read: it never breaks what reads
// it.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { plainConfig } from '../../rules/kit/config.ts';

const STRANGE = [
  '80,5',
  'eighty',
  '  80',
  '',
  '1e9',
  '1/0',
  '-0',
  'NaN',
  80,
  -1,
  0.1,
  true,
  null,
  [],
  {},
  [[]],
  '١٢',
];

/** The same with another value in one place, for every place. */
function* withOneReplaced(value: unknown, by: unknown): Generator {
  yield by;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries())
      for (const changed of withOneReplaced(entry, by)) yield value.with(index, changed);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value))
      for (const changed of withOneReplaced(entry, by)) yield { ...value, [key]: changed };
  }
}

function refusalsOf(schema: z.ZodType, whole: unknown): number {
  let refusals = 0;
  for (const by of STRANGE)
    for (const changed of withOneReplaced(whole, by)) {
      const { success, error } = schema.safeParse(changed);
      if (success) continue;
      refusals++;
      if (error.issues.length === 0) throw new Error(`refused without a word: ${JSON.stringify(changed)}`);
    }
  return refusals;
}

describe('strange values', () => {
  it.each(Object.entries(REFERENCE_SCHEMES))('in the scheme %s', (_, input) => {
    expect(refusalsOf(SchemeConfiguration, plainConfig(SchemeConfiguration.parse(input)))).toBeGreaterThan(
      100,
    );
  });

  it.each([...PLUGINS])('in the plugin %s', (_, { configuration }) => {
    expect(refusalsOf(configuration, plainConfig(configuration.parse({})))).toBeGreaterThan(10);
  });
});
