import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds package.json: server/ lies in it, or dist/server/ does. */
export const ROOT = existsSync(join(import.meta.dirname, '../../package.json'))
  ? join(import.meta.dirname, '../..')
  : join(import.meta.dirname, '../../..');

/** A data folder that comes with the program. */
export interface Sample {
  readonly name: string;
  readonly folder: string;
  readonly authority: string;
}

/** Data folders imported on the first start, in this order; one that is not there is left out. */
export const SAMPLES: readonly Sample[] = [
  'nghe-an-2024',
  'phu-tho-2026-q3',
  'national-766-2026-10-10',
  'tinh-mau',
]
  .map((name) => ({ name, folder: join(ROOT, 'server/sample', name) }))
  .filter(({ folder }) => existsSync(join(folder, 'authority.csv')))
  .map((sample) => ({ ...sample, authority: authorityOf(sample.folder) }));

/** Codes of the authorities whose data come with the program. */
export const SAMPLE_AUTHORITIES: readonly string[] = [...new Set(SAMPLES.map(({ authority }) => authority))];

/** First cell of the first row of a data folder's authority.csv. */
function authorityOf(folder: string): string {
  return readFileSync(join(folder, 'authority.csv'), 'utf8').split(/\r?\n/)[1]!.split(',')[0]!;
}
