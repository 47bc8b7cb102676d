import type { Database, DatabaseOptions } from './database.ts';
import { startEngine } from './embedded-engine.ts';
import { lockFolder } from './embedded-lock.ts';
import type { DataModel } from '../model/data-model.ts';

/**
 * Opens the database and brings its schema up to date. A data folder is locked first: a second process is refused.
 *
 * @param dataModel may still be on its way, so that its modules are loaded while the engine starts.
 */
export async function openDatabase(
  options: DatabaseOptions,
  dataModel: DataModel | Promise<DataModel>,
): Promise<Database> {
  const lock = options.kind === 'embedded' && options.folder !== null ? lockFolder(options.folder) : null;
  try {
    // The embedded engine starts while the modules around it are still being loaded; on a server none of it is needed.
    const starting = options.kind === 'embedded' ? startEngine(options) : null;
    const driver =
      options.kind === 'embedded' ? import('@mikro-orm/pglite') : import('@mikro-orm/postgresql');
    const [engine, { openOn }, loadedModel] = await Promise.all([
      starting,
      import('./orm-database.ts'),
      dataModel,
      driver,
    ]);
    return await openOn(
      options.kind === 'server' ? { url: options.url } : { engine: engine!, lock },
      loadedModel,
    );
  } catch (error) {
    lock?.release();
    throw error;
  }
}
