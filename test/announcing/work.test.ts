// Work that several announce at once: what was asked for again while a card was being computed is told, and finishing the same
// cards from two sides is done by one of them, without either breaking.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkBatch } from '../../server/announcing/work.ts';
import { finish, readProgress, takeStep } from '../../server/announcing/work.ts';
import { Crash, TestClock, announcing, eventsOf, inShort } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';
import { eventually } from '../support/eventually.ts';

let database: TestDatabase;
let contexts = 0;
let province: Province;
let clock: TestClock;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  province = new Province(database, `W${contexts++}`);
  clock = new TestClock('2024-05-10');
  await province.append(HEADER);
  await province.append({
    leader: [{ code: 'L1' }],
    appointment: [head('L1', 'A')],
    task: [task('T1', 'A'), task('T2', 'A'), task('T3', 'A')],
  });
  await announce();
});

const announce = () => announcing(database, clock).catchUp(province.authority);
const told = async () => (await eventsOf(database, province.authority)).map(inShort);

/** Announces what is there, sees that an act came meanwhile, notes the cards that it may have changed, and dies. */
async function takeStepAndDie(): Promise<void> {
  let steps = 0;
  const dying = announcing(database, clock).catchUp(province.authority, async (milestone) => {
    if (milestone === 'STEP_TAKEN' && ++steps === 2) throw new Crash();
  });
  await expect(dying).rejects.toThrow(Crash);
}

describe('an act recorded while the cards of the one before are being computed', () => {
  const FIRST = { task: [task('T1', 'A', done('2024-05-08'))] };
  const SECOND = { task: [task('T2', 'A', done('2024-05-09'))] };

  it('is told, also where whoever noted it died and the cards were those computed', async () => {
    const before = (await told()).length;
    await province.append(FIRST);
    let isNoted = false;
    await announcing(database, clock).catchUp(province.authority, async (milestone) => {
      if (milestone !== 'COMPUTED' || isNoted) return;
      isNoted = true;
      await province.append(SECOND);
      await takeStepAndDie();
    });
    expect(isNoted).toBe(true);
    const news = (await told()).slice(before);

    // As it is where one follows the other.
    province = new Province(database, `W${contexts++}`);
    await province.append(HEADER);
    await province.append({
      leader: [{ code: 'L1' }],
      appointment: [head('L1', 'A')],
      task: [task('T1', 'A'), task('T2', 'A'), task('T3', 'A')],
    });
    await announce();
    await province.append(FIRST);
    await announce();
    await province.append(SECOND);
    await announce();
    const wanted = (await told()).slice(before);
    expect(wanted).toHaveLength(4);
    expect(news).toEqual(wanted);
  });
});

describe.runIf(process.env['TEST_DATABASE_URL'])('two processes that finish the same cards', () => {
  it('in opposite orders at the same time wait for each other: each card is one’s, and neither breaks', async () => {
    const { authority } = province;
    const subjects = ['S1', 'S2', 'S3'];
    const progress = await readProgress(database, authority);
    // Where very many wait, the database looks what is finished up one by one, in the order in which it was computed; here it is
    // made to.
    const others = Array.from({ length: 5000 }, (_, index) => `Z${index}`);
    const cards = [...subjects, ...others].map((subject) => ({ scheme: 'S', period: '2024', subject }));
    expect(await takeStep(database, progress, {}, cards)).toBe(true);
    await database.query('analyze score_work');
    const batch = (order: readonly string[]): WorkBatch => ({
      authority,
      scheme: 'S',
      period: '2024',
      position: progress.position,
      day: progress.day,
      items: order.map((subject) => ({
        subject,
        step: progress.step + 1,
        sincePosition: progress.position,
        sinceDay: progress.day,
      })),
    });
    const held = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const holding = database.transaction(async (tx) => {
      await tx.query(`select from score_work where authority = $1 and subject = 'S2' for update`, [
        authority,
      ]);
      held.resolve();
      await goOn.promise;
    });
    await held.promise;
    const finishing = [subjects, subjects.toReversed()].map((order) =>
      database.transaction(async (tx) => {
        await tx.query('set local enable_hashjoin = off');
        await tx.query('set local enable_mergejoin = off');
        return finish(tx, batch(order));
      }),
    );
    await eventually(async () => {
      const [waiting] = await database.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting!.n).toBe(2);
    }, 10_000);
    goOn.resolve();
    await holding;
    const mine = await Promise.all(finishing);
    expect(mine.map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([0, 3]);
  }, 30_000);
});
