// What `npm run new:rule` and `new:entity` make, tried in a copy of the sources: it runs, and names what is still to be written.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLines } from '../../server/cli/gen/changelog.ts';
import { ruleFiles, rulesIndex } from '../../server/cli/gen/rules-index.ts';
import { newEntity } from '../../server/cli/new/entity.ts';
import { newRule } from '../../server/cli/new/rule.ts';
import { ScaffoldFault, TO_WRITE } from '../../server/cli/new/scaffold.ts';

const root = join(import.meta.dirname, '../..');
const SOURCES = ['rules', 'plugins', 'server', 'migrations', 'tsconfig.json', 'package.json'];
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'scaffold-'));
  const filter = (path: string) => !/node_modules$|\.csv$/.test(path);
  for (const name of SOURCES) cpSync(join(root, name), join(copy, name), { recursive: true, filter });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Lines of a file of the copy that are left to the author. */
function toWrite(path: string): string[] {
  const lines = readFileSync(join(copy, path), 'utf8').split('\n');
  return lines.flatMap((line) => (line.includes(TO_WRITE) ? [line.trim()] : []));
}

/** Runs a program of the copy, from its sources. */
function run(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

async function isFormatted(path: string): Promise<boolean> {
  const file = join(copy, path);
  return check(readFileSync(file, 'utf8'), { ...(await resolveConfig(join(root, path))), filepath: file });
}

describe('a new rule', () => {
  const files = ['rule.ts', 'cases.yaml', 'README.md'];

  it('is made of three files, a line of the changelog and one of the list', () => {
    const next = newRule(copy, 'deadline/late-answers', 'Rule', '23/02/2026');
    newRule(copy, 'home-affairs/no-arrears', 'Condition', '23/02/2026');
    expect(next).toContain('npm run gen');
    expect(ruleFiles(copy)).toContainEqual({
      id: 'deadline/late-answers',
      name: 'lateAnswers',
      kind: 'Rule',
    });
    expect(ruleFiles(copy)).toContainEqual({
      id: 'home-affairs/no-arrears',
      name: 'noArrears',
      kind: 'Condition',
    });
    expect(readFileSync(join(copy, 'rules/index.ts'), 'utf8')).toBe(rulesIndex(ruleFiles(copy)));
    expect(changeLines(copy).slice(0, 2)).toMatchObject([
      { rule: 'home-affairs/no-arrears', version: '1.0.0', to: null },
      { rule: 'deadline/late-answers', version: '1.0.0', to: null },
    ]);
  });

  it('answers its cases as they expect', () => {
    const script = `
      const { behaviourNow, casesOf } = await import('./server/cli/gen/behaviour.ts');
      const { runCase, describeAnswer } = await import('./rules/kit/cases.ts');
      const { RULES, CONDITIONS } = await import('./rules/index.ts');
      const made = [RULES['deadline/late-answers'], CONDITIONS['home-affairs/no-arrears']];
      const answers = made.flatMap((rule) => casesOf('.', rule.id).map((given) => [given.expect, describeAnswer(runCase(rule, given))]));
      console.log(JSON.stringify({ answers, locked: Object.keys(behaviourNow('.', made)) }));
    `;
    const { status, output } = run(['--no-warnings', '--input-type=module', '--eval', script]);
    expect(status, output).toBe(0);
    const { answers, locked } = JSON.parse(output) as { answers: [object, object][]; locked: string[] };
    expect(answers).toHaveLength(4);
    for (const [expected, answer] of answers) expect(answer).toMatchObject(expected);
    expect(locked).toEqual(['deadline/late-answers@1.0.0', 'home-affairs/no-arrears@1.0.0']);
  });

  it('names every line that its author has to write', () => {
    for (const file of files) expect(toWrite(`rules/deadline/late-answers/${file}`), file).not.toEqual([]);
    expect(toWrite('rules/deadline/late-answers/rule.ts').join()).toContain('rules/kit/legal-register.ts');
    expect(toWrite('rules/CHANGELOG.md')).toHaveLength(2);
  });

  it('is formatted', async () => {
    for (const file of files) {
      expect(await isFormatted(`rules/deadline/late-answers/${file}`), file).toBe(true);
      expect(await isFormatted(`rules/home-affairs/no-arrears/${file}`), file).toBe(true);
    }
    expect(await isFormatted('rules/CHANGELOG.md')).toBe(true);
    expect(await isFormatted('rules/index.ts')).toBe(true);
  });

  it.each([
    'late-answers',
    'kit/late',
    'deadline/Late',
    'deadline/late/er',
    'deadline/on-time-share',
    'targets/days-late',
  ])('is refused as %s', (id) => {
    expect(() => newRule(copy, id, 'Rule', '23/02/2026')).toThrow(ScaffoldFault);
  });
});

describe('a new entity', () => {
  const folder = 'server/modules/site-visit';

  it('is a module of four files, and says which migration to write', () => {
    const next = newEntity(copy, 'site-visit', '20260223000000');
    expect(next).toContain('export class Migration20260223000000_site_visits extends Migration');
    expect(next).toContain('create table "site_visit_version"');
    expect(next).toContain('siteVisitModule');
    for (const part of ['entity.ts', 'type.ts', 'acts.ts'])
      expect(toWrite(`${folder}/site-visit.${part}`), part).not.toEqual([]);
    expect(toWrite(`${folder}/index.ts`)).toHaveLength(1);
  });

  it('is formatted', async () => {
    for (const file of ['site-visit.entity.ts', 'site-visit.type.ts', 'site-visit.acts.ts', 'index.ts'])
      expect(await isFormatted(`${folder}/${file}`), file).toBe(true);
  });

  it.each(['Site', 'site/visit', 'site_visit', 'task'])('is refused as %s', (name) => {
    expect(() => newEntity(copy, name, '20260223000000')).toThrow(ScaffoldFault);
  });

  it('compiles with the rest, as the new rules do', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, output } = run([tsc, '-p', 'server/bootstrap/tsconfig.build.json', '--noEmit']);
    expect(output).toBe('');
    expect(status).toBe(0);
  });
});
