// A running server announces what its own writes and everybody else’s change, and every day that opens, without being asked to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnnouncementLoop } from '../../server/announcing/announcement-loop.ts';
import { ActApi } from '../support/acts.ts';
import { announcing, eventsOf, inShort } from '../support/changes.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { eventually } from '../support/eventually.ts';

let api: ActApi;
beforeAll(async () => {
  api = await ActApi.open({
    schemeRevision: [
      {
        scheme: 'project-06-leader-2024',
        number: 1,
        effectiveFrom: '2026-01-01',
        configuration: 'reference:project-06-leader-2024',
        example: true,
      },
    ],
    period: [
      { code: '2026-Q4', kind: 'QUARTER', from: '2026-10-01', to: '2027-01-01', cutOff: '2027-01-05' },
    ],
    appointment: [
      {
        code: 'L1@A',
        leader: 'L1',
        unit: 'A',
        role: 'HEAD',
        from: '2025-01-01',
        legalStatus: 'CIVIL_SERVANT',
      },
    ],
  });
}, 60_000);
afterAll(async () => {
  await api.app.stop();
  await api.database.close();
});

const told = async () => (await eventsOf(api.database, 'T')).map(inShort);

describe('a running server', () => {
  it('announces nothing before it is started, then what stands, then what a mutation changes', async () => {
    api.app.watch.wake();
    await api.app.watch.idle();
    expect(await told()).toEqual([]);
    await api.app.watch.start();
    await api.app.watch.idle();
    const first = await told();
    expect(first.filter((event) => event.startsWith('score.first 2026-Q4'))).toHaveLength(1);
    await api.done('submitTask', { task: 'T1', on: '2026-11-20' });
    await api.done('acceptTask', { task: 'T1', on: '2026-11-21' });
    await api.app.watch.idle();
    const later = (await told()).slice(first.length);
    expect(later.length).toBeGreaterThan(0);
    expect(
      later.every((event) => event.startsWith('score.changed 2026-Q4 2026-11-22 appointment:L1@A')),
    ).toBe(true);
    expect(later.some((event) => event.includes('DATA:'))).toBe(true);
  });

  it('looks by itself every so often, tells what it could not do, and ends between two steps', async () => {
    const errors: unknown[] = [];
    let isAway = true;
    const changes = announcing(api.database, fixedClock('2026-12-02T08:00:00+07:00'));
    const before = (await told()).length;
    const { database } = api;
    const query: typeof database.query = (sql, ...more) =>
      isAway && sql.includes('score_progress')
        ? Promise.reject(new Error('away'))
        : database.query(sql, ...more);
    const loop = new AnnouncementLoop({
      database: new Proxy(database, {
        get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
      }),
      changes,
      clock: fixedClock('2026-12-02T08:00:00+07:00'),
      onError: (error) => {
        errors.push(error);
        isAway = false;
      },
      everyMilliseconds: 50,
    });
    await loop.start();
    await eventually(() => expect(errors).toEqual([new Error('away')]));
    await loop.idle();
    // T2 was due on 31 October: later every working day.
    const days = (await told()).slice(before).map((event) => event.split(' ')[2]);
    expect(new Set(days).size).toBe(8);
    await loop.stop();
    expect(errors).toHaveLength(1);
  });
});
