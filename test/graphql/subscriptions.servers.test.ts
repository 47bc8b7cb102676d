// Subscriptions and the servers behind them: peers that fall silent, servers that stop, several of them over one database.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../server/platform/clock.ts';
import { EventRetention } from '../../server/events/event-retention.ts';
import { operations } from '../support/api.ts';
import { eventsOf } from '../support/changes.ts';
import { NEWS, StreamApi, live, subscribe, sent } from '../support/streams.ts';
import { eventually } from '../support/eventually.ts';

let streams: StreamApi;
beforeEach(async () => {
  streams = await StreamApi.open({ heartbeatMilliseconds: 200 });
}, 60_000);
afterEach(() => streams.close());

async function allPlaces(): Promise<string[]> {
  const events = await eventsOf(streams.api.database, 'T');
  return events.map(({ position, number }) => `${position}.${number}`);
}

async function post(body: object, path = '/graphql', headers: Record<string, string> = {}) {
  const response = await fetch(`${streams.address}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      authorization: `Bearer ${await streams.token()}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text };
}

describe('what is asked', () => {
  it('is a subscription on a stream, and none elsewhere; the answer names the way', async () => {
    const plain = await post({ query: NEWS });
    expect(plain.status).toBe(400);
    expect(JSON.parse(plain.text)).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('/graphql/stream') as string,
          extensions: { code: 'BAD_USER_INPUT', problems: [{ code: 'SUBSCRIPTION_NEEDS_A_STREAM' }] },
        },
      ],
    });
    const client = streams.client(await streams.token());
    const query = subscribe(client, {}, '{ authorities { code } }');
    await query.ended;
    expect(query.fault()).toMatchObject({ extensions: { problems: [{ code: 'NO_SUBSCRIPTION' }] } });
    const stream = await post({ query: 'mutation { __typename }' }, '/graphql/stream', {
      accept: 'text/event-stream',
    });
    expect(stream.text).toContain('NO_SUBSCRIPTION');
  });

  it('may be a stream of events at the address of the API too, for clients that name them', async () => {
    const ask = async (accept: string, body: object, path = '/graphql') => {
      const response = await fetch(`${streams.address}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept,
          authorization: `Bearer ${await streams.token()}`,
        },
        body: JSON.stringify(body),
      });
      const type = response.headers.get('content-type')!;
      const reader = response.body!.getReader();
      let text = '';
      // A stream goes on for ever: what is to come is waited for.
      for (;;) {
        const { done, value } = await reader.read();
        text += new TextDecoder().decode(value);
        if (done || text.includes('"scoreChanged":')) break;
      }
      await reader.cancel();
      return { status: response.status, type: type.split(';')[0], text };
    };
    const news = { query: NEWS };
    const query = { query: '{ authorities { code } }' };
    const urql =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    for (const accept of ['text/event-stream', urql, 'application/json;q=0.9, text/event-stream;q=0.1'])
      expect(await ask(accept, news), accept).toMatchObject({ status: 200, type: 'text/event-stream' });
    for (const accept of ['text/event-stream', 'text/event-stream, */*;q=0.1', '*/*', 'text/*', urql])
      expect(await ask(accept, news, '/graphql/stream'), accept).toMatchObject({
        status: 200,
        type: 'text/event-stream',
        text: expect.stringContaining('event: next') as string,
      });
    const asLink = await fetch(`${streams.address}/graphql?query=${encodeURIComponent(NEWS)}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${await streams.token()}` },
    });
    expect(asLink.headers.get('content-type')).toContain('text/event-stream');
    await asLink.body!.cancel();
    // Queries are answered whole, whatever else the client would take.
    for (const accept of [urql, 'text/event-stream, application/json', '*/*']) {
      const { type, text } = await ask(accept, query);
      expect([accept, type?.includes('json'), text.includes('"data"')]).toEqual([accept, true, true]);
    }
    // Who takes anything, as most tools say, is told how a subscription is had.
    for (const accept of ['*/*', 'application/json', 'text/event-stream;q=0, application/json'])
      expect((await ask(accept, news)).text, accept).toContain('SUBSCRIPTION_NEEDS_A_STREAM');
    for (const accept of ['application/json', 'text/event-stream;q=0'])
      expect(await ask(accept, news, '/graphql/stream'), accept).toMatchObject({
        status: 406,
        type: 'application/json',
        text: expect.stringContaining('ONLY_EVENTS') as string,
      });
  });

  it('keeps to the limits and the schema, and is read at all', async () => {
    const client = streams.client(await streams.token());
    const deep = `subscription { scoreChanged { event { unit { ${'parent { '.repeat(20)} code ${'}'.repeat(20)} } } } }`;
    const unreadable = String.raw`subscription { scoreChanged(authority: "\u0000") { event { eventId } } }`;
    for (const query of [deep, unreadable, 'subscription { nothing }', 'subscription {', '']) {
      const reader = subscribe(client, {}, query);
      await reader.ended;
      expect(reader.fault(), query).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      const { text } = await post({ query }, '/graphql/stream', { accept: 'text/event-stream' });
      expect(text, query).toContain('"errors"');
    }
    const wrong = subscribe(client, { filter: { unit: 7 } });
    await wrong.ended;
    expect(wrong.fault()).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    // The connection serves on.
    await live(subscribe(client));
  });

  it('may be the document that comes with the product', async () => {
    const { text } = operations('integrator')[0]!;
    const reader = subscribe(streams.client(await streams.token()), { after: '0' }, text);
    await live(reader);
    expect(reader.news.length).toBe((await allPlaces()).length + 1);
  });

  it('is at most so much a connection', async () => {
    const client = streams.client(await streams.token(), { lazy: false });
    const readers = Array.from({ length: 51 }, () => subscribe(client));
    await eventually(() => expect(readers.filter((reader) => reader.fault() !== null)).toHaveLength(1));
    expect(readers.find((reader) => reader.fault())!.fault()).toMatchObject({
      extensions: { problems: [{ code: 'TOO_MANY_SUBSCRIPTIONS' }] },
    });
    await live(...readers.filter((reader) => reader.fault() === null));
  });
});

describe('a place whose events are no longer kept', () => {
  it('is refused with the oldest place to go on from, on both transports', async () => {
    streams.api.itIs('2026-12-02');
    const gone = await allPlaces();
    await streams.change();
    const token = await streams.token();
    const retention = new EventRetention({
      store: streams.api.database,
      clock: fixedClock('2026-12-02T10:00:00+07:00'),
      retentionDays: 5,
      onError: (error) => expect.fail(String(error)),
    });
    await retention.removeExpired();
    const oldest = gone.at(-1)!;
    for (const reader of [
      subscribe(streams.client(token), { after: '0' }),
      await streams.sse({ after: '0' }),
    ]) {
      await reader.ended;
      expect(reader.fault()).toMatchObject({ extensions: { code: 'EXPIRED_POSITION', oldest } });
    }
    const reader = await streams.ws({ after: oldest });
    await live(reader);
    expect(reader.places()).toEqual(await allPlaces());
    expect(reader.places().length).toBeGreaterThan(0);
  });
});

describe('a peer that falls silent', () => {
  it('is let go, and what it held with it', async () => {
    const { port } = new URL(streams.address);
    const token = await streams.token();
    // Speaks the protocol up to its subscription, and never answers a ping.
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
    );
    socket.write(frame({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    for (let said = ''; !said.includes('connection_ack'); said += String(socket.read() ?? ''))
      await once(socket, 'readable');
    socket.write(frame({ id: '1', type: 'subscribe', payload: { query: NEWS } }));
    socket.resume();
    await closed;
  });

  it('is asked whether it is there as long as it answers', async () => {
    const reader = await streams.ws();
    await live(reader);
    // Several heartbeats later it still listens.
    await streams.change();
    await eventually(() => expect(reader.places().length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 700));
    await streams.change();
    await sent(reader, await streams.pulled(reader.news[0]!.place));
    expect(reader.fault()).toBeNull();
  });
});

/** A text frame of a WebSocket client, masked with nothing. */
function frame(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const head =
    text.length < 126
      ? Buffer.from([0x81, 0x80 | text.length])
      : Buffer.from([0x81, 0x80 | 126, text.length >> 8, text.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), text]);
}

describe('servers', () => {
  it('over one database each deliver everything, whoever announces it', async () => {
    const addresses = [streams.address, await streams.another(), await streams.another()];
    const after = (await allPlaces()).at(-1)!;
    const readers = await Promise.all(
      addresses.flatMap((address) => [
        streams.ws({ after }, undefined, address),
        streams.sse({ after }, undefined, address),
      ]),
    );
    await live(...readers);
    for (let round = 0; round < 5; round++) await streams.change();
    await streams.pretend(150);
    const expected = (await allPlaces()).slice((await allPlaces()).indexOf(after) + 1);
    expect(expected.length).toBeGreaterThan(150);
    for (const reader of readers) await sent(reader, expected);
  });

  it('that stop close their sockets in order and hang on nothing; a reader goes on elsewhere without gap or double', async () => {
    const closed = Promise.withResolvers<object>();
    const client = streams.client(await streams.token(), {
      on: { closed: (event) => closed.resolve(event as object) },
    });
    const [overSocket, overEvents] = [subscribe(client, { after: '0' }), await streams.sse({ after: '0' })];
    await live(overSocket, overEvents);
    await streams.change();
    const expected = await allPlaces();
    await sent(overSocket, expected);
    await sent(overEvents, expected);
    const elsewhere = await streams.another();
    const stopping = performance.now();
    await streams.api.app.stop();
    expect(performance.now() - stopping).toBeLessThan(3000);
    expect(await closed.promise).toMatchObject({ code: 1001 });
    await Promise.all([overSocket.ended, overEvents.ended]);
    // Ended, but not completed: a client that tries again goes on.
    expect(overSocket.fault()).not.toBeNull();
    expect(overEvents.fault()).not.toBeNull();
    await streams.pretend(3);
    const again = await streams.ws({ after: overSocket.news.at(-1)!.place }, undefined, elsewhere);
    await live(again);
    expect([...overSocket.places(), ...again.places()]).toEqual(await allPlaces());
  });
});

describe('a snapshot and what follows it', () => {
  it('are one state: cards and the position read in one request, then every event behind it', async () => {
    const SNAPSHOT = `query ($leader: String!) { authority(code: "T") { position }
      scoreCard(authority: "T", leader: $leader, period: "2026-Q4") { points digest } }`;
    interface Snapshot {
      readonly authority: { readonly position: number };
      readonly scoreCard: { readonly points: string; readonly digest: string };
    }
    const read = async () => {
      const { data } = await streams.api.answer<Snapshot>(
        SNAPSHOT,
        { leader: 'L1' },
        {
          subject: 'i',
          leader: null,
          grants: [{ authority: 'T', role: 'INTEGRATOR', unit: null }],
        },
      );
      return data!;
    };
    const keptOfL1 = async () =>
      (await eventsOf(streams.api.database, 'T')).filter(({ body }) =>
        body.kind === 'ranking.changed'
          ? body.moved.some(({ leader }) => leader === 'L1')
          : body.subject.leader === 'L1',
      );
    interface Followed {
      readonly place: string;
      readonly eventId: string;
      readonly from: Snapshot['scoreCard'] | null;
      readonly to: Snapshot['scoreCard'] | null;
    }
    // A write is not yet announced when the snapshot is read.
    const before = await keptOfL1();
    const announced = (await read()).scoreCard;
    await streams.api.done('assignTask', {
      code: 'UNTOLD',
      title: { vi: 'Nhiệm vụ chưa công bố', en: 'A task not announced yet' },
      leadUnit: 'A',
      assignedBy: 'P',
      assignedOn: '2026-11-01',
      dueKind: 'BY',
      dueDay: '2026-11-15',
    });
    const { authority, scoreCard } = await read();
    const FOLLOW = `subscription News($after: String) { scoreChanged(after: $after, filter: { leader: "L1" }) {
      place event { eventId place from { points digest } to { points digest } } } }`;
    const reader = subscribe(
      streams.client(await streams.token()),
      { after: String(authority.position) },
      FOLLOW,
    );
    await live(reader);
    await streams.announce();
    // Two that come as one, then one more.
    await streams.api.done('submitTask', { task: 'T2', on: '2026-11-20' });
    await streams.change();
    await streams.change();
    const now = (await read()).scoreCard;
    expect(new Set([announced.digest, scoreCard.digest, now.digest]).size).toBe(3);
    const expected = (await keptOfL1()).slice(before.length);
    expect(expected.length).toBeGreaterThan(2);
    const followed = () => reader.news.flatMap(({ event }) => event ?? []) as unknown as Followed[];
    await eventually(() =>
      expect(followed().map(({ place, eventId }) => ({ place, eventId }))).toEqual(
        expected.map(({ position, number, body }) => ({ place: `${position}.${number}`, eventId: body.id })),
      ),
    );
    // From the card announced before the snapshot over the card of the snapshot to the one that is there now, without a step left
    // out.
    const steps = followed().filter(({ to }) => to !== null);
    expect(steps.map(({ from }) => from)).toEqual([announced, ...steps.slice(0, -1).map(({ to }) => to)]);
    expect(steps[0]!.to).toEqual(scoreCard);
    expect(steps.at(-1)!.to).toEqual(now);
  });
});
