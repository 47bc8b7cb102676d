import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DATA_MODEL } from '../../server/data-model.ts';
import type { Database, DatabaseOptions } from '../../server/platform/database/database.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import type { DataModel } from '../../server/platform/model/data-model.ts';

export interface TestDatabase extends Database {
  /** How to open this very database once more; of an embedded one in memory, a fresh one of its kind. */
  readonly options: DatabaseOptions;
}

/**
 * A fresh, migrated database.
 * Of its own on the server that TEST_DATABASE_URL names, else embedded in memory, from a template that is migrated once and
 * stays until a migration or PGlite changes.
 */
export async function openTestDatabase(dataModel: DataModel = DATA_MODEL): Promise<TestDatabase> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return openOnServer(url, dataModel);
  const options = { kind: 'embedded', folder: null, template: await template() } as const;
  return withOptions(await openDatabase(options, dataModel), options, async () => undefined);
}

async function openOnServer(url: string, dataModel: DataModel): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await onServer(url, `create database "${name}"`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const options = { kind: 'server', url: own.href } as const;
  const database = await openDatabase(options, dataModel);
  const proof = process.env['TEST_DATABASE_PROOF'];
  if (proof) appendFileSync(proof, `postgresql ${await database.version()}\n`);
  return withOptions(database, options, () => onServer(url, `drop database "${name}" with (force)`));
}

/** One statement on the server's own database, which is not one of ours and is not migrated. */
async function onServer(url: string, sql: string): Promise<void> {
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const orm = new MikroORM({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { max: 1 },
  });
  try {
    await orm.connect();
    await orm.driver.execute(sql);
  } finally {
    await orm.close(true);
  }
}

function withOptions(database: Database, options: DatabaseOptions, after: () => Promise<void>): TestDatabase {
  const close = async (): Promise<void> => {
    await database.close();
    await after();
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'options') return options;
      if (name === 'close') return close;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as TestDatabase;
}

const root = join(import.meta.dirname, '../..');

/** The migrated template, made when missing. Two workers may make it at once; the file appears whole or not at all. */
async function template(): Promise<Blob> {
  const folder = join(root, 'node_modules/.cache/leader-scorecard');
  const file = join(folder, `template-${templateKey()}.tar`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const database = await openDatabase({ kind: 'embedded', folder: null }, DATA_MODEL);
    const dump = await database.dump();
    await database.close();
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()));
    renameSync(draft, file);
  }
  return new Blob([new Uint8Array(readFileSync(file))]);
}

/** Changes whenever a migration or PGlite does. */
function templateKey(): string {
  const hash = createHash('sha256');
  const migrations = join(root, 'migrations');
  for (const name of readdirSync(migrations).toSorted())
    hash.update(name).update(readFileSync(join(migrations, name)));
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  hash.update(readFileSync(join(pglite, '../../package.json')));
  return hash.digest('hex').slice(0, 16);
}
