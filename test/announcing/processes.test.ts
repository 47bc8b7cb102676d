// Announcing by several processes on one PostgreSQL: they share the work, open each day once, and whatever becomes of them or of
// their jobs, the events are those that one process alone would have told.
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import { TestClock, announcing, eventsOf, inShort } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';
import { eventually } from '../support/eventually.ts';

const PATIENCE = 120_000;

describe.runIf(process.env['TEST_DATABASE_URL'])('several processes', { timeout: PATIENCE }, () => {
  let database: TestDatabase;
  let province: Province;
  let contexts = 0;
  let children: Announcer[] = [];

  // A database each: a running process announces every authority that it finds.
  beforeEach(async () => {
    database = await openTestDatabase();
    province = new Province(database, `M${contexts++}`);
    await tellStory(province);
  }, PATIENCE);
  afterEach(async () => {
    for (const { child } of children) child.kill('SIGKILL');
    children = [];
    await database.close();
  });

  const units = Array.from({ length: 40 }, (_, index) => `U${String(index).padStart(2, '0')}`);
  const tellStory = async (to: Province): Promise<void> => {
    await to.append(HEADER);
    await to.append({
      unit: units.map((code) => ({
        code,
        name: `Sở ${code}`,
        kind: 'DEPARTMENT',
        parent: 'P',
        openedOn: '2020-01-01',
      })),
      leader: units.map((unit) => ({ code: `L-${unit}` })),
      appointment: units.map((unit) => head(`L-${unit}`, unit)),
      task: units.map((unit) => task(`T-${unit}`, unit)),
    });
  };

  interface Announcer {
    readonly child: ChildProcess;
    announced: number;
    readonly errors: string[];
  }

  async function start(day: string, ...more: string[]): Promise<Announcer> {
    const { options } = database;
    const child = fork(
      join(import.meta.dirname, '../support/announcer.ts'),
      [options.kind === 'server' ? options.url : '', `${day}T09:00:00+07:00`, ...more],
      { execArgv: [] },
    );
    const announcer: Announcer = { child, announced: 0, errors: [] };
    children.push(announcer);
    child.on('message', (message: { announced?: number; error?: string }) => {
      if (message.announced) announcer.announced = message.announced;
      if (message.error) announcer.errors.push(message.error);
    });
    await once(child, 'message');
    return announcer;
  }

  async function stop({ child }: Announcer): Promise<void> {
    const ended = once(child, 'exit');
    child.send('stop');
    expect(await ended).toEqual([0, null]);
  }

  /** Everything told of a province, with the digests of its cards. */
  const told = async (of: Province) =>
    (await eventsOf(database, of.authority)).map((event) => {
      const digest = event.body.kind === 'ranking.changed' ? '' : event.body.to?.digest.slice(0, 8);
      return `${inShort(event)} ${digest}`;
    });

  /** What one process alone tells of the same story. */
  const alone = async (...days: string[]): Promise<string[]> => {
    const other = new Province(database, `M${contexts++}`);
    await tellStory(other);
    for (const day of days) await announcing(database, new TestClock(day)).catchUp(other.authority);
    return (await told(other)).toSorted();
  };

  /** Until progress has come to the day and no card waits. */
  const caughtUp = (day: string) =>
    eventually(
      async () => {
        const [row] = await database.query<{ ready: boolean }>(
          `select p.day >= $2::text::date and p.position = c.position and not exists (select from score_work w where w.authority = $1) as ready
           from score_progress p join ledger_counter c on c.authority = p.authority where p.authority = $1`,
          [province.authority, day],
        );
        expect(row?.ready).toBe(true);
      },
      { timeout: PATIENCE, interval: 50 },
    );

  it('that start together share the work, open the same days, and tell what one alone would', async () => {
    const expected = await alone('2024-05-18', '2024-05-22');
    await announcing(database, new TestClock('2024-05-18')).catchUp(province.authority);
    const both = await Promise.all([start('2024-05-22', 'slow'), start('2024-05-22', 'slow')]);
    await caughtUp('2024-05-22');
    const events = await eventsOf(database, province.authority);
    expect((await told(province)).toSorted()).toEqual(expected);
    expect(new Set(events.map(({ body }) => body.id)).size).toBe(events.length);
    // Due on the 20th: each day after it in its order, however the cards of a day were shared.
    const days = events.map(({ body }) => body.day);
    expect(days).toEqual(days.toSorted());
    expect(new Set(days)).toEqual(new Set(['2024-05-18', '2024-05-21', '2024-05-22']));
    await Promise.all(both.map(stop));
    for (const { announced, errors } of both) {
      expect(announced).toBeGreaterThan(0);
      expect(errors).toEqual([]);
    }
    expect(await verifyLedger(database, province.authority)).toMatchObject({ faults: [] });
  });

  it('of which one is killed in the middle lose nothing and double nothing', async () => {
    const expected = await alone('2024-05-18', '2024-05-22');
    await announcing(database, new TestClock('2024-05-18')).catchUp(province.authority);
    const victim = await start('2024-05-22', 'slow');
    await eventually(() => expect(victim.announced).toBeGreaterThan(0), { timeout: PATIENCE });
    victim.child.kill('SIGKILL');
    const heir = await start('2024-05-22');
    await caughtUp('2024-05-22');
    expect((await told(province)).toSorted()).toEqual(expected);
    await stop(heir);
  });

  it('lose every row of the queue again and again, and no event', async () => {
    const expected = await alone('2024-05-18', '2024-05-22');
    const both = await Promise.all([start('2024-05-18'), start('2024-05-18')]);
    const losing = setInterval(() => void database.query('delete from scorecard_jobs.job'), 20);
    try {
      await caughtUp('2024-05-18');
      await Promise.all(both.map(stop));
      const later = await start('2024-05-22');
      await caughtUp('2024-05-22');
      await stop(later);
    } finally {
      clearInterval(losing);
    }
    expect((await told(province)).toSorted()).toEqual(expected);
  });

  it('hear of each other’s acts', async () => {
    const one = await start('2024-05-18');
    await caughtUp('2024-05-18');
    const before = (await told(province)).length;
    await province.append({ task: [task('T-U07', 'U07', done('2024-05-08'))] });
    await caughtUp('2024-05-18');
    expect((await told(province)).slice(before).every((event) => event.includes('U07'))).toBe(true);
    expect((await told(province)).length).toBeGreaterThan(before);
    await stop(one);
  });
});

it.skipIf(process.env['TEST_DATABASE_URL'])(
  'several processes need a PostgreSQL: TEST_DATABASE_URL names none',
  () => {
    expect(process.env['TEST_DATABASE_URL'] ?? '').toBe('');
  },
);
