import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ProvinceOptions } from './options.ts';
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
