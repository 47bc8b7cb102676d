import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, optional } from '../../rules/kit/columns.ts';
import { DATA_MODEL } from '../../server/data-model.ts';
import { ENTITIES } from '../../server/slices.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { anchoredEntities } from '../../server/platform/model/data-model.ts';
import type { AnyEntity } from '../../server/platform/model/entity.ts';
import { snake } from '../../server/platform/model/entity.ts';
import { versionTable } from '../../server/platform/model/storage.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

describe('the migrated schema', () => {
  test('is what the entities declare; the text below is what a new migration must do', async () => {
    expect(await database.schemaDifference()).toBe('');
  });

  test('differs where an entity has a column more, a choice more or another table name', async () => {
    const unit = ENTITIES.find(({ name }) => name === 'unit')!;
    const kind = unit.columns['kind'] as { values: readonly string[] };
    const changed: AnyEntity = {
      ...unit,
      columns: {
        ...unit.columns,
        added: optional(code('Thêm', 'Added')),
        kind: { ...unit.columns['kind'], values: [...kind.values, 'STRANGE'] } as never,
      },
    };
    const dataModel = {
      ...DATA_MODEL,
      entities: ENTITIES.map((entity) => (entity === unit ? changed : entity)),
    };
    const other = await openTestDatabase(dataModel);
    const difference = await other.schemaDifference();
    await other.close();
    expect(difference).toContain('"added" text');
    expect(difference).toContain('STRANGE');
  });

  test('has a foreign key for every column that points to an entity, and for every row to its anchor', async () => {
    const rows = await database.query<{ table: string; columns: string; target: string }>(
      `select c.conrelid::regclass::text as "table", c.confrelid::regclass::text as target,
              (select string_agg(a.attname, ',' order by u.n) from unnest(c.conkey) with ordinality u(k, n)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = u.k) as columns
       from pg_constraint c where c.contype = 'f' and array_length(c.conkey, 1) = 2`,
    );
    const plain = (name: string): string => name.replaceAll('"', '');
    const has = new Set(
      rows.map(({ table, columns, target }) => `${plain(table)} ${columns} ${plain(target)}`),
    );
    const anchored = anchoredEntities(ENTITIES);
    const wanted = ENTITIES.flatMap((entity) => [
      ...(anchored.has(entity.name) ? [`${versionTable(entity)} authority,code ${snake(entity.name)}`] : []),
      ...Object.entries(entity.columns).flatMap(([name, column]) =>
        column.type === 'code' && column.of !== null
          ? [`${versionTable(entity)} authority,${snake(name)} ${snake(column.of)}`]
          : [],
      ),
    ]);
    expect(wanted.filter((key) => !has.has(key))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(80);
  });

  test('has triggers on every table that keeps something', async () => {
    const rows = await database.query<{ table: string; triggers: number }>(
      `select c.relname as "table", count(t.oid)::int as triggers
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
       where c.relkind = 'r' and n.nspname = 'public' group by 1`,
    );
    const bare = rows.filter(({ triggers }) => triggers === 0).map(({ table }) => table);
    // Besides, what is still to be done, and how far everything has come: no records.
    expect(bare.toSorted()).toEqual([
      'announced_standing',
      'mikro_orm_migrations',
      'score_progress',
      'score_work',
    ]);
  });
});

test('opening a database that is up to date costs one statement', async () => {
  if (database.kind === 'server') {
    const again = await openDatabase(database.options, DATA_MODEL);
    // The other one is MikroORM asking whether the server answers.
    expect(again.statements).toBeLessThanOrEqual(2);
    await again.close();
  } else {
    const fresh = await openTestDatabase();
    expect(fresh.statements).toBe(1);
    await fresh.close();
  }
});

test('a database migrated by a newer version is refused', async () => {
  const older = { ...DATA_MODEL, migrations: DATA_MODEL.migrations.slice(0, -1) };
  await expect(openDatabase(database.options, older)).rejects.toThrow(/does not know: Migration2026/);
});
