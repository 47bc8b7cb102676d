// Writers, readers and servers that break, on PostgreSQL: every reader ends with the table of events, in order, nothing missing.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { afterAll, expect, it } from 'vitest';
import { parseDay } from '../../rules/kit/day.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../server/platform/access/demo-keys.ts';
import { recordEvents } from '../../server/events/event-log.ts';
import { EVENT_FORMAT } from '../../server/events/event.ts';
import { STAGE, viewer } from '../support/acts.ts';
import { eventsOf } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folders.ts';
import { Province } from '../support/province.ts';
import { CutOffSocket } from '../support/cut-off-socket.ts';

const root = join(import.meta.dirname, '../..');
const hasServer = Boolean(process.env['TEST_DATABASE_URL']);
if (!hasServer)
  process.stderr.write('test/app/race.test.ts: NOT RUN, TEST_DATABASE_URL names no PostgreSQL\n');

const WRITERS = 20;
const ROUNDS = 6;
const query = 'subscription ($after: String) { scoreChanged(after: $after) { place event { eventId } } }';
const pull = 'query ($after: String) { scoreEvents(after: $after, first: 100) { nodes { place eventId } } }';

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A server process; where it listens once it says so. */
async function startServer(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...process.env, PORT: '0', SAMPLE_DATA: 'never', ...environment },
  });
  children.add(child);
  let text = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const found = /\(is running\):\s+(http:\/\/\S+)\s/.exec(text)?.[1];
      if (found) listening.resolve(found);
    });
  child.once('close', () => listening.reject(new Error(text)));
  return { child, address: await listening.promise };
}

interface CachedSnapshot {
  place: string;
  readonly ids: string[];
}
interface News {
  readonly place: string;
  readonly event: { readonly eventId: string } | null;
}

function keep(kept: CachedSnapshot, { place, event }: News): void {
  kept.place = place;
  if (event) kept.ids.push(event.eventId);
}

/** The pauses are the load itself, not waiting: writers of different pace, of which some hold what others wait for. */
async function write(database: TestDatabase): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await setTimeout(randomInt(200));
    const events = Array.from({ length: randomInt(1, 6) }, () => ({
      day: parseDay('2026-11-20'),
      body: {
        format: EVENT_FORMAT,
        kind: 'score.ended',
        id: randomUUID(),
        authority: 'T',
        scheme: 'race',
        period: '2026-Q4',
        day: '2026-11-20',
        asKnownAt: 1,
        subject: { key: 'appointment:L1@A', unit: 'A', leader: 'L1' },
        by: 'OWN',
        from: null,
        to: null,
        change: null,
        parts: [],
      } as const,
    }));
    const isUndone = randomInt(4) === 0;
    await database
      .transaction(async (tx) => {
        await recordEvents(tx, { authority: 'T', recordedAt: systemClock.now() }, events);
        // Some hold the ledger for long before they commit, some take everything back.
        await setTimeout(randomInt(20) === 0 ? 500 : randomInt(20));
        if (isUndone) throw new Error('undone');
      })
      .catch((error: unknown) => {
        if (!isUndone) throw error;
      });
  }
}

it.skipIf(!hasServer)(
  'twenty writers, ten readers killed at random, two servers of which one is killed: all read the same',
  async () => {
    const database = await openTestDatabase();
    await new Province(database, 'T').append(STAGE);
    const keys = await openDemoKeys(temporaryFolder());
    const trust = demoTrust(keys);
    if (trust.keys.kind !== 'KEYS' || database.options.kind !== 'server') throw new Error('on a server');
    const environment = {
      DATABASE_URL: database.options.url,
      OIDC_ISSUER: trust.issuer,
      OIDC_AUDIENCE: trust.audience,
      OIDC_JWKS: JSON.stringify(trust.keys.keys),
    };
    const token = await signDemoToken(keys, viewer('INTEGRATOR'), 1, systemClock);
    const authorization = `Bearer ${token}`;
    const servers = [await startServer(environment), await startServer(environment)];
    const over = new AbortController();
    const addressNow = () => servers[randomInt(2)]!.address;

    const readings = {
      async ws(kept: CachedSnapshot, life: number): Promise<void> {
        const client = createClient({
          url: `${addressNow().replace('http', 'ws')}/graphql`,
          webSocketImpl: CutOffSocket,
          retryAttempts: 0,
          connectionParams: { authorization },
        });
        void setTimeout(life).then(() => client.terminate());
        const told = client.iterate<{ scoreChanged: News }>({ query, variables: { after: kept.place } });
        for await (const { data } of told) keep(kept, data!.scoreChanged);
      },
      async sse(kept: CachedSnapshot, life: number): Promise<void> {
        const client = createSseClient({
          url: `${addressNow()}/graphql/stream`,
          retryAttempts: 0,
          headers: { authorization },
        });
        void setTimeout(life).then(() => client.dispose());
        const told = client.iterate<{ scoreChanged: News }>({ query, variables: { after: kept.place } });
        for await (const { data, errors } of told) {
          if (errors) throw new Error(JSON.stringify(errors));
          keep(kept, (data as { scoreChanged: News }).scoreChanged);
        }
      },
      async pull(kept: CachedSnapshot): Promise<void> {
        const response = await fetch(`${addressNow()}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ query: pull, variables: { after: kept.place } }),
        });
        const { data } = (await response.json()) as {
          data: { scoreEvents: { nodes: { place: string; eventId: string }[] } };
        };
        for (const { place, eventId } of data.scoreEvents.nodes) keep(kept, { place, event: { eventId } });
      },
    };
    const kinds = ['ws', 'ws', 'ws', 'ws', 'sse', 'sse', 'sse', 'pull', 'pull', 'pull'] as const;
    const readers = kinds.map((kind) => ({ kind, kept: { place: '0', ids: [] } as CachedSnapshot }));
    const reading = readers.map(async ({ kind, kept }) => {
      while (!over.signal.aborted) {
        await readings[kind](kept, randomInt(100, 1500)).catch(() => undefined);
        await setTimeout(randomInt(100));
      }
    });

    const writing = Promise.all(Array.from({ length: WRITERS }, () => write(database)));
    const countNow = async () => (await eventsOf(database, 'T')).length;
    await expect.poll(countNow, { timeout: 30_000 }).toBeGreaterThan(WRITERS);
    const [victim] = servers;
    victim!.child.kill('SIGKILL');
    const countThen = await countNow();
    // It stays away while others go on writing.
    await expect.poll(countNow, { timeout: 30_000 }).toBeGreaterThan(countThen);
    servers[0] = await startServer(environment);
    await writing;

    const written = (await eventsOf(database, 'T')).map(({ body }) => body.id);
    expect(written.length).toBeGreaterThan(WRITERS);
    for (const { kind, kept } of readers)
      await expect.poll(() => kept.ids, { timeout: 30_000, message: kind }).toEqual(written);
    over.abort();
    await Promise.all(reading);
    for (const { child } of servers) child.kill('SIGTERM');
    for (const { kept } of readers) expect(kept.ids).toEqual(written);
    await database.close();
  },
  120_000,
);
