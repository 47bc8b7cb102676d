// What the guides tell a newcomer is there: links, paths, scripts and variables. What they answer is asked in
// test/graphql/readme.test.ts.
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { exactText, parseFraction, sum } from '../../rules/kit/fraction.ts';
import { MOST_COST } from '../../server/graphql/cost.ts';
import { LARGEST_BODY } from '../../server/graphql/http.ts';
import { MOST } from '../../server/graphql/limits.ts';
import { GRANT_ROLES } from '../../server/modules/roles.ts';
import { anchorsOf, exists, linksOf, pages, pathsOf, root, scriptsOf, variablesOf } from './guides.ts';
import type { Page } from './guides.ts';

const ALL = pages();
const GUIDES = [
  'README.md',
  '.github/CONTRIBUTING.md',
  '.github/SECURITY.md',
  'plugins/README.md',
  'rules/README.md',
  'schema/README.md',
  'server/README.md',
  'server/decisions/README.md',
  'test/README.md',
  'test/bench/README.md',
];

function pageOf(path: string): Page {
  const page = ALL.find((one) => one.path === path);
  if (!page) throw new Error(`there is no ${path}`);
  return page;
}

describe('the guides', () => {
  it('are all there', () => {
    expect(ALL.map(({ path }) => path)).toEqual(expect.arrayContaining(GUIDES));
  });

  it('begin with one page that is read in five minutes', () => {
    expect(pageOf('README.md').text.trimEnd().split('\n').length).toBeLessThanOrEqual(130);
  });

  it.each(GUIDES.filter((path) => path !== 'README.md'))('are reached from the first page: %s', (path) => {
    expect(reachedFrom('README.md')).toContain(path);
  });

  it('name the machine of nobody', () => {
    const told = ALL.filter(({ text }) => /(^|[\s`"'(])(\/home\/|\/Users\/|\/work\/|[A-Z]:\\)/m.test(text));
    expect(told.map(({ path }) => path)).toEqual([]);
  });
});

describe.each(ALL)('$path', (page) => {
  it('links to pages and headings that are there', () => {
    const lost = linksOf(page).filter((target) => !leadsSomewhere(page, target));
    expect(lost).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    expect(scriptsOf(page).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('names only files and folders that are there', () => {
    expect(pathsOf(page).filter((path) => !exists(path))).toEqual([]);
  });
});

describe('decisions', () => {
  const decisions = ALL.filter(({ path }) => /^server\/decisions\/\d{4}-/.test(path));
  const index = pageOf('server/decisions/README.md');

  it('are numbered without a gap, each in the index under its own title', () => {
    const numbers = decisions.map(({ path }) => Number(path.slice('server/decisions/'.length).slice(0, 4)));
    expect(numbers).toEqual(decisions.map((_, position) => position + 1));
    for (const { path, text } of decisions) {
      const [, number, title] = /^# (\d{4}) (.+)\n/.exec(text) ?? [];
      expect(path).toContain(`/${number}-`);
      expect(index.text).toMatch(
        new RegExp(`\\[${number}\\]\\(${path.split('/').at(-1)}\\) +\\| ${title} +\\|`),
      );
    }
  });

  it.each(decisions)('say what enforces them: $path', ({ text }) => {
    const [, enforced] = /\*\*Enforced by:\*\*([\s\S]+)/.exec(text) ?? [];
    expect(pathsOf({ path: '', text: enforced ?? '' })).not.toEqual([]);
  });
});

describe('environment variables', () => {
  it('of the server are those that its guide has in its tables', () => {
    expect(variablesOf(pageOf('server/README.md'))).toEqual(namesReadBy('server'));
  });

  it('of the tests are those that their guides have in their tables', () => {
    const told = [pageOf('test/README.md'), pageOf('test/bench/README.md')].flatMap(variablesOf);
    expect([...new Set(told)].toSorted()).toEqual(namesReadBy('test').filter((name) => !isOfServer(name)));
  });
});

describe('tables of the guides', () => {
  it('name every plugin with its criteria and points, and every reference scheme', () => {
    const { text } = pageOf('plugins/README.md');
    for (const { id, criteria } of PLUGINS.values()) {
      const points = exactText(sum(criteria.map(({ max }) => parseFraction(max))));
      const row = text.split('\n').find((line) => line.startsWith(`| [${id}](${id}/README.md) `));
      const [, , count, sumOfPoints] = (row ?? '').split('|').map((cell) => cell.trim());
      expect([id, count, sumOfPoints], 'the row of a plugin in plugins/README.md').toEqual([
        id,
        String(criteria.length),
        points,
      ]);
    }
    for (const id of Object.keys(REFERENCE_SCHEMES)) expect(text).toContain(`\`${id}\``);
  });

  it('name every role', () => {
    const { text } = pageOf('server/README.md');
    const rows = [...text.matchAll(/^\| ([A-Z_, ]+?) +\|/gm)].flatMap((match) => match[1]!.split(', '));
    expect(rows.toSorted()).toEqual([...GRANT_ROLES].toSorted());
  });

  it('give the limits that requests are held against', () => {
    const { text } = pageOf('schema/README.md');
    const [, cells] = /^\| tokens .*\n.*\n\|(.*)\|$/m.exec(text) ?? [];
    const numbers = cells?.split('|').map((cell) => cell.trim().replaceAll(',', ''));
    const body = `${LARGEST_BODY / 1024 / 1024} MB`;
    expect(numbers).toEqual([...Object.values(MOST), MOST_COST].map(String).concat(body));
  });
});

describe('the reader of guides', () => {
  const page = (text: string): Page => ({ path: 'server/README.md', text });

  it('finds links, headings, scripts and paths in prose, and no links in code', () => {
    const text =
      '# Sửa ở đâu?\n[a](a.md#b) `[b](c)`\n```\nnpm run -s token [d](e)\n```\n`rules/kit/day.ts`, server/…';
    expect(linksOf(page(text))).toEqual(['a.md#b']);
    expect(anchorsOf(page(text))).toEqual(['sửa-ở-đâu']);
    expect(scriptsOf(page(text))).toEqual(['token']);
    expect(pathsOf(page(text))).toEqual(['rules/kit/day.ts', 'server/']);
  });

  it('tells what is there from what is not', () => {
    expect(exists('rules/<theme>/<rule>/rule.ts')).toBe(true);
    expect(exists('rules/<theme>/<rule>/rule.py')).toBe(false);
    expect(leadsSomewhere(page(''), '../README.md#words')).toBe(true);
    expect(leadsSomewhere(page(''), '../README.md#no-such-heading')).toBe(false);
    expect(leadsSomewhere(page(''), 'nowhere.md')).toBe(false);
  });

  it('takes names in the first column of a table for variables', () => {
    expect(variablesOf(page('| `PORT` | what |\n| text | `NO_PORT` |\n| word `MORE_PORTS`, | – |'))).toEqual([
      'MORE_PORTS',
      'PORT',
    ]);
  });
});

/** Pages that links lead to, step by step. */
function reachedFrom(start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const path of reached) {
    const page = ALL.find((one) => one.path === path);
    for (const target of page ? linksOf(page) : []) reached.add(fileOf(path, target));
  }
  return reached;
}

/** The path from the root that a relative link of a page leads to; a folder leads to its README. */
function fileOf(from: string, target: string): string {
  const file = target.split('#')[0]!;
  if (file === '') return from;
  const path = posix.normalize(posix.join(dirname(from), decodeURIComponent(file))).replace(/\/$/, '');
  const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? `${path}/README.md` : path;
}

function leadsSomewhere(page: Page, target: string): boolean {
  if (/^(https?:|mailto:)/.test(target)) return true;
  const [file, anchor] = target.split('#');
  const path = posix.join(dirname(page.path), decodeURIComponent(file!));
  if (file !== '' && !statSync(join(root, path), { throwIfNoEntry: false })) return false;
  if (anchor === undefined) return true;
  const goal = ALL.find((one) => one.path === fileOf(page.path, target));
  return goal !== undefined && anchorsOf(goal).includes(decodeURIComponent(anchor));
}

const FROM_PROCESS = /process\.env(?:\.|\[')([A-Z][A-Z0-9_]*)/g;
const FROM_SHAPE = /^ {2,4}([A-Z][A-Z0-9_]*): (?:z\b|claim\()/gm;

/** Names of environment variables that the code of a folder reads, by name or through the shape they are checked against. */
function namesReadBy(folder: string): string[] {
  const files = globSync(`${folder}/**/*.ts`, {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  const names = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(FROM_PROCESS), ...text.matchAll(FROM_SHAPE)].map((match) => match[1]!);
  });
  return [...new Set(names)].toSorted();
}

/** Whether the tests read it because the server does, or the machine has it anyway. */
function isOfServer(name: string): boolean {
  return name === 'HOME' || namesReadBy('server').includes(name);
}
