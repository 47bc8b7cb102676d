// The one reader of new events in a process, where no notice ever arrives, as behind a pooler that drops them.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventTail } from '../../server/events/event-tail.ts';
import { TestClock, announcing, eventsOf } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';
import { eventually } from '../support/eventually.ts';

let database: TestDatabase;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  database = await openTestDatabase();
}, 60_000);
afterEach(async () => {
  vi.useRealTimers();
  await database.close();
});

it('events whose notice is lost are told within three seconds all the same', async () => {
  const province = new Province(database, 'T');
  const announce = () => announcing(database, new TestClock('2024-05-10')).catchUp('T');
  await province.append(HEADER);
  await province.append({
    leader: [{ code: 'L1' }],
    appointment: [head('L1', 'A')],
    task: [task('T1', 'A')],
  });
  await announce();
  const before = (await eventsOf(database, 'T')).length;

  const errors: unknown[] = [];
  const tail = new EventTail({
    database: {
      dataModel: database.dataModel,
      query: (sql, parameters) => database.query(sql, parameters),
      listen: async () => async () => undefined,
    },
    onError: (error) => errors.push(error),
  });
  const told: string[] = [];
  const held = await tail.acquire('T');
  held.followers.add({
    prepare:
      async ({ events }) =>
      () =>
        told.push(...events.map(({ body }) => body.id)),
    room: async () => undefined,
    fail: (error) => errors.push(error),
  });

  await province.append({ task: [task('T1', 'A', done('2024-05-08'))] });
  await announce();
  const news = (await eventsOf(database, 'T')).slice(before).map(({ body }) => body.id);
  expect(news.length).toBeGreaterThan(0);
  vi.advanceTimersByTime(3000);
  await eventually(() => expect(told).toEqual(news), 10_000);
  // The next look tells nothing twice, and what came meanwhile.
  await province.append({ task: [task('T2', 'A', done('2024-05-09'))] });
  await announce();
  vi.advanceTimersByTime(3000);
  const all = (await eventsOf(database, 'T')).slice(before).map(({ body }) => body.id);
  expect(all.length).toBeGreaterThan(news.length);
  await eventually(() => expect(told).toEqual(all), 10_000);
  expect(errors).toEqual([]);
  await tail.stop();
});
