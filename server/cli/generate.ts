import { generateCommand } from '../sample/fictional/write-folder.ts';
import { openingFault } from './opening-fault.ts';

const USAGE = `Usage: npm run generate -- --folder FOLDER [--scale 1] [--seed 20261122]

  --folder FOLDER   where the fictional province is written as a data folder
  --scale N         1 is 200 units and 20,000 tasks, 10 ten times that; without it, a small province with a cast
  --seed N          the same seed gives the same bytes`;

try {
  for (const line of generateCommand(process.argv.slice(2))) process.stdout.write(`${line}\n`);
} catch (error) {
  const fault = openingFault(error);
  // What parseArgs and the command itself say of wrong words.
  const isUsage =
    error instanceof RangeError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (fault !== null) process.stderr.write(`${fault}\n`);
  else if (isUsage) process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  else throw error;
  process.exitCode = fault === null ? 2 : 1;
}
