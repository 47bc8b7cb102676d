import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DATA_MODEL } from '../../server/data-model.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { JobQueue } from '../../server/platform/database/jobs.ts';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

interface Job {
  readonly what: string;
}

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

async function testDatabase() {
  const database = await openTestDatabase();
  opened.push(() => database.close());
  return database;
}

async function queueOn(database: Database, work: (job: Job) => Promise<void>): Promise<JobQueue<Job>> {
  const onError = (error: unknown): void => {
    throw error;
  };
  const queue = await JobQueue.open<Job>(database, { name: 'test', work, onError });
  opened.push(() => queue.stop());
  return queue;
}

/** A promise, and what fulfils it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open!: () => void;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

describe('a job', () => {
  it('is one while it waits or is worked on, and can be sent again afterwards', async () => {
    const seen: string[] = [];
    const first = gate();
    const queue = await queueOn(await testDatabase(), async ({ what }) => {
      seen.push(what);
      if (seen.length === 1) await first.passed;
    });
    await queue.send('one', { what: 'first' });
    await eventually(() => expect(seen).toEqual(['first']));
    await queue.send('one', { what: 'dropped' });
    await queue.send('two', { what: 'second' });
    first.open();
    await eventually(() => expect(seen).toEqual(['first', 'second']));
    await eventually(
      async () => {
        await queue.send('one', { what: 'again' });
        expect(seen).toEqual(['first', 'second', 'again']);
      },
      { timeout: 10_000 },
    );
  });

  it('that fails is tried again, and not sooner because it is sent again', async () => {
    let tries = 0;
    const queue = await queueOn(await testDatabase(), () => {
      tries++;
      return tries === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    const begun = Date.now();
    await queue.send('one', { what: '' });
    await eventually(() => expect(tries).toBe(1));
    await eventually(
      async () => {
        await queue.send('one', { what: '' });
        expect(tries).toBe(2);
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(Date.now() - begun).toBeGreaterThan(2000);
  });

  it('is worked on by one of two queues on a database', async () => {
    const database = await testDatabase();
    if (database.kind === 'embedded') return;
    const seen: string[] = [];
    const queues = await Promise.all(
      ['a', 'b'].map((name) =>
        queueOn(database, ({ what }) => {
          seen.push(`${name} ${what}`);
          return Promise.resolve();
        }),
      ),
    );
    for (let turn = 0; turn < 20; turn++) await queues[turn % 2]!.send(`key ${turn}`, { what: String(turn) });
    await eventually(() => expect(seen).toHaveLength(20), { timeout: 30_000 });
    expect(new Set(seen.map((one) => one.split(' ')[1])).size).toBe(20);
    expect(new Set(seen.map((one) => one[0])).size).toBe(2);
  });
});

it('on an embedded database is not waited for when the process that had it is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  opened.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  const before = await openDatabase({ kind: 'embedded', folder }, DATA_MODEL);
  const working = gate();
  const gone = await JobQueue.open<Job>(before, {
    name: 'test',
    work: () => {
      working.open();
      return new Promise(() => undefined);
    },
    onError: () => undefined,
  });
  await gone.send('one', { what: 'never done' });
  await working.passed;
  // As a killed process leaves it: neither ended nor given back.
  await before.close();
  const after = await openDatabase({ kind: 'embedded', folder }, DATA_MODEL);
  opened.push(() => after.close());
  const done = gate();
  const queue = await queueOn(after, () => Promise.resolve(done.open()));
  await queue.send('one', { what: 'the same' });
  await done.passed;
});

describe.runIf(process.env['TEST_DATABASE_URL'])('a role that may not make schemas', () => {
  it('is refused by its code, and works in a schema that was made for it', async () => {
    const database = await testDatabase();
    const role = `jobs_${process.pid}`;
    await database.script(`
      create role ${role} login;
      grant select on all tables in schema public to ${role};
    `);
    opened.push(async () => void (await database.script(`drop owned by ${role} cascade; drop role ${role}`)));
    const { options } = database;
    const url = new URL(options.kind === 'server' ? options.url : '');
    url.username = role;
    const theirs = await openDatabase({ kind: 'server', url: url.href }, DATA_MODEL);
    opened.push(() => theirs.close());
    await expect(queueOn(theirs, () => Promise.resolve())).rejects.toMatchObject({ code: '42501' });
    await database.script(`create schema scorecard_jobs authorization ${role}`);
    const done = gate();
    const queue = await queueOn(theirs, () => Promise.resolve(done.open()));
    await queue.send('one', { what: '' });
    await done.passed;
  });
});

describe.runIf(process.env['TEST_DATABASE_URL'])('a database that cannot be written to', () => {
  it('is told by its code, whether or not the queue was made before', async () => {
    const database = await testDatabase();
    const { options } = database;
    const url = new URL(options.kind === 'server' ? options.url : '');
    url.username = `reader_${process.pid}`;
    await database.script(`
      create role ${url.username} login superuser;
      alter role ${url.username} set default_transaction_read_only = on;
    `);
    opened.push(async () => void (await database.script(`drop role ${url.username}`)));
    const replica = await openDatabase({ kind: 'server', url: url.href }, DATA_MODEL);
    opened.push(() => replica.close());
    const nothing = () => Promise.resolve();
    const onError = () => undefined;
    const onReplica = () => JobQueue.open(replica, { name: 'test', work: nothing, onError });
    await expect(onReplica()).rejects.toMatchObject({ code: '25006' });
    await queueOn(database, nothing);
    await expect(onReplica()).rejects.toMatchObject({ code: '25006' });
  });
});
