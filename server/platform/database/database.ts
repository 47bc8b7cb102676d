import type { EntityManager } from '@mikro-orm/sql';
import type { DataModel } from '../model/data-model.ts';
import type { Hear, StopListening } from './notices.ts';
import type { Queries } from '../model/queries.ts';

/** Which database to open: one embedded in this process, or one on a PostgreSQL server. */
export type DatabaseOptions =
  | {
      readonly kind: 'embedded';
      /** Data folder; null for a database in memory. */
      readonly folder: string | null;
      /** A dumped data directory to start from where there are no data yet. */
      readonly template?: Blob;
    }
  | { readonly kind: 'server'; readonly url: string };

/** What a viewer may read, as the row-level policies of the database compare it with rows. */
export interface ViewerClaims {
  readonly authority: string;
  /** Code of the leader that the viewer is. */
  readonly leader: string | null;
  /** Classes of rows that are open over the whole authority. */
  readonly whole: readonly string[];
  /** Classes of rows that are open in some units only, with the codes of these units. */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

/** Runs SQL that reads: the database, a transaction on it, or the reads of one viewer. */
export interface Reads extends Queries {
  readonly dataModel: DataModel;
}

/** Reads, and writes within a transaction. */
export interface Statements extends Reads {
  /** Runs the work in a transaction, or within this one if it is one already; an error rolls all of it back. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** A transaction that is open. */
export interface Transaction extends Statements {
  readonly em: EntityManager;
}

/** An open database, its schema up to date. */
export interface Database extends Statements {
  readonly kind: DatabaseOptions['kind'];
  /** Statements issued since the database was opened, transaction control not counted. */
  readonly statements: number;
  /** Statements one after the other in one text, without parameters. @returns the rows of all of them. */
  script(sql: string): Promise<object[]>;
  /** How many statements the work issued; others' work at the same time counts too. */
  countStatements<T>(work: () => Promise<T>): Promise<{ readonly statements: number; readonly result: T }>;
  /** Reads with a viewer's rights: as the application role, under the row-level policies of the tables. */
  as(claims: ViewerClaims): Reads;
  /** Calls `hear` with every pg_notify of a channel once its transaction is committed, on a connection of its own. */
  listen(channel: string, hear: Hear): Promise<StopListening>;
  /** A fresh entity manager. */
  em(): EntityManager;
  /** "15.4": the version of PostgreSQL that answers. */
  version(): Promise<string>;
  /** Writes this server's address into the folder's lock, for a second process on the same folder. */
  announce(address: string): void;
  /** The whole data directory, to start another embedded database from. Embedded only. */
  dump(): Promise<Blob>;
  /** SQL that would bring the schema to what the entities declare; empty when it is the same. */
  schemaDifference(): Promise<string>;
  close(): Promise<void>;
}
