import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

const say = (text: string) => database.query(`select pg_notify('told', $1)`, [text]);

test('what a transaction says is heard once it is committed, and never where it is undone', async () => {
  const heard: (string | null)[] = [];
  const stop = await database.listen('told', (text) => heard.push(text));
  await database.transaction(async (tx) => {
    await tx.query(`select pg_notify('told', 'committed')`);
    await tx.query('select 1');
    expect(heard).toEqual([]);
  });
  await expect(
    database.transaction(async (tx) => {
      await tx.query(`select pg_notify('told', 'undone')`);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await say('after');
  await eventually(() => expect(heard).toEqual(['committed', 'after']));
  await stop();
  await say('unheard');
  expect(heard).toHaveLength(2);
});

test('a listener that begins beside an open transaction hears on, also where that transaction is undone', async () => {
  const heard: (string | null)[] = [];
  const inside = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const failing = database.transaction(async (tx) => {
    await tx.query('select 1');
    inside.resolve();
    await goOn.promise;
    throw new Error('undone');
  });
  await inside.promise;
  const listening = database.listen('told', (text) => heard.push(text));
  goOn.resolve();
  await expect(failing).rejects.toThrow('undone');
  const stop = await listening;
  await say('heard');
  await eventually(() => expect(heard).toEqual(['heard']));
  await stop();
});

test.skipIf(!process.env['TEST_DATABASE_URL'])(
  'a lost connection is made again, and says that something may have been missed',
  async () => {
    const heard: (string | null)[] = [];
    const stop = await database.listen('told', (text) => heard.push(text));
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "told"' and datname = current_database()`,
    );
    await eventually(() => expect(heard).toEqual([null]), 10_000);
    await say('heard again');
    await eventually(() => expect(heard).toEqual([null, 'heard again']));
    await stop();
  },
  20_000,
);
