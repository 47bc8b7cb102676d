import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ProvinceOptions } from './options.ts';
import { DEFAULT_SEED, SMALL, scaled } from './options.ts';
import { generateProvince } from './province.ts';
import type { SampleFile } from './rows.ts';
import { csvLine } from './rows.ts';

const CHUNK = 1 << 16;

/**
 * Writes a province as a data folder.
 * Memory stays small whatever the size. @returns how many rows each file has.
 */
export function writeFolder(folder: string, options: ProvinceOptions): ReadonlyMap<string, number> {
  mkdirSync(folder, { recursive: true });
  const written = new Map<string, number>();
  for (const file of generateProvince(options)) written.set(file.file, writeFile(folder, file));
  return written;
}

function writeFile(folder: string, { file, header, rows }: SampleFile): number {
  const handle = openSync(join(folder, `${file}.csv`), 'w');
  try {
    let text = `${csvLine(header)}\n`;
    let count = 0;
    for (const row of rows) {
      text += `${csvLine(row)}\n`;
      count++;
      if (text.length > CHUNK) {
        writeSync(handle, text);
        text = '';
      }
    }
    writeSync(handle, text);
    return count;
  } finally {
    closeSync(handle);
  }
}

/**
 * The command line: `--folder X` writes the small province with its cast.
 * With `--scale N` a province of N × 200 units without cast.
 *
 * @returns lines to print.
 * @throws RangeError when the folder is missing or a number is not one.
 */
export function generateCommand(args: readonly string[]): readonly string[] {
  const { values } = parseArgs({
    args: [...args],
    options: { folder: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' } },
  });
  if (values.folder === undefined) throw new RangeError('--folder is required');
  const seed = values.seed === undefined ? DEFAULT_SEED : numberOf('--seed', values.seed, /^\d{1,9}$/);
  const options =
    values.scale === undefined
      ? { ...SMALL, seed }
      : scaled(numberOf('--scale', values.scale, /^\d{1,3}(\.\d{1,3})?$/), seed);
  const written = writeFolder(values.folder, options);
  return [...written].map(([file, rows]) => `${file}.csv: ${rows}`);
}

function numberOf(name: string, text: string, shape: RegExp): number {
  const value = Number(text);
  if (!shape.test(text)) throw new RangeError(`${name}: "${text}" is no number that can be used`);
  return value;
}
