import type { PGlite } from '@electric-sql/pglite';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { EntityManager, MikroORM } from '@mikro-orm/sql';
import { CompiledQuery } from 'kysely';
import type { Dialect } from 'kysely';
import type { Database, DatabaseOptions, Reads, Transaction, ViewerClaims } from './database.ts';
import type { EmbeddedLock } from './embedded-lock.ts';
import type { Guard, OpenTransaction } from './guarded-dialect.ts';
import { StatementOutsideTransaction, countStatement, guarded, newGuard } from './guarded-dialect.ts';
import type { DataModel } from '../model/data-model.ts';
import { migrate } from './migrate.ts';
import type { Hear, NoticeConnection, StopListening } from './notices.ts';
import { listenOn } from './notices.ts';
import type { BatchConnection } from './viewer-reads.ts';
import { ViewerReads } from './viewer-reads.ts';

/** The engine in this process, and the lock of its folder (null for a database in memory). */
export interface Embedded {
  readonly engine: PGlite;
  readonly lock: EmbeddedLock | null;
}

/** Opens a database on a server or on a started engine, which it then owns, and migrates it. */
export async function openOn(
  where: { readonly url: string } | Embedded,
  dataModel: DataModel,
): Promise<Database> {
  const guard = newGuard();
  const embedded = 'engine' in where ? where : null;
  let orm: MikroORM | null = null;
  try {
    orm = await openOrm(where, guard);
    const pool = embedded ? null : await poolOf(orm);
    const database = new OpenDatabase(orm, guard, embedded, dataModel, pool);
    await migrate(database, orm, dataModel.migrations);
    return database;
  } catch (error) {
    await closeAll(orm, embedded).catch(() => undefined);
    throw error;
  }
}

async function closeAll(orm: MikroORM | null, embedded: Embedded | null): Promise<void> {
  await orm?.close(true);
  await embedded?.engine.close();
  embedded?.lock?.release();
}

/** The driver’s own pool: asking it directly spares every statement an entity manager, and it knows prepared statements. */
interface Pool extends Request {
  readonly ending: boolean;
  readonly options: object;
  readonly Client: new (options: object) => NoticeConnection;
  connect(): Promise<Request & { release(destroy: boolean): void }>;
  end(): Promise<void>;
}

interface Request {
  query(statement: {
    readonly name?: string;
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<{ readonly rows: object[] }>;
  /** Several statements give a result each, one statement its only one. */
  query(script: string): Promise<Results>;
}

type Results = { readonly rows: object[] } | readonly { readonly rows: object[] }[];

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

/** MikroORM over one of its two drivers; only the one that is needed is loaded. */
async function openOrm(where: { readonly url: string } | Embedded, guard: Guard): Promise<MikroORM> {
  const shared = {
    // Rows are read and written by the columns of the data model: MikroORM needs entities only to compare the schema.
    entities: [],
    discovery: { warnWhenNoEntities: false, checkDuplicateFieldNames: false },
    schemaGenerator: { createForeignKeyConstraints: false },
    // A mistyped name must be refused, not become an empty database.
    ensureDatabase: false,
    // Queries run on forks only; no request context is kept anywhere.
    allowGlobalContext: false,
  };
  const orm = await ('engine' in where ? embeddedOrm(shared, where) : serverOrm(shared, where.url));
  // MikroORM builds its own dialect; the guard wraps it, so that entity work and plain SQL are under the same rules.
  const connection = orm.driver.getConnection() as unknown as {
    createKyselyDialect(overrides: object): Dialect;
  };
  const build = connection.createKyselyDialect.bind(connection);
  connection.createKyselyDialect = (overrides) => guarded(build(overrides), guard);
  await orm.connect();
  return orm;
}

async function serverOrm(shared: object, url: string): Promise<MikroORM> {
  const { MikroORM: ServerORM } = await import('@mikro-orm/postgresql');
  return new ServerORM({
    ...shared,
    clientUrl: url,
    pool: { max: 10 },
    // Statements handed over without waiting for one another travel together; a connection that only listens is not dropped on
    // the way.
    driverOptions: { pipeline: true, keepAlive: true },
  });
}

async function embeddedOrm(shared: object, { engine }: Embedded): Promise<MikroORM> {
  const { MikroORM: EmbeddedORM } = await import('@mikro-orm/pglite');
  // A function, since MikroORM would otherwise copy the engine to death.
  const driverOptions = () => ({ pglite: engine });
  return new EmbeddedORM({ ...shared, dbName: 'embedded', driverOptions });
}

/** Triggers, policies, foreign keys and exclusion constraints are written in migrations only; entities do not know them. */
const ONLY_IN_MIGRATIONS =
  /^drop (trigger|function) if exists|^drop policy "viewer" on "\w+";$|^alter table "\w+" disable row level security;$|^alter table "\w+" drop constraint "\w+(_foreign|_fkey|_one_head|_one_acting)";$/;

class OpenDatabase implements Database {
  readonly kind: DatabaseOptions['kind'];
  readonly dataModel: DataModel;
  readonly #orm: MikroORM;
  readonly #guard: Guard;
  readonly #embedded: Embedded | null;
  readonly #pool: Pool | null;

  constructor(
    orm: MikroORM,
    guard: Guard,
    embedded: Embedded | null,
    dataModel: DataModel,
    pool: Pool | null,
  ) {
    this.kind = embedded ? 'embedded' : 'server';
    this.dataModel = dataModel;
    this.#orm = orm;
    this.#guard = guard;
    this.#embedded = embedded;
    this.#pool = pool;
  }

  get statements(): number {
    return this.#guard.statements;
  }

  async query<T extends object>(
    sql: string,
    parameters: readonly unknown[] = [],
    name?: string,
  ): Promise<T[]> {
    if (this.#guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    if (this.#pool) {
      countStatement(this.#guard, sql);
      const { rows } = await this.#pool.query({ ...(name && { name }), text: sql, values: parameters });
      return rows as T[];
    }
    const client = this.em().getKysely();
    const { rows } = await client.executeQuery<T>(CompiledQuery.raw(sql, [...parameters]));
    return rows;
  }

  async script(sql: string): Promise<object[]> {
    if (this.#guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    countStatement(this.#guard, sql);
    const results = this.#pool ? await this.#pool.query(sql) : await this.#embeddedScript(sql);
    return [results].flat().flatMap(({ rows }) => rows);
  }

  async #embeddedScript(sql: string): Promise<Results> {
    const driver = this.#guard.driver!;
    const connection = await driver.acquireConnection();
    const { engine } = this.#embedded!;
    try {
      return await engine.exec(sql);
    } catch (error) {
      // A script may have begun a transaction, which would hold the only connection for ever.
      await engine.exec('rollback');
      throw error;
    } finally {
      await driver.releaseConnection(connection);
    }
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const state: OpenTransaction = { open: false };
    return this.em().transactional((em) => {
      state.open = true;
      return this.#guard.context.run(state, async () => {
        try {
          return await work(new OpenTransactionStatements(em, this.dataModel));
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
    return new ViewerReads(this.dataModel, claims, () => this.#connect());
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

  async listen(channel: string, hear: Hear): Promise<StopListening> {
    const pool = this.#pool;
    if (pool !== null) return listenOn(() => new pool.Client(pool.options), channel, hear);
    // Said between the statements of somebody’s transaction, "listen" would be taken back with it.
    const alone = async <T>(work: () => Promise<T>): Promise<T> => {
      const connection = await this.#connect();
      try {
        return await work();
      } finally {
        await connection.release(false);
      }
    };
    const { engine } = this.#embedded!;
    const stop = await alone(() => engine.listen(channel, hear));
    return () => alone(() => stop());
  }

  em(): EntityManager {
    if (this.#guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    return this.#orm.em.fork();
  }

  async version(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>('show server_version');
    return row!.server_version.split(' ')[0]!;
  }

  announce(address: string): void {
    this.#embedded?.lock?.announce(address);
  }

  async dump(): Promise<Blob> {
    return this.#embedded!.engine.dumpDataDir('none');
  }

  async schemaDifference(): Promise<string> {
    const { entitiesOf } = await import('./schema.ts');
    this.#orm.discoverEntity(entitiesOf(this.dataModel));
    const sql = await this.#orm.schema.getUpdateSchemaSQL({ wrap: false });
    return sql
      .split('\n')
      .filter((line) => line !== '' && !ONLY_IN_MIGRATIONS.test(line))
      .join('\n');
  }

  async close(): Promise<void> {
    await closeAll(this.#orm, this.#embedded);
    // MikroORM ends the pool only where its own query builder has used it; one left open would hold the process for ten seconds.
    if (this.#pool && !this.#pool.ending) await this.#pool.end();
  }
}

class OpenTransactionStatements implements Transaction {
  readonly em: EntityManager;
  readonly dataModel: DataModel;

  constructor(em: EntityManager, dataModel: DataModel) {
    this.em = em;
    this.dataModel = dataModel;
  }

  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await this.em.getKysely().executeQuery<T>(CompiledQuery.raw(sql, [...parameters]));
    return rows;
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return work(this);
  }
}
