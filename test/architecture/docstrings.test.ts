// What a newcomer reads first: every export says in one short sentence of field words what it is.
import { describe, expect, test } from 'vitest';
import { docFaultsOf, firstSentence } from './docstrings.ts';
import { readSources } from './source.ts';
import { isTest } from './violations.ts';

/** Folders whose exports and comments are held to this. */
const FOLDERS = ['rules', 'plugins', 'server'];

/** Folders of what tests share, held to the same lengths and words. */
const TEST_TOOLS = ['test/support', 'test/naive'];

describe('comments', () => {
  test.each(TEST_TOOLS)('of %s are short and in words of the field', (folder) => {
    const faults = readSources([folder], /\.ts$/).flatMap(docFaultsOf);
    // What a test alone uses may say by its name what it is.
    const wordy = faults.filter(({ what }) => !what.endsWith('has no docstring'));
    expect(wordy.map(({ at, what }) => `${at}: ${what}`)).toEqual([]);
  });

  test.each(FOLDERS)('of %s are short, complete and in words of the field', (folder) => {
    const sources = readSources([folder], /\.ts$/).filter(({ path }) => !isTest(path));
    expect(sources.length).toBeGreaterThan(0);
    const faults = sources.flatMap(docFaultsOf).map(({ at, what }) => `${at}: ${what}`);
    expect(faults).toEqual([]);
  });
});

describe('the checker', () => {
  const faultsOf = (text: string) => docFaultsOf({ path: 'invented.ts', text }).map(({ what }) => what);

  test('wants a docstring of every export, types and constants included, and of nothing else', () => {
    const text = `
      export function a() {}
      export const b = 1;
      export type C = string;
      export interface D {}
      export class E {}
      export { f } from './f.ts';
      const g = 1;
      // no docstring
      export const h = 1;
      /* neither */
      export const i = 1;
      /** A docstring. */
      export const j = 1;
    `;
    const names = ['a', 'b', 'C', 'D', 'E', 'h', 'i'];
    expect(faultsOf(text)).toEqual(names.map((name) => `${name} has no docstring`));
  });

  test('takes the description of a class of the API, and the help of a declaration, for a docstring', () => {
    expect(faultsOf("@ObjectType('A', { description: 'A day.' })\nexport class A {}")).toEqual([]);
    expect(faultsOf("export const a = defineAct({ help: { vi: 'Ngày', en: 'Day' } });")).toEqual([]);
    expect(faultsOf('@Resolver(() => A)\nexport class B {}')).toEqual(['B has no docstring']);
    expect(faultsOf("export const b = defineAct({ name: 'b' });")).toEqual(['b has no docstring']);
  });

  test('reads the first sentence up to a full stop, a blank line or a tag', () => {
    expect(firstSentence('A day. Counted from 1970.')).toBe('A day.');
    expect(firstSentence('Law of art. 14, one\\nline. More.'.replace('\\\\n', '\\n'))).toContain('art. 14');
    expect(firstSentence('A task is "done". "Done" means accepted.')).toBe('A task is "done".');
    expect(firstSentence('Reads a day\n@throws RangeError')).toBe('Reads a day');
    expect(firstSentence('Two lines\nof one sentence\n\nand more')).toBe('Two lines of one sentence');
  });

  test('finds long first sentences, long lines and words of our own', () => {
    expect(faultsOf(`/** ${'word '.repeat(21)}. */\nexport const a = 1;`)).toHaveLength(1);
    expect(faultsOf(`// ${'word '.repeat(30)}`)).toHaveLength(1);
    expect(faultsOf('// the noun is told to whoever asked')).toEqual([
      '"noun"',
      '"told"',
      '"asked"',
      '"whoever"',
    ]);
    expect(faultsOf("const noun = 'asked'; // a pronoun, a task, 'household'")).toEqual([]);
  });
});
