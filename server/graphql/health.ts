import type { Express } from 'express';
import type { Database } from '../platform/database/database.ts';
import { DatabaseIsNewer, isUpToDate } from '../platform/database/migrate.ts';

/** Milliseconds that a database may take to say that it is there. */
const PATIENCE = 3000;

/** Why a server should be sent no questions. */
export type NotReady =
  | 'STOPPING'
  /** It does not answer, or not in time. */
  | 'DATABASE'
  /** Its tables are older than this program, or newer: another version has taken over. */
  | 'MIGRATIONS';

/**
 * Adds `/health/live` and `/health/ready`, for the monitoring of the server; they take no token.
 * `live`: the process answers; where it does not, start it again. `ready`: it can answer queries; where it cannot, use
 * another one.
 */
export function addHealth(app: Express, database: Database, isStopping: () => boolean): void {
  app.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/health/ready', (_request, response) => {
    const answer = (reason: NotReady | null): void => {
      response.set('cache-control', 'no-store');
      if (reason === null) response.json({ status: 'ok' });
      else response.status(503).json({ status: 'unavailable', reason });
    };
    if (isStopping()) answer('STOPPING');
    else void whyNotReady(database).then(answer);
  });
}

async function whyNotReady(database: Database): Promise<NotReady | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<NotReady>((resolve) => {
    timer = setTimeout(() => resolve('DATABASE'), PATIENCE);
  });
  try {
    return await Promise.race([late, stateOf(database)]);
  } finally {
    clearTimeout(timer);
  }
}

async function stateOf(database: Database): Promise<NotReady | null> {
  try {
    return (await isUpToDate(database, database.dataModel.migrations)) ? null : 'MIGRATIONS';
  } catch (error) {
    return error instanceof DatabaseIsNewer ? 'MIGRATIONS' : 'DATABASE';
  }
}
