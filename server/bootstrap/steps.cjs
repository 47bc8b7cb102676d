'use strict';

/* The steps a task needs first: a Node that is new enough, the packages, the build. Each is taken only when needed. */

const childProcess = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const decide = require('./decide.cjs');
const { acquireLock } = require('./lock.cjs');

const root = path.resolve(__dirname, '..', '..');
const privateNodeFolder = path.join(__dirname, 'node');
// Below node_modules, so that it goes when the packages are installed anew.
const compileCache = path.join(root, 'node_modules', '.cache', 'leader-scorecard', 'compiled');
const lockDirectory = path.join(__dirname, '.lock');
// A type error in a test is for `npm run check` to tell, not a reason not to serve: most tasks build without them.
const builds = {
  product: {
    config: 'server/bootstrap/tsconfig.build.json',
    stamp: '',
    folders: ['rules', 'plugins', 'server', 'migrations'],
  },
  all: {
    config: 'tsconfig.json',
    stamp: '-all',
    folders: ['rules', 'plugins', 'server', 'migrations', 'test'],
  },
};
const stampName = '.bootstrap-stamp';

/** A reason to stop that is the reader's to act on: shown without a stack. */
class SetUpError extends Error {}

let current = null;
let stoppedBy = null;

/** Hands SIGINT, SIGTERM and SIGHUP to the running program, and takes no further step after one. */
function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(signal));
  }
  if (process.env.npm_lifecycle_event && process.platform !== 'win32') stopWithNpm();
}

/** npm gives SIGTERM to a shell that dies without telling its child: without a parent, this is the signal. */
function stopWithNpm() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 250);
  watch.unref();
}

function stop(signal) {
  stoppedBy = signal;
  if (current !== null && decide.isHandedOn(signal, process.stdin.isTTY)) current.kill(signal);
}

/** Runs a program to its end and resolves to its exit code. */
function run(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = childProcess.spawn(file, args, Object.assign({ cwd: root, stdio: 'inherit' }, options));
    current = child;
    child.on('error', (error) => {
      current = null;
      reject(new SetUpError(`${file} did not start: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      current = null;
      resolve(decide.exitCodeOf(code, os.constants.signals[signal]));
    });
  });
}

/** Installs the private Node where it is missing, puts it first in PATH and answers its program. */
async function usePrivateNode() {
  const tooOld = `Node ${process.versions.node} is too old`;
  const binary = decide.binaryFor(process.platform, process.arch);
  if (binary === null) {
    throw new SetUpError(
      `${tooOld} and none is published for ${process.platform} ${process.arch}: ${decide.adviceToInstallNode()}`,
    );
  }
  const program = path.join(privateNodeFolder, 'node_modules', binary.package, binary.program);
  const version = readJson(path.join(privateNodeFolder, 'package.json')).optionalDependencies[binary.package];
  await install(privateNodeFolder, `${tooOld}, installing a private Node ${version}`, () => {
    const answer = childProcess.spawnSync(program, ['--version'], { encoding: 'utf8' });
    // There is no output at all where the program could not even start.
    if (answer.status !== 0 || answer.stdout.trim() !== `v${version}`) {
      throw new SetUpError(`the private Node does not run on this machine: ${decide.adviceToInstallNode()}`);
    }
  });
  say(`${tooOld}, using the private Node ${version}`);
  await rememberGlobalConfig();
  process.env.PATH = path.dirname(program) + path.delimiter + process.env.PATH;
  process.env.npm_node_execpath = program;
  process.env.NODE = program;
  return program;
}

/** Installs the project's packages when the lock file changed since they were last installed. */
function installPackages() {
  return install(root, 'installing the packages', () => {});
}

async function install(folder, message, verify) {
  const lockText = fs.readFileSync(path.join(folder, 'package-lock.json'));
  const stamp = decide.installStamp(lockText, process.platform, process.arch);
  const stampFile = path.join(folder, 'node_modules', stampName);
  await once(
    () => readText(stampFile) === stamp,
    async () => {
      say(message);
      await rememberGlobalConfig();
      await installFromLock(folder);
      verify();
      fs.writeFileSync(stampFile, stamp);
    },
  );
}

async function installFromLock(folder) {
  const npm = decide.npmCommand(process.env, process.execPath, process.platform);
  // NODE_ENV=production or an `omit` setting would leave out the compiler and the private Node.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(npm.file, npm.args.concat(args), {
    cwd: folder,
    shell: npm.shell,
    // Standard output belongs to the task alone.
    stdio: ['ignore', 2, 2],
  });
  endIfStopped();
  if (code === 0) return;
  const version = askNpm(['--version'], process.env);
  const isOld = version !== '' && Number(version.split('.')[0]) < 7;
  throw new SetUpError(
    isOld
      ? `npm ${version} cannot read the lock file: ${decide.adviceToInstallNode()}`
      : `npm ci failed in ${path.relative(root, folder) || 'the project'}`,
  );
}

/**
 * npm finds its global settings (registry, certificates) beside the Node that runs it, or below --prefix; under a
 * private Node or `npm --prefix … test` it looks in the wrong place. So they are looked up first and handed on.
 */
async function rememberGlobalConfig() {
  const known = process.env.npm_config_globalconfig;
  if (known && fs.existsSync(known)) return;
  const found = askNpm(['config', 'get', 'globalconfig'], decide.environmentToAskNpm(process.env));
  if (found !== '') process.env.npm_config_globalconfig = found;
}

function askNpm(args, env) {
  const npm = decide.npmCommand(process.env, process.execPath, process.platform);
  const answer = childProcess.spawnSync(npm.file, npm.args.concat(args), {
    cwd: root,
    encoding: 'utf8',
    env,
    shell: npm.shell,
  });
  return answer.status === 0 ? answer.stdout.trim() : '';
}

/** Compiles into dist/ when a source was edited, added or removed since the last build. */
async function build(tsc, what) {
  const { config, stamp: suffix, folders } = builds[what];
  const stampFile = path.join(root, 'dist', stampName + suffix);
  let stamp = '';
  await once(
    () => {
      stamp = decide.buildStamp(listSources(folders));
      return readText(stampFile) === stamp;
    },
    async () => {
      say('building');
      const code = await run(process.execPath, [tsc, '-p', config], {
        stdio: ['ignore', 2, 2],
      });
      endIfStopped();
      if (code !== 0) throw new SetUpError('the build failed');
      removeOrphans(path.join(root, 'dist'));
      fs.writeFileSync(stampFile, stamp);
    },
  );
}

/** Does a step unless it is done already, asking again once no other set-up is at it. */
async function once(isDone, step) {
  if (isDone()) return;
  const release = await acquireLock(lockDirectory, {
    onWait: (pid) => say(`waiting for another set-up (process ${pid})`),
    isStopped: () => stoppedBy !== null,
  });
  try {
    endIfStopped();
    if (!isDone()) await step();
  } finally {
    release();
  }
}

function endIfStopped() {
  if (stoppedBy === null) return;
  const error = new SetUpError(`stopped by ${stoppedBy}`);
  error.exitCode = decide.exitCodeOf(null, os.constants.signals[stoppedBy]);
  throw error;
}

function listSources(folders) {
  const sources = ['tsconfig.json', 'package-lock.json'].map((name) => describe(path.join(root, name)));
  for (const folder of folders) {
    for (const file of listFiles(path.join(root, folder))) {
      if (/\.([cm]?ts|json)$/.test(file)) sources.push(describe(file));
    }
  }
  return sources;
}

function describe(file) {
  const stat = fs.statSync(file);
  return { path: path.relative(root, file), size: stat.size, mtimeMs: stat.mtimeMs };
}

/** Removes what was built from sources that are gone, so that nothing loads it any more. */
function removeOrphans(dist) {
  for (const file of listFiles(dist)) {
    const sources = decide.sourcesOf(path.relative(dist, file).split(path.sep).join('/'));
    if (sources.length > 0 && !sources.some((source) => fs.existsSync(path.join(root, source)))) {
      fs.unlinkSync(file);
    }
  }
}

function listFiles(folder) {
  if (!fs.existsSync(folder)) return [];
  const files = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === '.lock') continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push.apply(files, listFiles(file));
    else if (entry.isFile()) files.push(file);
  }
  return files;
}

/** The script behind a tool of the project, so that it runs without a shell on every system. */
function scriptOf(tool, packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const bin = readJson(path.join(folder, 'package.json')).bin;
  return path.join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** One line on standard error for each step taken. */
function say(message) {
  process.stderr.write(`set-up: ${message}\n`);
}

module.exports = {
  SetUpError,
  build,
  compileCache,
  endIfStopped,
  forwardSignals,
  installPackages,
  run,
  say,
  scriptOf,
  usePrivateNode,
};
