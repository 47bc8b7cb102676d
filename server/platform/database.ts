import type { EntityManager } from '@mikro-orm/sql';
import { startEngine } from './embedded-engine.ts';
import { lockFolder } from './embedded-lock.ts';
import type { House } from './house.ts';
import type { Hear, StopListening } from './notices.ts';
import type { ViewerClaims } from './viewer-reads.ts';

export type DatabaseOptions =
  | {
      readonly kind: 'embedded';
      /** Where the data lives; null keeps them in memory. */
      readonly folder: string | null;
      /** A dumped data directory to start from where there are no data yet. */
      readonly template?: Blob;
    }
  | { readonly kind: 'server'; readonly url: string };

/**
 * What can answer a statement: the database, or a transaction on it.
 *
 * Parameters are $1, $2 …; a list goes as JSON text and is unnested in SQL (`jsonb_array_elements_text($1::text::jsonb)`), since the two
 * drivers disagree on arrays. Results agree on both: int8 and numeric come as text (cast counts to int), dates and timestamps as text
 * (ask for `d - date '1970-01-01'` instead), JSON parsed, text[] as lists.
 */
export interface Reads {
  /** `name`: keeps the statement prepared on its connection under it; for statements of a bounded number only. */
  query<T extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
    name?: string,
  ): Promise<T[]>;
  readonly house: House;
}

/** Reads, and writes within a transaction. */
export interface Statements extends Reads {
  /** Runs the work in a transaction, or within this one if it is one already; an error rolls all of it back. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface Transaction extends Statements {
  readonly em: EntityManager;
}

export interface Database extends Statements {
  readonly kind: DatabaseOptions['kind'];
  /** Statements issued since the database was opened, transaction control not counted. */
  readonly statements: number;
  /** Statements one after the other in one text, without parameters. @returns the rows of all of them. */
  script(sql: string): Promise<object[]>;
  /** How many statements the work issued; others' work at the same time counts too. */
  countStatements<T>(work: () => Promise<T>): Promise<{ readonly statements: number; readonly result: T }>;
  /** Reads with a viewer's eyes: as the application role, under the policies of the tables. */
  as(claims: ViewerClaims): Reads;
  /** Hears what is said on a channel by pg_notify once the transaction that says it is committed, on a connection of its own. */
  listen(channel: string, hear: Hear): Promise<StopListening>;
  /** A fresh entity manager. */
  em(): EntityManager;
  /** "15.4": the version of PostgreSQL that answers. */
  version(): Promise<string>;
  /** Tells a second process on the same data folder where this server listens. */
  announce(address: string): void;
  /** The whole data directory, to start another embedded database from. Embedded only. */
  dump(): Promise<Blob>;
  /** The SQL that would make the schema what the nouns declare; empty when it is. */
  schemaDifference(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date. A data folder is locked first: a second process is refused.
 *
 * @param house may still be on its way, so that its modules are loaded while the engine starts.
 */
export async function openDatabase(
  options: DatabaseOptions,
  house: House | Promise<House>,
): Promise<Database> {
  const lock = options.kind === 'embedded' && options.folder !== null ? lockFolder(options.folder) : null;
  try {
    // The embedded engine starts while the modules around it are still being loaded; on a server none of it is needed.
    const starting = options.kind === 'embedded' ? startEngine(options) : null;
    const driver =
      options.kind === 'embedded' ? import('@mikro-orm/pglite') : import('@mikro-orm/postgresql');
    const [engine, { openOn }, told] = await Promise.all([
      starting,
      import('./open-database.ts'),
      house,
      driver,
    ]);
    return await openOn(options.kind === 'server' ? { url: options.url } : { engine: engine!, lock }, told);
  } catch (error) {
    lock?.release();
    throw error;
  }
}
