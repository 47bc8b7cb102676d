import { AccessFault } from '../access.ts';
import { EnvironmentFault } from '../env.ts';
import { EmbeddedFolderInUse } from '../platform/database/embedded-lock.ts';

/** An embedded database to be read that is not there; the message says so in both languages. */
export class NoDatabase extends Error {}

const FOLDER = /^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOENT|ENOSPC|EDQUOT|EISDIR)$/;

/** No such host, nobody listening, wrong password, unknown user or database, no right to it, too many connections. */
const SERVER =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|28\w{3}|3D000|42501|53300)$/;

/** What to tell of a folder or a database that cannot be opened; null for any other error. */
export function openingFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof EnvironmentFault || error instanceof AccessFault || error instanceof NoDatabase)
    return `✗ ${error.message}`;
  if (error instanceof EmbeddedFolderInUse) return `✗ ${error.text.vi}\n  ${error.text.en}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const detail = error.message || code;
  if (FOLDER.test(code))
    return `✗ Không đọc hoặc ghi được thư mục: ${detail}\n  The folder cannot be read or written: ${detail}`;
  if (SERVER.test(code))
    return `✗ Không kết nối được PostgreSQL: ${detail}\n  PostgreSQL cannot be reached: ${detail}`;
  return null;
}
