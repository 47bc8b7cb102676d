// The loop that schema/README.md gives to integrators: it survives its own crashes, the server's restarts and places that
// expired.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedClock } from '../../server/platform/clock.ts';
import { EventRetention } from '../../server/events/event-retention.ts';
import { eventsOf } from '../support/changes.ts';
import { StreamApi } from '../support/streams.ts';
import { followScores } from './follow-scores.ts';
import { eventually } from '../support/eventually.ts';

let streams: StreamApi;
beforeAll(async () => {
  streams = await StreamApi.open();
}, 60_000);
afterAll(() => streams.close());

const ids = async () => (await eventsOf(streams.api.database, 'T')).map(({ body }) => body.id);

it('is what the guide shows', () => {
  const loop = readFileSync('test/graphql/follow-scores.ts', 'utf8').split('\ninterface OwnDatabase')[0]!;
  expect(readFileSync('schema/README.md', 'utf8')).toContain(loop.trim());
});

it('hands every event on once, although it and the server keep breaking', async () => {
  const stopping = new AbortController();
  const kept = { place: '0', ids: [] as string[], anew: 0 };
  let breaks = 0;
  const own = {
    authority: 'T',
    stopping: stopping.signal,
    keptPlace: async () => kept.place,
    async keep({ place, event }: { place: string; event: { eventId: string } | null }) {
      // Before the commit of every third one this program breaks.
      if (event && ++breaks % 3 === 0) throw new Error('crash');
      kept.place = place;
      if (event) kept.ids.push(event.eventId);
    },
    async readAllCardsAnew() {
      kept.anew += 1;
      kept.place = String(await streams.api.position());
      kept.ids = await ids();
    },
  };
  const first = await streams.another();
  let address = first;
  const url = { toString: () => `${address.replace('http', 'ws')}/graphql` };
  const following = followScores(String(url), () => streams.token(), own);
  await eventually(async () => expect(kept.ids).toEqual(await ids()), 30_000);
  await streams.pretend(5);
  await eventually(async () => expect(kept.ids).toEqual(await ids()), 30_000);
  stopping.abort();
  await following;

  // Away for so long that what followed is gone: reads anew, then goes on.
  streams.api.itIs('2026-12-20');
  kept.place = '0';
  const retention = new EventRetention({
    store: streams.api.database,
    clock: fixedClock('2026-12-20T10:00:00+07:00'),
    retentionDays: 5,
    onError: (error) => expect.fail(String(error)),
  });
  await streams.change();
  await retention.removeExpired();
  const again = new AbortController();
  address = await streams.another();
  const resumed = followScores(String(url), () => streams.token(), { ...own, stopping: again.signal });
  await eventually(() => expect(kept.anew).toBe(1), 20_000);
  await streams.pretend(3);
  await eventually(async () => expect(kept.ids).toEqual(await ids()), 30_000);
  again.abort();
  await resumed;
}, 120_000);

it('ends where the question itself is wrong, and says why', async () => {
  const own = {
    authority: 'NOWHERE',
    stopping: new AbortController().signal,
    keptPlace: async () => '0',
    keep: async () => undefined,
    readAllCardsAnew: async () => undefined,
  };
  const address = await streams.another();
  const url = `${address.replace('http', 'ws')}/graphql`;
  await expect(followScores(url, () => streams.token(), own)).rejects.toThrow(/NOWHERE/);
}, 30_000);
