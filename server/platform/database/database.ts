import type { EntityManager } from '@mikro-orm/sql';
import type { DataModel } from '../model/data-model.ts';
import type { Hear, StopListening } from './notices.ts';
import type { Queries } from '../model/queries.ts';

export type DatabaseOptions =
  | {
      readonly kind: 'embedded';
      /** Where the data lives; null keeps them in memory. */
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

/** Answers SQL statements: the database, or a transaction on it. */
export interface Reads extends Queries {
  readonly dataModel: DataModel;
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
