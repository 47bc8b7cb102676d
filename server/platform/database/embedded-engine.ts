import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/** How to start the embedded engine. */
export interface EngineOptions {
  /** Data folder; null for a database in memory. */
  readonly folder: string | null;
  /** A dumped data directory to start from where there are no data yet. */
  readonly template?: Blob;
}

/**
 * What MikroORM and the other driver read as text, read so here as well: int8, which PGlite would make a number or a bigint by
 * its size, and dates, timestamps and intervals. Lists of them follow their elements.
 */
const AS_TEXT = [20, 1082, 1114, 1184, 1186];

/** Starts PostgreSQL in this process on a data folder that the caller has locked. */
export async function startEngine({ folder, template }: EngineOptions): Promise<PGlite> {
  const [{ PGlite }, { btree_gist }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ]);
  return PGlite.create({
    dataDir: dataDirectory(folder),
    extensions: { btree_gist },
    ...(template && isNew(folder) && { loadDataDir: template }),
    parsers: Object.fromEntries(AS_TEXT.map((type) => [type, (value: string) => value])),
  });
}

/** Whether a data folder holds no database yet; PGlite refuses a template for one that does. */
function isNew(folder: string | null): boolean {
  return folder === null || !existsSync(join(dataDirectory(folder), 'PG_VERSION'));
}

function dataDirectory(folder: string | null): string {
  if (folder === null) return 'memory://';
  const directory = join(folder, 'database');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}
