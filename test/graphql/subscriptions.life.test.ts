// How subscriptions end, and what is kept while they last: rights, tokens, slow readers, silent peers, servers that stop and
// start.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DECISION, viewer } from '../support/acts.ts';
import { eventsOf } from '../support/changes.ts';
import { StreamApi, live, subscribe, sent } from '../support/streams.ts';
import { eventually } from '../support/eventually.ts';

let streams: StreamApi;
beforeEach(async () => {
  streams = await StreamApi.open({ heartbeatMilliseconds: 300, mostWaiting: 3 });
}, 60_000);
afterEach(() => streams.close());

/** How a socket is closed. */
async function closing(token: string | null, headers: Record<string, string> = {}): Promise<object> {
  const closed = Promise.withResolvers<object>();
  const client = streams.client(token, {
    lazy: false,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers });
      }
    },
    on: { closed: (event) => closed.resolve(event as object) },
    onNonLazyError: () => undefined,
  });
  const result = await closed.promise;
  await client.dispose();
  return result;
}

describe('who may listen', () => {
  it('is asked for a token before anything else, and told in words how it was refused', async () => {
    expect(await closing(null)).toMatchObject({
      code: 4401,
      reason: expect.stringContaining('NO_TOKEN') as string,
    });
    expect(await closing('rubbish')).toMatchObject({ code: 4401 });
    const bare = await fetch(`${streams.address}/graphql/stream`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is believed by the request that opens the socket too', async () => {
    const client = streams.client(null, {
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
        }
      },
    });
    const token = await streams.token();
    await live(subscribe(client));
  });

  it('listens as long as the token is good: the socket is closed with the code after which clients bring another one', async () => {
    const closed = Promise.withResolvers<object>();
    const client = streams.client(await streams.token(viewer('INTEGRATOR'), 1), {
      on: { closed: (event) => closed.resolve(event as object) },
    });
    const overSocket = subscribe(client);
    const overEvents = await streams.sse();
    await live(overSocket, overEvents);
    streams.api.itIs('2026-11-22', '10:00:31');
    await streams.api.app.streams.sessions.checkAll();
    expect(await closed.promise).toMatchObject({
      code: 4403,
      reason: expect.stringContaining('EXPIRED_TOKEN') as string,
    });
    await overEvents.ended;
    expect(overEvents.fault()).toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', problems: [{ code: 'EXPIRED_TOKEN' }] },
    });
  });

  it('is told nothing after the token expired, also before anybody looked', async () => {
    const reader = await streams.ws();
    await live(reader);
    streams.api.itIs('2026-11-22', '10:00:31');
    await streams.change();
    await reader.ended;
    expect(reader.places()).toEqual([]);
  });

  it('sees nothing of the new post of one who moved on: that is told where the post is', async () => {
    const ofA = await streams.ws({}, viewer('AUDITOR', 'A'));
    const ofB = await streams.ws({}, viewer('AUDITOR', 'B'));
    await live(ofA, ofB);
    const about = (reader: typeof ofA, leader: string) =>
      reader.news.flatMap(({ event }) => (event?.leader?.code === leader ? event.unit!.code : []));
    const { api } = streams;
    const evidence = DECISION;
    await api.done('endAppointment', { appointment: 'L3@X', to: '2026-11-10', evidence });
    await api.done('endAppointment', { appointment: 'L2@B', to: '2026-11-10', evidence });
    await api.done('appointLeader', {
      code: 'L3@B',
      leader: 'L3',
      unit: 'B',
      post: { vi: 'Giám đốc', en: 'Director' },
      from: '2026-11-10',
      legalStatus: 'CIVIL_SERVANT',
      evidence,
    });
    await streams.announce();
    await api.done('assignTask', {
      code: 'NB',
      title: { vi: 'Nhiệm vụ của B', en: 'A task of B' },
      leadUnit: 'B',
      assignedBy: 'P',
      assignedOn: '2026-11-11',
      dueKind: 'BY',
      dueDay: '2026-11-15',
    });
    await streams.announce();
    await eventually(() => expect(about(ofB, 'L3').length).toBeGreaterThan(1));
    // What comes of A is told last, so that nothing before it is still under way.
    await streams.change();
    await eventually(() => expect(about(ofA, 'L1').length).toBeGreaterThan(0));
    expect(new Set(about(ofB, 'L3'))).toEqual(new Set(['B']));
    expect(about(ofA, 'L3')).not.toContain('B');
  });

  it('sees nothing of a unit that was moved elsewhere', async () => {
    const ofA = await streams.ws({}, viewer('AUDITOR', 'A'));
    const ofB = await streams.ws({}, viewer('AUDITOR', 'B'));
    await live(ofA, ofB);
    const { province } = streams.api;
    await province.append({
      unit: [{ code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'B', openedOn: '2020-01-01' }],
      task: [
        {
          code: 'TX',
          title: 'Nhiệm vụ của X',
          leadUnit: 'X',
          assignedBy: 'P',
          assignedOn: '2026-08-01',
          dueKind: 'BY',
          dueDay: '2026-10-31',
        },
      ],
    });
    await streams.announce();
    await eventually(() => expect(ofB.news.some(({ event }) => event?.leader?.code === 'L3')).toBe(true));
    await streams.change();
    await eventually(() => expect(ofA.news.some(({ event }) => event?.leader?.code === 'L1')).toBe(true));
    expect(ofA.news.some(({ event }) => event?.leader?.code === 'L3')).toBe(false);
  });
});

/** Long names make every message larger than what the system keeps between the two. */
const FIELDS = Array.from({ length: 280 }, (_, n) => `${'long'.repeat(60)}${n}: eventId`);
const LONG_NEWS = `subscription ($after: String) { scoreChanged(after: $after) { place event { ${FIELDS.join(' ')} } } }`;

describe('a slow reader', () => {
  beforeEach(async () => {
    await streams.close();
    streams = await StreamApi.open({ mostWaiting: 250, patienceMilliseconds: 20 });
  }, 60_000);

  /** What was told, what ended it, and the places of everything that was announced meanwhile. */
  async function goesOnFrom(places: readonly string[], fault: unknown, after: string): Promise<void> {
    expect(fault).toMatchObject({ code: 'SLOW_CONSUMER', problems: [{ code: 'SLOW_CONSUMER' }] });
    const { resumeAfter } = fault as { resumeAfter: string };
    expect(places.at(-1)).toBe(resumeAfter);
    const all = (await eventsOf(streams.api.database, 'T')).map(
      ({ position, number }) => `${position}.${number}`,
    );
    const rest = await streams.ws({ after: resumeAfter });
    await live(rest);
    expect(rest.places().length).toBeGreaterThan(0);
    expect([...places, ...rest.places()]).toEqual(all.slice(all.indexOf(after) + 1));
  }

  it('over WebSocket is told where to go on from, and goes on from there without gap', async () => {
    const after = (await streams.pulled('0')).at(-1)!;
    const socket = new WebSocket(`${streams.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const messages: Message[] = [];
    socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString('utf8')) as Message));
    const send = (message: object) => socket.send(JSON.stringify(message));
    await eventually(() => expect(socket.readyState).toBe(WebSocket.OPEN));
    send({ type: 'connection_init', payload: { authorization: `Bearer ${await streams.token()}` } });
    await eventually(() => expect(messages.at(-1)?.type).toBe('connection_ack'));
    send({ id: '1', type: 'subscribe', payload: { query: LONG_NEWS, variables: { after } } });
    await eventually(() => expect(messages.at(-1)?.type).toBe('next'));
    socket.pause();
    await streams.pretend(900);
    await streams.seenByAll();
    socket.resume();
    await eventually(() => expect(messages.at(-1)!.type).toBe('error'), 20_000);
    const [fault] = messages.at(-1)!.payload as unknown as { extensions: object }[];
    const places = messages.flatMap(({ type, payload }) =>
      type === 'next' ? payload.data.scoreChanged.place : [],
    );
    socket.terminate();
    await goesOnFrom(places.slice(1), fault!.extensions, after);
  }, 60_000);

  it('of server-sent events is told too', async () => {
    const after = (await streams.pulled('0')).at(-1)!;
    const response = await streams.rawEvents(LONG_NEWS, { after });
    await streams.pretend(900);
    await streams.seenByAll();
    const results: { data?: { scoreChanged: { place: string } }; errors?: { extensions: object }[] }[] = [];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    for (const message of text.split('\n\n')) {
      const data = /^event: next\ndata: (.*)$/m.exec(message)?.[1];
      if (data !== undefined) results.push(JSON.parse(data) as (typeof results)[number]);
    }
    const places = results.flatMap(({ data }) => data?.scoreChanged.place ?? []);
    await goesOnFrom(places, results.at(-1)!.errors?.[0]?.extensions, after);
  }, 60_000);

  it('does not hold up those who take what comes', async () => {
    const readers = [await streams.ws(), await streams.sse()];
    const slow = await streams.rawEvents(LONG_NEWS, {});
    await live(...readers);
    const begin = readers[0]!.news[0]!.place;
    await streams.pretend(900);
    const all = (await eventsOf(streams.api.database, 'T')).filter(
      ({ position }) => position > Number(begin),
    );
    for (const reader of readers)
      await sent(
        reader,
        all.map(({ position, number }) => `${position}.${number}`),
      );
    slow.destroy();
  }, 60_000);
});

interface Message {
  readonly type: string;
  readonly payload: { readonly data: { readonly scoreChanged: { readonly place: string } } };
}
