import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

describe('a transaction', () => {
  test('refuses at once a statement on the database around it', async () => {
    const early = database.em();
    await database.transaction(async (tx) => {
      await expect(database.query('select 1')).rejects.toThrow(/a transaction is open here/);
      await expect(database.transaction(async () => 1)).rejects.toThrow(/a transaction is open here/);
      expect(() => database.em()).toThrow(/a transaction is open here/);
      // Also through an entity manager made before.
      await expect(early.execute('select 1')).rejects.toThrow(/a transaction is open here/);
      expect(await tx.query('select 1 as one')).toEqual([{ one: 1 }]);
      expect(await tx.em.execute('select 2 as two')).toEqual([{ two: 2 }]);
    });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('lets others wait their turn', async () => {
    const order: string[] = [];
    const first = database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(7)::text');
      await tx.query('select 1');
      order.push('first');
    });
    const second = database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(7)::text');
      order.push('second');
    });
    await Promise.all([first, second]);
    expect(order.toSorted()).toEqual(['first', 'second']);
  });

  test('undoes everything when its work fails, and the database goes on', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query("insert into authority (code, name_vi, name_en, root_unit) values ('X', 'x', 'x', 'x')");
      await tx.query('select 1/0');
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await database.query('select count(*)::int as n from authority')).toEqual([{ n: 0 }]);
  });
});

test('answers nothing once it is closed, and leaves no connection that would keep its process alive', async () => {
  const closed = await openTestDatabase();
  await closed.query('select 1');
  await closed.close();
  await expect(closed.query('select 1')).rejects.toThrow(/closed|after calling end/);
}, 60_000);

test('counts statements, entity work included', async () => {
  const { statements, result } = await database.countStatements(async () => {
    await database.query('select 1');
    await database.em().execute('select 2');
    return database.transaction((tx) => tx.query<{ three: number }>('select 3 as three'));
  });
  expect(result).toEqual([{ three: 3 }]);
  expect(statements).toBe(3);
});

test('both drivers agree on what values look like', async () => {
  const [row] = await database.query(
    `select 1::int8 as big, 9007199254740993::int8 as bigger, 2::int as whole, 1.50::numeric as exact, true as flag,
            date '2026-02-23' - date '1970-01-01' as day, array['a', 'b'] as list, array[1, 2] as numbers,
            '{"a": [1]}'::jsonb as json, null::text as nothing, $1::text as given`,
    ['Nghệ An'],
  );
  expect(row).toEqual({
    big: '1',
    bigger: '9007199254740993',
    whole: 2,
    exact: '1.50',
    flag: true,
    day: 20_507,
    list: ['a', 'b'],
    numbers: [1, 2],
    json: { a: [1] },
    nothing: null,
    given: 'Nghệ An',
  });
});
