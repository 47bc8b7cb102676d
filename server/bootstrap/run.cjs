'use strict';

/*
 * node server/bootstrap/run.cjs <task> [arguments]
 *
 * Runs a task of tasks.cjs on a machine that may have nothing but an old Node and npm. Old JavaScript without
 * dependencies: it must run on Node 12.
 */

const decide = require('./decide.cjs');
const steps = require('./steps.cjs');
const { tasks, tools } = require('./tasks.cjs');

/** Set for the second self, which the private Node runs. */
const marker = 'LEADER_SCORECARD_PRIVATE_NODE';

async function main(name, args) {
  const task = Object.prototype.hasOwnProperty.call(tasks, name) ? tasks[name] : undefined;
  if (task === undefined) {
    throw new steps.SetUpError(`tell a task: ${Object.keys(tasks).join(', ')}`);
  }
  if (task.commands.length > 1 && args.length > 0) {
    throw new steps.SetUpError(`${name} takes no arguments`);
  }

  const isSecondSelf = process.env[marker] !== undefined;
  delete process.env[marker];
  if (!decide.isNewEnough(process.versions.node)) {
    if (isSecondSelf) throw new steps.SetUpError(decide.adviceToInstallNode());
    const program = await steps.usePrivateNode();
    steps.endIfStopped();
    const env = Object.assign({}, process.env, { [marker]: '1' });
    return steps.run(program, [__filename, name].concat(args), { cwd: process.cwd(), env });
  }

  await steps.installPackages();
  if (task.first !== undefined) {
    const code = await runCommand(task.first.concat(args));
    if (code !== 0) return code;
  }
  if (task.build)
    await steps.build(steps.scriptOf('tsc', tools.tsc), task.build === true ? 'product' : task.build);
  return runCommands(task.commands, args);
}

/** Runs all commands even when one fails, so that one run tells everything. */
async function runCommands(commands, args) {
  if (commands.length === 1) return runCommand(commands[0].concat(args));
  const failed = [];
  let firstCode = 0;
  for (const command of commands) {
    steps.endIfStopped();
    steps.say(`running ${command.join(' ')}`);
    const code = await runCommand(command);
    if (code !== 0) failed.push(command.join(' '));
    firstCode = firstCode || code;
  }
  if (failed.length > 0) steps.say(`failed: ${failed.join('; ')}`);
  return firstCode;
}

function runCommand(command) {
  const program = command[0];
  const args = command.slice(1);
  if (program !== 'node') args.unshift(steps.scriptOf(program, tools[program]));
  return steps.run(process.execPath, args, {
    env: decide.environmentOfTask(process.env, steps.compileCache),
  });
}

/** Runs main and ends this process the way its task ended. */
async function runToEnd() {
  try {
    process.exitCode = await main(process.argv[2], process.argv.slice(3));
  } catch (error) {
    steps.say(error instanceof steps.SetUpError ? error.message : error.stack);
    process.exitCode = error.exitCode || 1;
  }
}

steps.forwardSignals();
void runToEnd();
