// The command as a person calls it. `npm test` builds dist/ first.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DATA_MODEL } from '../../server/data-model.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { foundTestLedger } from '../support/ledgers.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'verify-'));

beforeAll(async () => {
  const database = await openDatabase({ kind: 'embedded', folder }, DATA_MODEL);
  await foundTestLedger(database);
  await database.close();
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verify(...args: string[]): Promise<{ code: number | null; out: string }> {
  const env = { ...process.env, DATA_FOLDER: folder };
  const child = spawn(process.execPath, [join(root, 'dist/server/cli/verify.js'), ...args], {
    cwd: root,
    env,
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (out += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out }));
  });
}

it('tells that nothing was altered, and what was', { timeout: 300_000 }, async () => {
  expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining('✓ T: 1') });
  expect(await verify('--authority', 'NOBODY')).toMatchObject({ code: 1 });
  expect(await verify('--what')).toMatchObject({ code: 2, out: expect.stringContaining('Usage') });

  const database = await openDatabase({ kind: 'embedded', folder }, DATA_MODEL);
  await database.query('alter table "act" disable trigger "act_kept"');
  await database.query(`update act set actor = 'somebody else'`);
  await database.close();
  const { code, out } = await verify();
  expect(code).toBe(1);
  expect(out).toContain('✗ T 1: nội dung hành vi bị sửa');
});
