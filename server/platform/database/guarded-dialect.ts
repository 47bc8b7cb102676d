import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** State of the transaction in whose async context code runs. */
export interface OpenTransaction {
  open: boolean;
}

/** State of the guard of one database. */
export interface Guard {
  readonly context: AsyncLocalStorage<OpenTransaction>;
  /** Statements issued since the database was opened, transaction control not counted. */
  statements: number;
  /** The driver beneath, once it is made. */
  driver: Driver | null;
}

/** A guard that has counted nothing yet. */
export function newGuard(): Guard {
  return { context: new AsyncLocalStorage(), statements: 0, driver: null };
}

/** A statement outside the transaction that is open around it. On PGlite it would wait for ever for the one connection. */
export class StatementOutsideTransaction extends Error {
  constructor() {
    super('a transaction is open here: use the one it hands out, not the database around it');
  }
}

/**
 * The dialect, guarded: it counts statements and forbids a second connection inside a transaction.
 *
 * Kysely would wait for PGlite's one connection before it calls the driver, hence the waiting is done here, after the check.
 */
export function guarded(dialect: Dialect, guard: Guard): Dialect {
  const oneConnection = dialect.createAdapter().supportsMultipleConnections === false;
  return {
    createAdapter() {
      const adapter = dialect.createAdapter();
      Object.defineProperty(adapter, 'supportsMultipleConnections', { value: true });
      return adapter;
    },
    createDriver: () => guardDriver(dialect.createDriver(), guard, oneConnection),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function guardDriver(driver: Driver, guard: Guard, oneConnection: boolean): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const release = driver.releaseConnection.bind(driver);
  const counted = new WeakSet<DatabaseConnection>();
  const queue = new ConnectionQueue();

  driver.acquireConnection = async (options) => {
    if (guard.context.getStore()?.open) throw new StatementOutsideTransaction();
    if (oneConnection) await queue.enter();
    const connection = await acquire(options);
    if (!counted.has(connection)) {
      counted.add(connection);
      countOn(connection, guard);
    }
    return connection;
  };
  driver.releaseConnection = async (connection, options) => {
    await release(connection, options);
    if (oneConnection) queue.leave();
  };
  guard.driver = driver;
  return driver;
}

/** Transaction control: begin, commit …, and taking on the role and claims of a viewer. */
const CONTROL =
  /^\s*(begin|start transaction|commit|rollback|savepoint|release|select set_config\('role'.*)\b/i;

/** Counts a statement, unless it is transaction control. */
export function countStatement(guard: Guard, sql: string): void {
  if (!CONTROL.test(sql)) guard.statements += 1;
}

function countOn(connection: DatabaseConnection, guard: Guard): void {
  const execute = connection.executeQuery.bind(connection);
  connection.executeQuery = (query, options) => {
    countStatement(guard, query.sql);
    return execute(query, options);
  };
}

/** Lets one holder at a time through, in order of arrival. */
class ConnectionQueue {
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }
}
