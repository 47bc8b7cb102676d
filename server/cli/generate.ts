import { DEFAULT_SEED, SMALL, scaled } from '../sample/fictional/options.ts';
import { writeFolder } from '../sample/fictional/write-folder.ts';
import type { Values } from './command.ts';
import { UsageFault, runCommand } from './command.ts';

const USAGE = `Usage: npm run generate -- --folder FOLDER [--scale 1] [--seed 20261122]

  --folder FOLDER   where the fictional province is written as a data folder
  --scale N         1 is 200 units and 20,000 tasks, 10 ten times that; without it, a small province with a cast
  --seed N          the same seed gives the same bytes`;

const OPTIONS = { folder: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' } } as const;

function generate(values: Values<typeof OPTIONS>): number {
  if (values.folder === undefined) throw new UsageFault('--folder is missing');
  const seed = values.seed === undefined ? DEFAULT_SEED : numberFrom('--seed', values.seed, /^\d{1,9}$/);
  const options =
    values.scale === undefined
      ? { ...SMALL, seed }
      : scaled(numberFrom('--scale', values.scale, /^\d{1,3}(\.\d{1,3})?$/), seed);
  for (const [file, rows] of writeFolder(values.folder, options))
    process.stdout.write(`${file}.csv: ${rows}\n`);
  return 0;
}

function numberFrom(name: string, given: string, shape: RegExp): number {
  if (!shape.test(given)) throw new UsageFault(`${name}: "${given}" is no number that can be used`);
  return Number(given);
}

await runCommand({ usage: USAGE, options: OPTIONS, run: async (values) => generate(values) });
