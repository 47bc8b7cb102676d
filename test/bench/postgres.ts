import { createRequire } from 'node:module';

/** The bare driver: what the limits talk to PostgreSQL with. */
export interface Connection {
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** A statement prepared under a name on its first use. */
  prepared(name: string, sql: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
  end(): Promise<void>;
}

interface Driver {
  readonly Pool: new (options: {
    readonly connectionString: string;
    readonly max: number;
    readonly options: string;
  }) => {
    query(query: {
      readonly name?: string;
      readonly text: string;
      readonly values: readonly unknown[];
    }): Promise<{ readonly rows: Record<string, unknown>[] }>;
    end(): Promise<void>;
  };
}

/**
 * A pool of bare connections, through the very driver that the product’s database layer brings: not a second version of it.
 * Compiling a statement that runs for less than a second costs more than it saves, so whoever knows the statements switches that
 * off.
 */
export async function connect(url: string, connections = 1, options = '-c jit=off'): Promise<Connection> {
  const here = createRequire(import.meta.url);
  const { Pool } = createRequire(here.resolve('@mikro-orm/postgresql'))('pg') as Driver;
  const pool = new Pool({ connectionString: url, max: connections, options });
  await pool.query({ text: 'select 1', values: [] });
  return {
    query: async (text, values = []) => (await pool.query({ text, values })).rows,
    prepared: async (name, text, values) => (await pool.query({ name, text, values })).rows,
    end: () => pool.end(),
  };
}
