// Events that an operator no longer keeps: what goes, what stays, and what a reader who comes too late is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../server/platform/clock.ts';
import { EventRetention } from '../../server/events/event-retention.ts';
import { ActApi, viewer } from '../support/acts.ts';
import { eventsOf } from '../support/changes.ts';
import { openingCards } from '../support/event-story.ts';

const QUERY = `query ($after: String) {
  scoreEvents(after: $after, first: 100) { totalCount nodes { place } pageInfo { endCursor } } }`;

let api: ActApi;
/** The end of the ledger on 22 November, ten days before the rest. */
let early: number;
beforeAll(async () => {
  api = await ActApi.open(openingCards());
  await api.app.watch.start();
  await api.app.watch.idle();
  early = await api.position();
  api.itIs('2026-12-02');
  await api.done('submitTask', { task: 'T1', on: '2026-12-01' });
  await api.done('submitTask', { task: 'T3', on: '2026-12-01' });
  api.app.watch.wake();
  await api.app.watch.idle();
}, 60_000);
afterAll(() => api.close());

async function places(after: string | null): Promise<string[]> {
  const { data, errors } = await api.answer<{ scoreEvents: { nodes: { place: string }[] } }>(
    QUERY,
    { after },
    viewer('INTEGRATOR'),
  );
  if (errors || data === null) throw new Error(JSON.stringify(errors));
  return data.scoreEvents.nodes.map(({ place }) => place);
}

async function refusal(after: string) {
  const { errors } = await api.answer(QUERY, { after }, viewer('INTEGRATOR'));
  return errors?.[0]?.extensions as { code: string; oldest?: string; problems: object[] } | undefined;
}

/** As an operator who keeps events for so many days, on the second of December. */
async function keepFor(retentionDays: number): Promise<void> {
  const failed: unknown[] = [];
  const clock = fixedClock('2026-12-02T10:00:00+07:00');
  const retention = new EventRetention({
    store: api.database,
    clock,
    retentionDays,
    onError: (error) => failed.push(error),
  });
  await Promise.all([retention.removeExpired(), retention.removeExpired()]);
  expect(failed).toEqual([]);
}

describe('events', () => {
  it('are kept for ever unless an operator says otherwise, and none that is younger goes', async () => {
    const before = await places(null);
    await keepFor(30);
    expect(await places(null)).toEqual(before);
    expect(await places('0')).toEqual(before);
  });

  it('go from the oldest on, whole acts at a time; who comes too late is told the oldest place to go on from', async () => {
    const kept = await eventsOf(api.database, 'T');
    const gone = kept.filter(({ position }) => position <= early);
    const young = kept.filter(({ position }) => position > early);
    expect(young.length).toBeGreaterThan(0);
    expect(gone.length).toBeGreaterThan(1);
    const cards = await api.database.query('select count(*)::int as n from announced_card');
    await keepFor(5);
    const last = gone.at(-1)!;
    const oldest = `${last.position}.${last.number}`;
    for (const after of ['0', '1', `${gone[0]!.position}.${gone[0]!.number}`, String(last.position - 1)])
      expect(await refusal(after), after).toMatchObject({
        code: 'EXPIRED_POSITION',
        oldest,
        problems: [{ code: 'EXPIRED_POSITION', path: 'after' }],
      });
    const rest = young.map(({ position, number }) => `${position}.${number}`);
    expect(await places(null)).toEqual(rest);
    expect(await places(oldest)).toEqual(rest);
    expect(await places(String(last.position))).toEqual(rest);
    // What was announced last is not touched, and neither is the ledger.
    expect(await api.database.query('select count(*)::int as n from announced_card')).toEqual(cards);
    expect(await api.faults()).toEqual([]);
    api.app.watch.wake();
    await api.app.watch.idle();
    expect(await places(null)).toEqual(rest);
  });

  it('are refused beyond the end of the ledger', async () => {
    expect(await refusal('999999')).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ code: 'UNKNOWN_POSITION', path: 'after' }],
    });
  });

  it('go no other way: neither changed nor removed above the place that tells them to be gone', async () => {
    const refused = { code: '23001' };
    const query = (sql: string) => api.database.query(sql);
    await expect(query('delete from score_event')).rejects.toMatchObject(refused);
    await expect(query(`update score_event set body = '{}'`)).rejects.toMatchObject(refused);
    await expect(query('delete from score_event_floor')).rejects.toMatchObject(refused);
    await expect(query('update score_event_floor set position = 1')).rejects.toMatchObject(refused);
  });
});
