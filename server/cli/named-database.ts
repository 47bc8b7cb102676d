import { existsSync } from 'node:fs';
import { DATA_MODEL } from '../data-model.ts';
import { readVariables } from '../env.ts';
import type { Database } from '../platform/database/database.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import { UsageFault } from './command.ts';
import { NoDatabase } from './opening-fault.ts';

/** Where a command finds its database, for its usage. */
export const DATABASE_USAGE = `--database URL    a PostgreSQL database; without it, that of DATABASE_URL, else the embedded one in DATA_FOLDER or data/embedded
                    (stop the server first)`;

/**
 * The database that a command works on.
 * The one named, else that of DATABASE_URL, else the embedded one.
 *
 * @param use whether one that is not there yet may be made. @throws UsageFault, NoDatabase, EnvironmentFault
 */
export async function openNamedDatabase(
  url: string | undefined,
  use: 'READ' | 'READ_OR_MAKE',
): Promise<Database> {
  const { DATABASE_URL, DATA_FOLDER } = readVariables(['DATABASE_URL', 'DATA_FOLDER']);
  const server = url ?? DATABASE_URL;
  if (server !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(server)) throw new UsageFault('--database begins with postgresql://');
    return openDatabase({ kind: 'server', url: server }, DATA_MODEL);
  }
  if (use === 'READ' && !existsSync(DATA_FOLDER))
    throw new NoDatabase(
      `Chưa có cơ sở dữ liệu nhúng ở ${DATA_FOLDER}: hãy chạy npm start, hoặc nêu --data, --database (there is no embedded database there yet: run npm start, or name another with --data or --database)`,
    );
  return openDatabase({ kind: 'embedded', folder: DATA_FOLDER }, DATA_MODEL);
}
