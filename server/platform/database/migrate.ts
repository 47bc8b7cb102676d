import type { MikroORM } from '@mikro-orm/sql';
import type { NamedMigration } from '../model/data-model.ts';
import type { Database, Statements } from './database.ts';

/** Any number that nothing else on the server locks by: "scorecrd" in ASCII, cut to fit. */
const MIGRATION_LOCK = 1_936_880_499;

/** A database that a newer version of the program has migrated: older code must not write to it. */
export class DatabaseIsNewer extends Error {
  constructor(unknown: readonly string[]) {
    super(`the database has migrations this version does not know: ${unknown.join(', ')}`);
  }
}

/** Brings the schema up to date. Up to date already, it costs one query; several replicas may start at once. */
export async function migrate(
  database: Database,
  orm: MikroORM,
  migrations: readonly NamedMigration[],
): Promise<void> {
  if (await isUpToDate(database, migrations)) return;
  await prepare(orm, migrations);
  await ensureStorage(orm);
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1::bigint)::text', [MIGRATION_LOCK]);
    const context = tx.em.getTransactionContext();
    await orm.migrator.up({ transaction: context as never });
  });
}

/** The migrator and the migrations are loaded only where there is something to do. */
async function prepare(orm: MikroORM, migrations: readonly NamedMigration[]): Promise<void> {
  const { Migrator } = await import('@mikro-orm/migrations');
  const migrationsList = await Promise.all(
    migrations.map(async ({ name, load }) => ({ name, class: await load() })),
  );
  orm.config.set('migrations', {
    ...orm.config.get('migrations'),
    migrationsList: migrationsList as never,
    snapshot: false,
    disableForeignKeys: false,
    silent: true,
  });
  Migrator.register(orm);
}

/** Makes the migrator's own table, which it does outside of any transaction it is given. */
async function ensureStorage(orm: MikroORM): Promise<void> {
  try {
    await orm.migrator.getExecuted();
  } catch (error) {
    // unique_violation, duplicate_table: another replica made it in the same moment.
    if (!['23505', '42P07'].includes((error as { code?: string }).code ?? '')) throw error;
    await orm.migrator.getExecuted();
  }
}

/** Whether every migration, and no other, was applied. @throws DatabaseIsNewer */
export async function isUpToDate(
  database: Statements,
  migrations: readonly NamedMigration[],
): Promise<boolean> {
  let applied: readonly { name: string }[];
  try {
    applied = await database.query<{ name: string }>('select name from mikro_orm_migrations order by id');
  } catch (error) {
    // undefined_table: a database that was never migrated.
    if ((error as { code?: string }).code === '42P01') return false;
    throw error;
  }
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseIsNewer(unknown);
  return applied.length === migrations.length;
}
