// What whoever watches over the server is told: whether to start it again, and whether to send it questions.
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { App } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

interface Health {
  readonly app: App;
  /** Status and body of `/health/live` or `/health/ready`. */
  readonly of: (path: 'live' | 'ready') => Promise<readonly [number, unknown]>;
}

/** A server over the database; its handler is asked by a listener of its own, which outlives it. */
async function health(over: Database): Promise<Health> {
  const app = await createApp({ database: over, clock: systemClock, catalogue: CATALOGUE });
  const listener = createServer(app.express).listen(0);
  onTestFinished(async () => {
    listener.closeAllConnections();
    listener.close();
    await app.stop();
  });
  const { port } = listener.address() as AddressInfo;
  return {
    app,
    async of(path) {
      const response = await fetch(`http://localhost:${port}/health/${path}`);
      return [response.status, await response.json()];
    },
  };
}

const FINE = [200, { status: 'ok' }];
const notReady = (reason: string) => [503, { status: 'unavailable', reason }];

it('is live and ready over a database that answers and is up to date; no token is asked for', async () => {
  const { of } = await health(database);
  expect([await of('live'), await of('ready')]).toEqual([FINE, FINE]);
});

it('is not ready while a migration is missing, nor over tables of a newer version', async () => {
  const { of } = await health(database);
  const [last] = await database.query<{ name: string }>(
    'select name from mikro_orm_migrations order by id desc limit 1',
  );
  await database.query('update mikro_orm_migrations set name = $2 where name = $1', [last!.name, 'Newer']);
  expect([await of('live'), await of('ready')]).toEqual([FINE, notReady('MIGRATIONS')]);
  await database.query('delete from mikro_orm_migrations where name = $1', ['Newer']);
  expect(await of('ready')).toEqual(notReady('MIGRATIONS'));
  await database.query('insert into mikro_orm_migrations (name) values ($1)', [last!.name]);
  expect(await of('ready')).toEqual(FINE);
});

it('is not ready over a database that fails, or that keeps it waiting', async () => {
  const broken = (query: Database['query']) =>
    Object.create(database, { query: { value: query } }) as Database;
  const failing = await health(broken(() => Promise.reject(new Error('the connection is gone'))));
  expect([await failing.of('live'), await failing.of('ready')]).toEqual([FINE, notReady('DATABASE')]);
  const hanging = await health(broken(() => new Promise(() => undefined)));
  expect([await hanging.of('live'), await hanging.of('ready')]).toEqual([FINE, notReady('DATABASE')]);
});

it('is not ready from the moment it begins to stop', async () => {
  const { app, of } = await health(database);
  expect(await of('ready')).toEqual(FINE);
  const stopped = app.stop();
  expect([await of('live'), await of('ready')]).toEqual([FINE, notReady('STOPPING')]);
  await stopped;
});
