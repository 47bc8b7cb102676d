// What every command answers to words that it cannot use, and to databases that are not there. `npm test` builds dist/ first.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'commands-'));
const missing = join(scratch, 'nothing-here');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(command: string, args: readonly string[], closesPipe = false): Promise<Answer> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, `dist/server/cli/${command}.js`), ...args], {
    cwd: root,
    env: { ...env, DATA_FOLDER: missing },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (closesPipe) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const COMMANDS = ['score', 'import', 'verify', 'generate', 'token'] as const;

describe.each(COMMANDS)('npm run %s', { timeout: 60_000 }, (command) => {
  it('prints its use on standard output when asked', async () => {
    const { code, out, err } = await run(command, ['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: npm run (-s )?${command} -- `));
  });

  it('explains its use on standard error when a word is wrong', async () => {
    const { code, out, err } = await run(command, ['--what']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--what');
    expect(err).toContain(`${command} -- `);
  });
});

describe('a database', { timeout: 60_000 }, () => {
  const READING: Readonly<Record<string, readonly string[]>> = {
    score: ['--period', '2026-Q3'],
    verify: [],
  };

  it.each(Object.entries(READING))('that is not there is not made by npm run %s', async (command, args) => {
    const { code, err } = await run(command, args);
    expect(code).toBe(1);
    expect(err).toMatch(/Chưa có cơ sở dữ liệu nhúng .*there is no embedded database/);
    expect(existsSync(missing)).toBe(false);
  });

  it.each([
    ['score', ['--period', '2026-Q3', '--database', 'mysql://x/y']],
    ['import', ['--data', 'server/sample/phu-tho-2026-q3', '--database', '']],
    ['verify', ['--database', 'localhost']],
  ])('that is no PostgreSQL is a wrong word to npm run %s', async (command, args) => {
    const { code, err } = await run(command, args);
    expect(code).toBe(2);
    expect(err).toContain('--database begins with postgresql://');
  });
});

describe('npm run score', { timeout: 300_000 }, () => {
  const DATA = ['--data', 'server/sample/phu-tho-2026-q3', '--period', '2026-Q3', '--unit', 'H44.01'];

  it.each(['2026-10-02T08:00:00', '2026-10-02', '2026-13-02T08:00:00Z', '-1', ''])(
    'reads no instant without its offset: --known-at "%s"',
    async (instant) => {
      const { code, err } = await run('score', ['--period', '2026-Q3', `--known-at=${instant}`]);
      expect(code).toBe(2);
      expect(err).toContain('an instant with its offset');
    },
  );

  it('refuses a folder of another authority than the one named', async () => {
    const { code, err } = await run('score', [...DATA, '--authority', 'NA']);
    expect(code).toBe(2);
    expect(err).toContain('--authority: the folder is of PHU-THO, not of NA');
  });

  it('says when cards read an earlier day than the one named', async () => {
    const late = await run('score', [...DATA, '--as-of', '2027-03-01']);
    expect(late.code).toBe(0);
    expect(late.err).toMatch(/Số liệu của kỳ được chốt ngày 2026-\d\d-\d\d: .*không phải 2027-03-01/);
    const within = await run('score', [...DATA, '--as-of', '2026-09-15']);
    expect(within.err).not.toContain('được chốt');
  });
});

it('a reader that closes the pipe early is no fault', { timeout: 60_000 }, async () => {
  const { code, err } = await run('import', ['--columns'], true);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
