// `npm run gen` as it is run: it writes what is out of date, and nothing while a rule contradicts its lock.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Behaviour } from '../../server/cli/gen/behaviour.ts';
import { LOCK, lockedBehaviour } from '../../server/cli/gen/behaviour.ts';

const root = join(import.meta.dirname, '../..');
const PAGE = 'rules/deadline/days-late/README.md';
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'gen-'));
  for (const folder of ['rules', 'plugins', 'schema'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** Runs the built program on the copy. */
function gen(...args: string[]) {
  const program = join(root, 'dist/server/cli/gen.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** Puts another answer into the lock for one case of a rule. */
function lockOtherwise(key: string): Behaviour {
  const lock = lockedBehaviour(root);
  const [input] = Object.keys(lock[key]!);
  const altered = { ...lock, [key]: { ...lock[key], [input!]: '0'.repeat(12) } };
  writeFileSync(join(copy, LOCK), JSON.stringify(altered));
  return altered;
}

it('with --check names what is out of date, and without it writes just that', () => {
  const page = readFileSync(join(copy, PAGE), 'utf8');
  writeFileSync(join(copy, PAGE), page.replace('Số ngày làm việc chậm', 'Số ngày chậm'));
  const checked = gen('--check');
  expect(checked.status).toBe(1);
  expect(checked.output).toContain(PAGE);
  expect(gen()).toMatchObject({ status: 0 });
  expect(readFileSync(join(copy, PAGE), 'utf8')).toBe(page);
});

it('refuses to write another answer of a rule under an unchanged version, and names the rule', () => {
  const altered = lockOtherwise('deadline/days-late@1.1.0');
  const { status, output } = gen();
  expect(status).toBe(1);
  expect(output).toContain('deadline/days-late 1.1.0');
  expect(output).toContain('rules/CHANGELOG.md');
  expect(lockedBehaviour(copy)).toEqual(altered);
});
