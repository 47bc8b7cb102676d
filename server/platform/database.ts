import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as EmbeddedORM } from '@mikro-orm/pglite';
import type { PgliteConnection } from '@mikro-orm/pglite';
import { MikroORM as ServerORM } from '@mikro-orm/postgresql';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { EntityManager, MikroORM } from '@mikro-orm/sql';
import { CompiledQuery } from 'kysely';
import type { Dialect } from 'kysely';
import type { EmbeddedLock } from './embedded-lock.ts';
import { lockFolder } from './embedded-lock.ts';
import type { Guard, OpenTransaction } from './guarded-dialect.ts';
import { StatementOutsideTransaction, countStatement, guarded, newGuard } from './guarded-dialect.ts';
import type { House } from './house.ts';
import { migrate } from './migrate.ts';
import { entitiesOf } from './schema.ts';
import type { BatchConnection, ViewerClaims } from './viewer-reads.ts';
import { ViewerReads } from './viewer-reads.ts';

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
  query<T extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
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
  /** How many statements the work issued; others' work at the same time counts too. */
  countStatements<T>(work: () => Promise<T>): Promise<{ readonly statements: number; readonly result: T }>;
  /** Reads with a viewer's eyes: as the application role, under the policies of the tables. */
  as(claims: ViewerClaims): Reads;
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

/** Opens the database and brings its schema up to date. A data folder is locked first: a second process is refused. */
export async function openDatabase(options: DatabaseOptions, house: House): Promise<Database> {
  const lock = options.kind === 'embedded' && options.folder !== null ? lockFolder(options.folder) : null;
  const guard = newGuard();
  let orm: MikroORM | null = null;
  try {
    orm = await openOrm(options, house, guard);
    const pool = options.kind === 'server' ? await poolOf(orm) : null;
    const database = new OpenDatabase(options.kind, orm, guard, lock, house, pool);
    await migrate(database, orm, house.migrations);
    return database;
  } catch (error) {
    await orm?.close(true).catch(() => undefined);
    lock?.release();
    throw error;
  }
}

/** The driver's own pool of connections to a server. */
interface Pool {
  connect(): Promise<{
    query(statement: {
      readonly name?: string;
      readonly text: string;
      readonly values: readonly unknown[];
    }): Promise<{ readonly rows: object[] }>;
    release(destroy: boolean): void;
  }>;
}

function poolOf(orm: MikroORM): Promise<Pool> {
  return (orm.driver.getConnection() as unknown as PostgreSqlConnection).getNativeClient() as Promise<Pool>;
}

/** The one connection of an embedded database, held against everybody else until it is released. */
async function embeddedConnection({ driver }: Guard): Promise<BatchConnection> {
  const connection = await driver!.acquireConnection();
  return {
    execute: async (sql, parameters = []) => {
      const { rows } = await connection.executeQuery<object>(CompiledQuery.raw(sql, [...parameters]));
      return rows;
    },
    release: () => driver!.releaseConnection(connection),
  };
}

async function openOrm(options: DatabaseOptions, house: House, guard: Guard): Promise<MikroORM> {
  const shared = {
    entities: entitiesOf(house.nouns),
    extensions: [Migrator],
    migrations: {
      migrationsList: house.migrations as never,
      snapshot: false,
      disableForeignKeys: false,
      silent: true,
    },
    schemaGenerator: { createForeignKeyConstraints: false },
    // A mistyped name must be refused, not become an empty database.
    ensureDatabase: false,
    discovery: { checkDuplicateFieldNames: false },
    // Queries run on forks only; no request context is kept anywhere.
    allowGlobalContext: false,
  };
  const orm = (options.kind === 'server'
    ? new ServerORM({
        ...shared,
        clientUrl: options.url,
        pool: { max: 10 },
        // Statements handed over without waiting for one another travel together.
        driverOptions: { pipeline: true },
      })
    : new EmbeddedORM({
        ...shared,
        dbName: dataDirectory(options.folder),
        // A function, since MikroORM would otherwise copy the Blob and the extension to death.
        driverOptions: () => ({
          extensions: { btree_gist },
          ...(options.template && isNew(options.folder) && { loadDataDir: options.template }),
          // int8 as text, as the other driver gives it; PGlite would choose number or bigint by size.
          parsers: { 20: (value: string) => value },
        }),
      })) as unknown as MikroORM;
  // MikroORM builds its own dialect; the guard wraps it, so that entity work and plain SQL are under the same rules.
  const connection = orm.driver.getConnection() as unknown as {
    createKyselyDialect(overrides: object): Dialect;
  };
  const build = connection.createKyselyDialect.bind(connection);
  connection.createKyselyDialect = (overrides) => guarded(build(overrides), guard);
  await orm.connect();
  return orm;
}

/** Triggers, policies, foreign keys and exclusion constraints are written in migrations only; entities do not know them. */
const ONLY_IN_MIGRATIONS =
  /^drop (trigger|function) if exists|^drop policy "viewer" on "\w+";$|^alter table "\w+" disable row level security;$|^alter table "\w+" drop constraint "\w+(_foreign|_fkey|_one_head|_one_acting)";$/;

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

class OpenDatabase implements Database {
  readonly kind: DatabaseOptions['kind'];
  readonly house: House;
  readonly #orm: MikroORM;
  readonly #guard: Guard;
  readonly #lock: EmbeddedLock | null;
  readonly #pool: Pool | null;

  constructor(
    kind: DatabaseOptions['kind'],
    orm: MikroORM,
    guard: Guard,
    lock: EmbeddedLock | null,
    house: House,
    pool: Pool | null,
  ) {
    this.kind = kind;
    this.house = house;
    this.#orm = orm;
    this.#guard = guard;
    this.#lock = lock;
    this.#pool = pool;
  }

  get statements(): number {
    return this.#guard.statements;
  }

  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const client = this.em().getKysely();
    const { rows } = await client.executeQuery<T>(CompiledQuery.raw(sql, [...parameters]));
    return rows;
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const state: OpenTransaction = { open: false };
    return this.em().transactional((em) => {
      state.open = true;
      return this.#guard.context.run(state, async () => {
        try {
          return await work(new OpenTransactionStatements(em, this.house));
        } finally {
          state.open = false;
        }
      });
    });
  }

  async countStatements<T>(work: () => Promise<T>): Promise<{ statements: number; result: T }> {
    const before = this.#guard.statements;
    const result = await work();
    return { statements: this.#guard.statements - before, result };
  }

  as(claims: ViewerClaims): Reads {
    return new ViewerReads(this.house, claims, () => this.#connect());
  }

  async #connect(): Promise<BatchConnection> {
    if (this.#guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    if (this.#pool === null) return embeddedConnection(this.#guard);
    const client = await this.#pool.connect();
    return {
      execute: async (sql, parameters = [], name) => {
        countStatement(this.#guard, sql);
        const { rows } = await client.query({ ...(name && { name }), text: sql, values: parameters });
        return rows;
      },
      release: (broken) => client.release(broken),
    };
  }

  em(): EntityManager {
    if (this.#guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    return this.#orm.em.fork() as EntityManager;
  }

  async version(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>('show server_version');
    return row!.server_version.split(' ')[0]!;
  }

  announce(address: string): void {
    this.#lock?.announce(address);
  }

  async dump(): Promise<Blob> {
    const client = await (this.#orm.driver.getConnection() as unknown as PgliteConnection).getNativeClient();
    return client.dumpDataDir('none');
  }

  async schemaDifference(): Promise<string> {
    const sql = await this.#orm.schema.getUpdateSchemaSQL({ wrap: false });
    return sql
      .split('\n')
      .filter((line) => line !== '' && !ONLY_IN_MIGRATIONS.test(line))
      .join('\n');
  }

  async close(): Promise<void> {
    await this.#orm.close(true);
    this.#lock?.release();
  }
}

class OpenTransactionStatements implements Transaction {
  readonly em: EntityManager;
  readonly house: House;

  constructor(em: EntityManager, house: House) {
    this.em = em;
    this.house = house;
  }

  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await this.em.getKysely().executeQuery<T>(CompiledQuery.raw(sql, [...parameters]));
    return rows;
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return work(this);
  }
}
