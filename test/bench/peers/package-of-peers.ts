import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../province.ts';

const FOLDER = join(root, 'test/bench/peers');

/** A peer’s module, from the peers’ own package. */
export function loadPeer(name: string): unknown {
  return createRequire(join(FOLDER, 'package.json'))(name);
}

/** The exact version of a peer that is measured. */
export function versionOfPeer(name: string): string {
  const manifest = readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Installs the peers where they are not there as the lock file has them. @returns why they cannot be had, or null. */
export function installPeers(): string | null {
  const lock = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8');
  const stamp = join(FOLDER, 'node_modules/.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return null;
  const npm = process.env['npm_execpath'];
  const [file, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  try {
    const args = [...before, 'ci', '--prefix', FOLDER, '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync(file, args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
    writeFileSync(stamp, lock);
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0]!;
  }
}
