'use strict';

/**
 * Every task of `node server/bootstrap/run.cjs <task>`, in one table.
 *
 * commands  programs run one after the other: `node` or a tool named below, then its arguments. A task with one
 *           command hands its own arguments on to it; a task with several takes none and runs all of them.
 * first     a program that runs before the build, from its source, with the task's arguments.
 * build     true where the commands need dist/, 'all' where they need the tests' folder in it too.
 */
const tasks = {
  start: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/main.js']] },
  score: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/score.js']] },
  import: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/import.js']] },
  verify: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/verify.js']] },
  generate: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/generate.js']] },
  token: { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/token.js']] },
  // The list of rules is written first, so that what is built knows a rule that was added.
  gen: {
    first: ['node', 'server/cli/gen/rules-index.ts'],
    build: true,
    commands: [['node', '--enable-source-maps', 'dist/server/cli/gen.js']],
  },
  'new:rule': { build: true, commands: [['node', '--enable-source-maps', 'dist/server/cli/new/rule.js']] },
  'new:entity': {
    build: true,
    commands: [['node', '--enable-source-maps', 'dist/server/cli/new/entity.js']],
  },
  // Peak memory and garbage are measured, so the collector is at hand.
  bench: {
    build: 'all',
    commands: [['node', '--expose-gc', '--enable-source-maps', 'dist/test/bench/bench.js']],
  },
  // The tests of the command line and of the server run what was built.
  test: { build: true, commands: [['vitest', 'run', '--config', 'test/vitest.config.ts']] },
  check: {
    build: true,
    commands: [
      ['prettier', '--check', '.'],
      ['oxlint', '--type-aware'],
      ['tsc', '-p', 'tsconfig.json', '--noEmit'],
      ['node', 'dist/server/cli/gen.js', '--check'],
      ['vitest', 'run', '--config', 'test/vitest.config.ts', 'test/architecture', 'test/guides'],
    ],
  },
};

/** The package that brings each tool. */
const tools = { oxlint: 'oxlint', prettier: 'prettier', tsc: 'typescript', vitest: 'vitest' };

module.exports = { tasks, tools };
