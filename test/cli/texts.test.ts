// Every sentence shown to people is in both languages, names the same values in both, and stands in schema/texts.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import { isNode, parseSource, productSources, walk } from '../../server/cli/gen/syntax.ts';
import type { SyntaxNode } from '../../server/cli/gen/syntax.ts';
import { TEXTS, VIETNAMESE, shownTexts, textIn, textsFile, textsOf } from '../../server/cli/gen/texts.ts';

const root = join(import.meta.dirname, '../..');
const texts = shownTexts(root);

/** Names in braces, in order. */
function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!).toSorted();
}

describe('the list of texts', () => {
  it('is the committed one, each text by one name', () => {
    expect(readFileSync(join(root, TEXTS), 'utf8') === textsFile(texts), 'run "npm run gen"').toBe(true);
    expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
  });

  it('says something in both languages, in normal form, without spaces around it', () => {
    const odd = texts.filter(({ vi, en }) =>
      [vi, en].some((text) => text.trim() === '' || text !== text.normalize('NFC')),
    );
    expect(odd).toEqual([]);
  });

  it('names the same values in both languages', () => {
    const unlike = texts.filter(({ vi, en }) => valuesIn(vi).join() !== valuesIn(en).join());
    expect(unlike).toEqual([]);
  });

  it('holds every Vietnamese sentence of the product, but for lines that hold both languages at once', () => {
    const listed = new Set(texts.map(({ vi }) => vi));
    const missing = productSources(root, ['rules', 'plugins', 'server'])
      .filter(({ path }) => !APART.some((apart) => apart.test(path)))
      .flatMap((source) =>
        vietnameseIn(parseSource(source))
          .filter((text) => !listed.has(text))
          .map((text) => `${source.path}: ${text}`),
      );
    expect(missing).toEqual([]);
  });
});

/** Where one string holds both languages, or is content: what the operator reads, sample data, questions to try. */
const APART = [
  /^server\/sample\//,
  /^server\/cli\//,
  /^server\/[^/]+\.ts$/,
  /\/(ready-questions|graphiql|embedded-lock|errors|folder)\.ts$/,
];

/** Texts that are no pair by their form: why is said beside each. */
const ALONE = new Set([
  // The English beside it is what the parser of numbers says, or what the fault of zod says.
  '"{value}" không phải là số',
  'Cấu hình phải là một đối tượng JSON, lồng không quá 30 tầng',
  // Words for the places of a citation, in one table a language.
  'Điều',
  'khoản',
  'điểm',
  // English descriptions of the API that quote a Vietnamese term.
  'Minh chứng: the document that an act rests on, and the place in it.',
  'The cap in words, such as "91 điểm, nhưng hạng 3 trên 2 chỗ".',
]);

/** Vietnamese texts of a file, but for numbers of documents, descriptions of the API, and English with one term. */
function vietnameseIn(tree: SyntaxNode): string[] {
  const found: string[] = [];
  walk(tree, (node, parent, field) => {
    if (parent?.type === 'TemplateLiteral' || field === 'key') return;
    const text = textIn(node);
    if (text === null || !VIETNAMESE.test(text) || parent?.type === 'BinaryExpression') return;
    const key = parent?.['key'];
    const name = isNode(key) ? String(key['name']) : '';
    if (name === 'description' || name === 'en') return;
    if (ALONE.has(text) || Object.hasOwn(LEGAL_REGISTER, text)) return;
    found.push(text);
  });
  return found;
}

describe('the reader of texts', () => {
  const read = (text: string) => {
    const source = { path: 'server/invented.ts', text };
    return textsOf(source, parseSource(source), new Set(['t'])).map(({ id, vi, en }) => [id, vi, en]);
  };

  it('finds literals and helpers, by the names that lead to them', () => {
    expect(
      read(`
        const WORDS = { good: { vi: 'Tốt', en: 'Good' }, bad: t('Kém', 'Poor') };
        function refuse(unit) { throw fault({ vi: \`Cơ quan \${unit.code}\`, en: \`Unit \${unit.code}\` }); }
        const other = f('Tốt', 'Good');
        const shared = { vi: title.vi, en: title.en };
      `),
    ).toEqual([
      ['server/invented#WORDS.good', 'Tốt', 'Good'],
      ['server/invented#WORDS.bad', 'Kém', 'Poor'],
      ['server/invented#refuse', 'Cơ quan {code}', 'Unit {code}'],
    ]);
  });

  it('numbers the texts of one name', () => {
    const twice = "const list = [{ vi: 'Một', en: 'One' }, { vi: 'Hai', en: 'Two' }];";
    expect(read(twice).map(([id]) => id)).toEqual(['server/invented#list', 'server/invented#list~2']);
  });
});
