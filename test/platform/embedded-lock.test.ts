import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DATA_MODEL } from '../../server/data-model.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { EmbeddedFolderInUse, lockFolder } from '../../server/platform/database/embedded-lock.ts';
import { openTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folders.ts';

/** Leaves a lock as a process that is gone would have. */
function leaveLock(folder: string, holder: object, pid: number): void {
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', `${pid}-0123456789abcdef`), JSON.stringify(holder));
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

describe('the lock of a data folder', () => {
  test('refuses a second holder, naming process and address in both languages', () => {
    const folder = temporaryFolder();
    const lock = lockFolder(folder);
    lock.announce('http://127.0.0.1:4000/graphql');
    let refusal: unknown;
    try {
      lockFolder(folder);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(EmbeddedFolderInUse);
    const { text, holder } = refusal as EmbeddedFolderInUse;
    expect(holder).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:4000/graphql' });
    for (const message of [text.vi, text.en]) {
      expect(message).toContain(String(process.pid));
      expect(message).toContain('http://127.0.0.1:4000/graphql');
    }
    lock.release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    lockFolder(folder).release();
  });

  test('refuses another process while its holder lives', async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    leaveLock(folder, { pid: child.pid, host: hostname(), began: null, address: 'http://there' }, child.pid!);
    expect(() => lockFolder(folder)).toThrow(/http:\/\/there/);
    child.kill();
    await once(child, 'exit');
    lockFolder(folder).release();
  });

  test('is taken over from a process that is dead', async () => {
    const folder = temporaryFolder();
    const pid = await deadPid();
    leaveLock(folder, { pid, host: hostname(), began: null, address: null }, pid);
    const lock = lockFolder(folder);
    expect(readdirSync(join(folder, 'lock'))).toHaveLength(1);
    lock.release();
  });

  test('is taken over where the process id was given to another process since', () => {
    const folder = temporaryFolder();
    leaveLock(folder, { pid: process.pid, host: hostname(), began: '1', address: null }, process.pid);
    lockFolder(folder).release();
    leaveLock(folder, { pid: process.ppid, host: hostname(), began: '1', address: null }, process.ppid);
    if (process.platform === 'linux') lockFolder(folder).release();
  });

  test('of another machine is never taken over', () => {
    const folder = temporaryFolder();
    leaveLock(folder, { pid: 1, host: 'elsewhere', began: null, address: null }, 1);
    expect(() => lockFolder(folder)).toThrow(EmbeddedFolderInUse);
  });
});

test('an embedded database keeps its data, and its folder to itself', async () => {
  const folder = temporaryFolder();
  const empty = await openTestDatabase();
  const template = empty.kind === 'embedded' ? await empty.dump() : undefined;
  await empty.close();
  const options = { kind: 'embedded', folder, ...(template && { template }) } as const;
  const first = await openDatabase(options, DATA_MODEL);
  await first.query("insert into authority (code, name_vi, name_en, root_unit) values ('X', 'x', 'x', 'x')");
  first.announce('http://127.0.0.1:4000/graphql');
  await expect(openDatabase(options, DATA_MODEL)).rejects.toThrow(/127\.0\.0\.1:4000/);
  await first.close();
  const again = await openDatabase(options, DATA_MODEL);
  expect(await again.query('select code from authority')).toEqual([{ code: 'X' }]);
  await again.close();
}, 60_000);
