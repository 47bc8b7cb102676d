import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient as createSseClient } from 'graphql-sse';
import type { Client, ClientOptions } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { expect } from 'vitest';
import type { AppOptions } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../server/platform/access/demo-keys.ts';
import type { KeySource } from '../../server/platform/access/tokens.ts';
import { ROLES } from '../../server/modules/roles.ts';
import { openTokens } from '../../server/platform/access/tokens.ts';
import type { Viewer } from '../../server/platform/model/viewer.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { recordEvents } from '../../server/events/event-log.ts';
import { ActApi, viewer } from './acts.ts';
import { eventsOf } from './changes.ts';
import { openingCards } from './event-story.ts';
import { eventually } from './eventually.ts';
import { CutOffSocket } from './cut-off-socket.ts';

/** News in short: "place" alone, or "place kind subject". */
export const NEWS = `subscription News($after: String, $filter: ScoreEventFilter) {
  scoreChanged(after: $after, filter: $filter) {
    place event { eventId place kind change unit { code } leader { code } moved { leader { code } } } } }`;

export interface News {
  readonly place: string;
  readonly event: {
    readonly eventId: string;
    readonly place: string;
    readonly kind: string;
    readonly change: string | null;
    readonly unit: { readonly code: string } | null;
    readonly leader: { readonly code: string } | null;
    readonly moved: readonly { readonly leader: { readonly code: string } | null }[];
  } | null;
}

export interface NewsVariables {
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>>;
}

interface Fault {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly [detail: string]: unknown };
}

/** A subscription as its subscriber lives it. */
export interface Reader {
  /** Everything received so far. */
  readonly news: News[];
  /** Places of the events received so far. */
  readonly places: () => string[];
  /** Whether everything behind the place it began at was received, and what comes is live. */
  readonly isLive: () => boolean;
  /** What ended it; null where nobody did, or it was completed. */
  readonly fault: () => Fault | null;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  stop(): void;
}

function newReader(): Reader & {
  take(result: { data?: { scoreChanged: News } | null; errors?: readonly unknown[] }): void;
  end(fault: unknown): void;
  onStop: () => void;
} {
  const news: News[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let fault: unknown = null;
  return {
    news,
    ended,
    places: () => news.flatMap(({ event }) => event?.place ?? []),
    isLive: () => news.some(({ event }) => event === null),
    fault: () => fault as Fault | null,
    onStop: () => undefined,
    stop() {
      this.onStop();
    },
    take({ data, errors }) {
      if (errors) fault = errors[0];
      else news.push(data!.scoreChanged);
    },
    end(error) {
      fault ??= Array.isArray(error) ? (error as unknown[])[0] : error;
      resolve();
    },
  };
}

/** A server that listens, over a small province with heads of A, B and X, whose cards were announced. */
export class StreamApi {
  readonly api: ActApi;
  readonly address: string;
  readonly clock: Clock;
  readonly #token: (viewer: Viewer, hours: number) => Promise<string>;
  readonly #closing: (() => Promise<void> | void)[] = [];

  private constructor(
    api: ActApi,
    address: string,
    clock: Clock,
    token: (viewer: Viewer, hours: number) => Promise<string>,
  ) {
    this.api = api;
    this.address = address;
    this.clock = clock;
    this.#token = token;
  }

  /** Believes the tokens it signs by its own keys, unless `keySource` says where their public part is to be had. */
  static async open(
    streams: AppOptions['streams'] = {},
    keySource: (own: KeySource) => KeySource = (own) => own,
  ): Promise<StreamApi> {
    const keys = await openDemoKeys(join(tmpdir(), `scorecard-test-${process.pid}`));
    let clock: Clock | null = null;
    const api = await ActApi.open(openingCards(), (sent) => {
      clock = sent;
      const trust = demoTrust(keys);
      return { tokens: openTokens({ ...trust, keys: keySource(trust.keys) }, sent, ROLES), streams };
    });
    await api.app.watch.start();
    await api.app.watch.idle();
    const address = await api.app.start(0);
    return new StreamApi(api, address, clock!, (who, hours) => signDemoToken(keys, who, hours, clock!));
  }

  token(who: Viewer = viewer('INTEGRATOR'), hours = 1): Promise<string> {
    return this.#token(who, hours);
  }

  /** Another server process’s worth of the same database; it announces nothing itself. */
  async another(streams: AppOptions['streams'] = {}): Promise<string> {
    const keys = await openDemoKeys(join(tmpdir(), `scorecard-test-${process.pid}`));
    const app = await createApp({
      database: this.api.database,
      clock: this.clock,
      catalogue: CATALOGUE,
      tokens: openTokens(demoTrust(keys), this.clock, ROLES),
      streams,
    });
    this.#closing.push(() => app.stop());
    return app.start(0);
  }

  /** A connection by graphql-ws’s own client. */
  client(token: string | null, options: Partial<ClientOptions> = {}, address = this.address): Client {
    const client = createClient({
      url: `${address.replace('http', 'ws')}/graphql`,
      webSocketImpl: CutOffSocket,
      retryAttempts: 0,
      connectionParams: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        'accept-language': 'en',
      },
      ...options,
    });
    this.#closing.push(() => client.dispose());
    return client;
  }

  /** Subscribes over WebSocket. */
  async ws(variables: NewsVariables = {}, as?: Viewer, address?: string): Promise<Reader> {
    return subscribe(this.client(await this.token(as), {}, address), variables);
  }

  /** Subscribes over server-sent events, by graphql-sse’s own client. */
  async sse(variables: NewsVariables = {}, as?: Viewer, address = this.address): Promise<Reader> {
    const client = createSseClient({
      url: `${address}/graphql/stream`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${await this.token(as)}`, 'accept-language': 'en' },
    });
    this.#closing.push(() => client.dispose());
    const reader = newReader();
    reader.onStop = client.subscribe<{ scoreChanged: News }>(
      { query: NEWS, variables: { ...variables } },
      {
        next: (result) => reader.take(result),
        error: (error) => reader.end(error),
        complete: () => reader.end(null),
      },
    );
    return reader;
  }

  /** All events behind a place, as they are pulled. */
  async pulled(after: string | null, as: Viewer = viewer('INTEGRATOR'), filter = {}): Promise<string[]> {
    const { data, errors } = await this.api.answer<{ scoreEvents: { nodes: { place: string }[] } }>(
      `query ($after: String, $filter: ScoreEventFilter) {
         scoreEvents(after: $after, filter: $filter, first: 100) { nodes { place } } }`,
      { after, filter },
      as,
    );
    if (errors || data === null) throw new Error(JSON.stringify(errors));
    return data.scoreEvents.nodes.map(({ place }) => place);
  }

  /** Changes the score of the head of A, and announces it. */
  async change(): Promise<void> {
    const task = `N${++this.#tasks}`;
    await this.api.done('assignTask', {
      code: task,
      title: { vi: 'Nhiệm vụ mới', en: 'A new task' },
      leadUnit: 'A',
      assignedBy: 'P',
      assignedOn: '2026-11-01',
      dueKind: 'BY',
      dueDay: '2026-11-15',
    });
    await this.announce();
  }
  #tasks = 0;

  /** Announces so many events at once, as a change to a whole province would. */
  async pretend(count: number): Promise<void> {
    const { database } = this.api;
    const [like] = (await eventsOf(database, 'T')).filter(({ body }) => body.kind !== 'ranking.changed');
    const events = Array.from({ length: count }, () => ({
      body: { ...like!.body, id: randomUUID() },
      day: parseDay(like!.body.day),
    }));
    await database.transaction(async (tx) => {
      await recordEvents(tx, { authority: 'T', recordedAt: this.clock.now() }, events);
    });
  }

  /** Waits until the server has sent its subscribers everything that was announced, or tried to. */
  async seenByAll(): Promise<void> {
    const reader = await this.ws({ filter: { leader: 'L1', ratingChanged: false } });
    await live(reader);
    await this.change();
    await receivedSomething(reader);
    reader.stop();
  }

  /** A stream of server-sent events that was read until it was live, and of which nothing more is read before its reader asks. */
  async rawEvents(query: string, variables: object): Promise<IncomingMessage> {
    const requested = request(`${this.address}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await this.token()}`,
      },
    });
    requested.end(JSON.stringify({ query, variables }));
    const [response] = (await once(requested, 'response')) as [IncomingMessage];
    for (let text = ''; !text.includes('"event":null'); text += String(response.read() ?? ''))
      await once(response, 'readable');
    return response;
  }

  async announce(): Promise<void> {
    this.api.app.watch.wake();
    await this.api.app.watch.idle();
  }

  async close(): Promise<void> {
    for (const close of this.#closing.toReversed()) await close();
    await this.api.close();
  }
}

/** Subscribes over a connection by graphql-ws’s own client. */
export function subscribe(client: Client, variables: NewsVariables = {}, query = NEWS): Reader {
  const reader = newReader();
  reader.onStop = client.subscribe<{ scoreChanged: News }>(
    { query, variables: { ...variables } },
    {
      next: (result) => reader.take(result),
      error: (error) => reader.end(error),
      complete: () => reader.end(null),
    },
  );
  return reader;
}

/** Waits until a reader has received just these places. */
export async function sent(reader: Reader, places: readonly string[]): Promise<void> {
  await eventually(() => expect(reader.places()).toEqual(places), 10_000);
}

async function receivedSomething(reader: Reader): Promise<void> {
  await eventually(() => expect(reader.places().length).toBeGreaterThan(0), 20_000);
}

export async function live(...readers: Reader[]): Promise<void> {
  await eventually(() => {
    for (const reader of readers) {
      expect(reader.fault()).toBeNull();
      expect(reader.isLive()).toBe(true);
    }
  }, 10_000);
}
