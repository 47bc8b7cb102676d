import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Text } from '../../../rules/kit/text.ts';

/*
 * One process per data folder: two on one PGlite folder silently lose rows. The lock is a directory that only one process can
 * make, with one file inside whose unique name is its holder's. Only the process that removes the file of a dead holder may
 * remove the directory, so two that find the same dead holder cannot both take over, and neither can remove a live lock.
 */

/** The process that holds a data folder. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /**
   * When the process began, in the system's own count; tells a reused process id from the holder. Null where the system does not
   * say.
   */
  readonly began: string | null;
  /** Where its server listens, once it does. */
  readonly address: string | null;
}

/** The lock of a data folder, held by this process. */
export interface EmbeddedLock {
  /** Writes the server's address into the lock, for other processes. */
  announce(address: string): void;
  release(): void;
}

/** Refuses a second process on a data folder, with the address of the server that holds it. */
export class EmbeddedFolderInUse extends Error {
  readonly folder: string;
  readonly holder: LockHolder;
  readonly text: Text;

  constructor(folder: string, holder: LockHolder) {
    const { pid, address } = holder;
    const text: Text = {
      vi: `Thư mục dữ liệu ${folder} đang được tiến trình ${pid} sử dụng${address === null ? '' : `; hãy dùng máy chủ tại ${address}`}`,
      en: `The data folder ${folder} is in use by process ${pid}${address === null ? '' : `; use its server at ${address}`}`,
    };
    super(`${text.vi}\n${text.en}`);
    this.folder = folder;
    this.holder = holder;
    this.text = text;
  }
}

const held = new Set<string>();

/** Takes the lock of a data folder, before anything in it is opened. @throws EmbeddedFolderInUse while its holder lives */
export function lockFolder(folder: string): EmbeddedLock {
  mkdirSync(folder, { recursive: true });
  const directory = join(folder, 'lock');
  const file = join(directory, `${process.pid}-${randomBytes(8).toString('hex')}`);
  const self: LockHolder = { pid: process.pid, host: hostname(), began: beganOf('self'), address: null };
  for (;;) {
    if (tryLock(directory, file, self)) break;
    const found = readHolder(directory);
    if (found === null) continue;
    if (isAlive(found)) throw new EmbeddedFolderInUse(folder, found.holder);
    remove(directory, found.file);
  }
  held.add(file);
  const release = (): void => {
    process.off('exit', release);
    if (held.delete(file)) remove(directory, file);
  };
  process.once('exit', release);
  return {
    announce(address) {
      // Written beside the lock, then moved over it, so that nobody reads half a file.
      const draft = join(folder, `lock-${process.pid}.tmp`);
      writeFileSync(draft, JSON.stringify({ ...self, address }));
      renameSync(draft, file);
    },
    release,
  };
}

function tryLock(directory: string, file: string, self: LockHolder): boolean {
  try {
    mkdirSync(directory);
    writeFileSync(file, JSON.stringify(self), { flag: 'wx' });
    // Somebody may have removed the empty directory and made it anew in between: then two are inside, and both step back.
    if (readdirSync(directory).length === 1) return true;
    unlinkSync(file);
    return false;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

interface FoundHolder {
  readonly file: string;
  readonly holder: LockHolder;
}

/**
 * The holder; null when the lock was let go meanwhile. A holder that died before it wrote its name is found by the file's own
 * name.
 */
function readHolder(directory: string): FoundHolder | null {
  try {
    const name = readdirSync(directory)[0];
    if (name === undefined) {
      // Made but not yet named, or died in between: an empty directory is nobody's, and removing it harms nobody.
      rmdirSync(directory);
      return null;
    }
    const file = join(directory, name);
    const content = readFileSync(file, 'utf8');
    const holder: LockHolder =
      content === ''
        ? { pid: Number.parseInt(name, 10), host: hostname(), began: null, address: null }
        : (JSON.parse(content) as LockHolder);
    return { file, holder };
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function isAlive({ file, holder }: FoundHolder): boolean {
  // From another machine nothing can be seen of the process; only a person may remove such a lock.
  if (holder.host !== hostname()) return true;
  // A container restarted after a crash often gives its process the same id again.
  if (holder.pid === process.pid) return held.has(file);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return holder.began === null || holder.began === beganOf(String(holder.pid));
}

/**
 * When a process began, in clock ticks since the machine started (field 22 of /proc/<pid>/stat); null where there is no /proc.
 */
function beganOf(pid: string): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function remove(directory: string, file: string): void {
  try {
    unlinkSync(file);
    rmdirSync(directory);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
