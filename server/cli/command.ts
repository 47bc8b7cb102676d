import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import type { Language } from '../../rules/kit/text.ts';
import { FolderRefusal } from '../imports/sources/folder.ts';
import { Refusal, describeProblem } from '../platform/problems.ts';
import { openingFault } from './opening-fault.ts';

/** Words after a command that it cannot use; the message says which. */
export class UsageFault extends Error {}

/** The values of a command's options, as they were given. */
export type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values'];

/** A command of the product: its options, and what it does. */
export interface Command<Options extends ParseArgsOptionsConfig> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: Options;
  /**
   * Does it: results go to standard output, progress to standard error.
   * @returns the exit code. @throws UsageFault, Refusal, and whatever `openingFault` knows.
   */
  run(values: Values<Options>): Promise<number>;
}

/**
 * Runs a command with the words given to this process, and sets its exit code.
 *
 * 0 done, 1 refused with the reason in both languages, 2 wrong words. `--help` is no wrong word.
 */
export async function runCommand<Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  process.stdout.on('error', letPipeClose);
  try {
    if (args.includes('--help')) process.stdout.write(`${command.usage}\n`);
    else process.exitCode = await command.run(read(command.options, args));
  } catch (error) {
    process.exitCode = report(error, command.usage);
  }
}

/** A reader such as `head` may close the pipe early; that is no fault. */
function letPipeClose(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function read<Options extends ParseArgsOptionsConfig>(
  options: Options,
  args: readonly string[],
): Values<Options> {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageFault((error as Error).message, { cause: error });
  }
}

/** Says on standard error what went wrong. @returns the exit code. @throws whatever is a fault of the program. */
function report(error: unknown, usage: string): number {
  if (error instanceof UsageFault) {
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return 2;
  }
  if (error instanceof Refusal) {
    for (const problem of error.problems)
      process.stderr.write(`✗ ${describeProblem(problem, 'vi')}\n  ${describeProblem(problem, 'en')}\n`);
    const untold = error instanceof FolderRefusal ? error.total - error.problems.length : 0;
    if (untold > 0) process.stderr.write(`… +${untold}\n`);
    return 1;
  }
  const fault = openingFault(error);
  if (fault === null) throw error;
  process.stderr.write(`${fault}\n`);
  return 1;
}

/** The language of `--lang`. @throws UsageFault */
export function languageFrom(given: string): Language {
  if (given === 'vi' || given === 'en') return given;
  throw new UsageFault(`--lang is vi or en, not "${given}"`);
}
