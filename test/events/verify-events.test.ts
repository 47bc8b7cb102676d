// What verification tells of announced events and cards that somebody with every right altered behind the server’s back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import { EventRetention } from '../../server/events/event-retention.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { TestClock, announcing, eventsOf } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';

let database: TestDatabase;
let province: Province;
let contexts = 0;
let first: number;
let second: number;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  province = new Province(database, `V${contexts++}`);
  await province.append(HEADER);
  await province.append({
    leader: ['L1', 'L2'].map((code) => ({ code })),
    appointment: [head('L1', 'A'), head('L2', 'B')],
    task: [task('T1', 'A'), task('T2', 'B')],
  });
  const announce = () => announcing(database, new TestClock('2024-05-10')).catchUp(province.authority);
  await announce();
  first = (await eventsOf(database, province.authority))[0]!.position;
  await province.append({ task: [task('T1', 'A', done('2024-05-08'))] });
  await announce();
  second = (await eventsOf(database, province.authority)).at(-1)!.position;
});

const faults = async () => (await verifyLedger(database, province.authority)).faults;

/** As a superuser does who knows how to keep triggers quiet. */
async function tamper(table: string, sql: string): Promise<void> {
  await database.query(`alter table ${table} disable trigger user`);
  try {
    await database.query(sql.replace('ONLY', `authority = '${province.authority}'`));
  } finally {
    await database.query(`alter table ${table} enable trigger user`);
  }
}

it('nothing is wrong with what was announced, and with what is no longer kept', async () => {
  expect(await faults()).toEqual([]);
  const clock = fixedClock('2024-06-30T09:00:00+07:00');
  const onError = (error: unknown): void => {
    throw error;
  };
  await new EventRetention({ store: database, clock, retentionDays: 1, onError }).removeExpired();
  expect(await eventsOf(database, province.authority)).toEqual([]);
  expect(await faults()).toEqual([]);
  // The floor excuses events only: cards stay, and stay vouched for by their own bytes.
  await tamper(
    'announced_card',
    `update announced_card set body = body || ' ' where ONLY and position = ${second}`,
  );
  expect(await faults()).toMatchObject([{ position: second, fault: 'ROWS', entity: 'announced_card' }]);
});

describe('events', () => {
  const EVENT = () => ({ position: second, entity: 'score_event' });

  it.each([
    ['points', `body = replace(body, '"to":', '"to" :')`],
    ['day by which they are found', `day = day + 1`],
    ['units by which they are found', `units = '{B}'`],
    ['instant', `recorded_at = recorded_at + interval '1 day'`],
    ['number', `number = number + 5`],
  ])('whose %s was altered are named by their act', async (_, set) => {
    await tamper('score_event', `update score_event set ${set} where ONLY and position = ${second}`);
    expect(await faults()).toEqual([{ ...EVENT(), fault: 'ROWS' }]);
  });

  it('that are gone above the floor are missing, and one that was slipped in is strange to its act', async () => {
    await tamper('score_event', `delete from score_event where ONLY and position = ${second}`);
    expect(await faults()).toEqual([{ ...EVENT(), fault: 'MISSING' }]);
    await tamper(
      'score_event',
      `insert into score_event select authority, ${first} - 1, number, gen_random_uuid(), kind, day, scheme, period, subject, units, leaders,
         rating_changed, body, recorded_at from score_event where ONLY and position = ${first} and number = 0`,
    );
    expect(await faults()).toEqual([
      { position: first - 1, entity: 'score_event', fault: 'STRANGE' },
      { ...EVENT(), fault: 'MISSING' },
    ]);
  });

  it('are held against the act, whose hash holds their digest', async () => {
    await tamper(
      'act',
      `update act set body = jsonb_set(body, '{attached,rows}', '7') where ONLY and position = ${second}`,
    );
    expect((await faults())[0]).toMatchObject({ position: second, fault: 'HASH' });
  });
});

describe('announced cards', () => {
  const NAMED = () => ({
    position: second,
    entity: 'announced_card',
    row: 'project-06-leader-2024 2024-Q2 appointment:L1@A',
  });
  const Q2 = `where ONLY and period = '2024-Q2' and subject = 'appointment:L1@A'`;

  it.each([
    ['bytes', `body = body || ' '`],
    ['bytes together with their digest', `body = '{}', digest = encode(sha256('{}'), 'hex')`],
    ['points', `points = '99'`],
    ['class', `rating = 'EXCELLENT'`],
    ['leader', `leader = 'L2'`],
    ['day', `day = day - 1`],
  ])('whose %s were altered are named', async (_, set) => {
    await tamper('announced_card', `update announced_card set ${set} ${Q2} and position = ${second}`);
    expect(await faults()).toEqual([{ ...NAMED(), fault: 'ROWS' }]);
  });

  it('that are gone are missing', async () => {
    await tamper('announced_card', `delete from announced_card ${Q2} and position = ${second}`);
    expect(await faults()).toEqual([{ ...NAMED(), fault: 'MISSING' }]);
  });

  it('that no event told are strange, at an act that announced others and at one that announced nothing', async () => {
    const copy = (position: number) =>
      tamper(
        'announced_card',
        `insert into announced_card select authority, scheme, period, 'appointment:L2@B', ${position}, as_known_at, day, computed_by, unit, leader,
           digest, points, open, max, rating, member, body from announced_card ${Q2} and position = ${second}`,
      );
    await copy(second);
    await copy(first - 1);
    expect(await faults()).toEqual([
      { position: first - 1, entity: 'announced_card', fault: 'STRANGE' },
      { ...NAMED(), row: NAMED().row.replace('L1@A', 'L2@B'), fault: 'STRANGE' },
    ]);
  });
});

describe('sealed cards', () => {
  it('are held against their own digest, and all of them against the act that sealed them', async () => {
    await province.append({
      period: [
        {
          code: '2024-Q1',
          kind: 'QUARTER',
          from: '2024-01-01',
          to: '2024-04-01',
          cutOff: '2024-04-05',
          lockedOn: '2024-04-10',
          sealedOn: '2024-04-12',
        },
      ],
    });
    await announcing(database, new TestClock('2024-05-10')).catchUp(province.authority);
    const [row] = await database.query<{ kept: string }>(
      'select kept_at as kept from sealed_card where authority = $1 limit 1',
      [province.authority],
    );
    const position = Number(row!.kept);
    const entity = 'sealed_card';
    expect(await faults()).toEqual([]);
    await tamper(
      'sealed_card',
      `update sealed_card set body = body || ' ' where ONLY and subject = 'appointment:L1@A'`,
    );
    expect(await faults()).toEqual([
      { position, entity, fault: 'ROWS', row: 'project-06-leader-2024 2024-Q1 appointment:L1@A' },
    ]);
    await tamper(
      'sealed_card',
      `update sealed_card set decided_rating = 'GOOD' where ONLY and subject = 'appointment:L2@B'`,
    );
    expect((await faults())[0]).toEqual({ position, entity, fault: 'ROWS' });
    await tamper('sealed_card', `delete from sealed_card where ONLY and subject = 'appointment:L2@B'`);
    expect((await faults())[0]).toEqual({ position, entity, fault: 'MISSING' });
  });
});
