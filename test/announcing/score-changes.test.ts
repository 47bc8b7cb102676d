// What is announced of score changes: by acts and by days, once, whoever dies in between and however many announce at a time.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import type { ScoreEventBody } from '../../server/events/event.ts';
import { Crash, TestClock, announcing, dyingAt, eventsOf, inShort } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';

let database: TestDatabase;
let contexts = 0;
let province: Province;
let clock: TestClock;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  province = new Province(database, `C${contexts++}`);
  clock = new TestClock('2024-05-10');
  await province.append(HEADER);
  await province.append({
    leader: ['L1', 'L2'].map((code) => ({ code })),
    appointment: [head('L1', 'A'), head('L2', 'B')],
    task: [task('T1', 'A'), task('T2', 'B'), task('T3', 'A')],
  });
});

const announce = () => announcing(database, clock).catchUp(province.authority);
const events = () => eventsOf(database, province.authority);
const since = async (position: number) =>
  (await events()).filter((event) => event.position > position).map(inShort);
const last = async () => (await events()).at(-1)?.position ?? 0;

describe('acts', () => {
  it('announce every card first, then only what changed', async () => {
    await announce();
    expect((await events()).map(inShort)).toEqual(
      ['2024', '2024-Q1', '2024-Q2'].flatMap((period) => [
        `score.first ${period} 2024-05-10 appointment:L1@A ->0`,
        `score.first ${period} 2024-05-10 appointment:L2@B ->0`,
      ]),
    );
    const position = await last();
    await announce();
    expect(await since(position)).toEqual([]);
    await province.append({ task: [task('T1', 'A', done('2024-05-08'))] });
    await announce();
    // The quarter’s card, and the year’s.
    expect(await since(position)).toEqual([
      'score.changed 2024 2024-05-10 appointment:L1@A 0>52.8 DATA:52.8',
      'score.changed 2024-Q2 2024-05-10 appointment:L1@A 0>52.8 DATA:52.8',
    ]);
    expect(await verifyLedger(database, province.authority)).toMatchObject({ faults: [] });
  });

  it('of a burst are one event a card, with the part of each cause', async () => {
    await announce();
    const position = await last();
    for (const code of ['T1', 'T3', 'T1'])
      await province.append({ task: [task(code, 'A', done('2024-05-08'))] });
    await province.append({ task: [task('T4', 'A', { ...done('2024-05-09'), dueDay: '2024-05-02' })] });
    await province.append({
      cause: [
        {
          code: 'C1',
          task: 'T4',
          unit: 'A',
          text: 'Bão',
          covers: 'LATENESS',
          explainedOn: '2024-05-03',
          certifiedOn: '2024-05-04',
          certifiedBy: 'P',
        },
      ],
    });
    await announce();
    const told = (await events()).filter((event) => event.position > position);
    expect(told.map(({ body }) => `${body.period} ${(body as ScoreEventBody).subject.key}`)).toEqual([
      '2024 appointment:L1@A',
      '2024-Q2 appointment:L1@A',
    ]);
    expect(told.map(inShort)).toMatchInlineSnapshot(`
      [
        "score.changed 2024 2024-05-10 appointment:L1@A 0>54 DATA:32.87 DECISION:21.13",
        "score.changed 2024-Q2 2024-05-10 appointment:L1@A 0>54 DATA:32.87 DECISION:21.13",
      ]
    `);
  });

  it('that leave every card as it was are no event', async () => {
    await announce();
    const position = await last();
    await province.append({ task: [task('T1', 'A', { title: { vi: 'Tên khác', en: 'Another name' } })] });
    await province.append({ task: [task('T1', 'A')] });
    await announce();
    expect(await since(position)).toEqual([]);
  });

  it('that begin and end a card are told as such', async () => {
    await announce();
    const position = await last();
    await province.append({
      unit: [{ code: 'D', name: 'Sở D', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' }],
      leader: [{ code: 'L3' }],
      appointment: [{ ...head('L3', 'D'), from: '2024-05-01' }],
    });
    await announce();
    await province.append({ appointment: [{ ...head('L3', 'D'), from: '2024-07-01' }] });
    await announce();
    const told = await since(position);
    expect(told.filter((event) => event.includes('L3@D'))).toEqual([
      'score.first 2024 2024-05-10 appointment:L3@D ->0',
      'score.first 2024-Q2 2024-05-10 appointment:L3@D ->0',
      'score.changed 2024 2024-05-10 appointment:L3@D 0>0 ORGANISATION:0',
      'score.ended 2024-Q2 2024-05-10 appointment:L3@D 0>-',
    ]);
  });

  it('by other code announce what it corrects as the rules’ part', async () => {
    await announce();
    const position = await last();
    await database.query(`alter table announced_card disable trigger user`);
    await database.query(
      `update announced_card set points = '1', digest = 'of other code', computed_by = 'before' where authority = $1 and period = '2024-Q2' and subject = 'appointment:L1@A'`,
      [province.authority],
    );
    await database.query(`alter table announced_card enable trigger user`);
    await announcing(database, clock, 'after').catchUp(province.authority);
    expect(await since(position)).toEqual(['score.changed 2024-Q2 2024-05-10 appointment:L1@A 1>0 RULE:-1']);
  });
});

describe('days', () => {
  it('are opened one by one after three days on which every server was down', async () => {
    await announce();
    const position = await last();
    clock.itIs('2024-05-23');
    await announce();
    const told = await since(position);
    // Due on the 20th: overdue once that day is over, and a day later every day.
    expect(told.map((event) => event.split(' ').slice(0, 4).join(' '))).toEqual(
      ['2024-05-21', '2024-05-22', '2024-05-23'].flatMap((day) =>
        ['2024', '2024-Q2'].flatMap((period) => [
          `score.changed ${period} ${day} appointment:L1@A`,
          `score.changed ${period} ${day} appointment:L2@B`,
        ]),
      ),
    );
    expect(told.every((event) => event.includes('TIME:'))).toBe(true);
    await announce();
    expect(await since(position)).toEqual(told);
  });

  it('are not opened again when the clock is set back, and facts go on being announced as of the last one', async () => {
    clock.itIs('2024-05-22');
    await announce();
    const position = await last();
    clock.itIs('2024-05-18');
    await announce();
    expect(await since(position)).toEqual([]);
    await province.append({ task: [task('T1', 'A', done('2024-05-08'))] });
    await announce();
    const told = await since(position);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((event) => event.includes('2024-05-22'))).toBe(true);
    clock.itIs('2024-05-22');
    const before = await last();
    await announce();
    expect(await since(before)).toEqual([]);
  });

  it('begin a period with the first word on its cards', async () => {
    clock.itIs('2024-06-29');
    await announce();
    const position = await last();
    clock.itIs('2024-07-01');
    await announce();
    const told = await since(position);
    expect(
      told
        .filter((event) => event.startsWith('score.first'))
        .map((event) => event.split(' ').slice(1, 4).join(' ')),
    ).toEqual(['2024-Q3 2024-07-01 appointment:L1@A', '2024-Q3 2024-07-01 appointment:L2@B']);
    // The quarter before is over: no day changes it any more.
    const before = await last();
    clock.itIs('2024-07-03');
    await announce();
    expect((await since(before)).filter((event) => event.includes('2024-Q2'))).toEqual([]);
  });
});

describe('whoever dies', () => {
  it('loses nothing and doubles nothing, wherever it happens', async () => {
    const play = async (catchUp: () => Promise<void>): Promise<string[]> => {
      clock.itIs('2024-05-19');
      await catchUp();
      await province.append({ task: [task('T1', 'A', done('2024-05-08'))] });
      clock.itIs('2024-05-22');
      await catchUp();
      return (await events()).map(inShort);
    };
    const wanted = await play(announce);
    expect(wanted.length).toBeGreaterThan(6);

    province = new Province(database, `C${contexts++}`);
    await province.append(HEADER);
    await province.append({
      leader: ['L1', 'L2'].map((code) => ({ code })),
      appointment: [head('L1', 'A'), head('L2', 'B')],
      task: [task('T1', 'A'), task('T2', 'B'), task('T3', 'A')],
    });
    let deaths = 0;
    // Each life ends a milestone later than the one before, until one comes through.
    const survived = await play(async () => {
      for (let life = 1; ; life++) {
        try {
          await announcing(database, clock).catchUp(province.authority, dyingAt(life));
          return;
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          deaths++;
        }
      }
    });
    expect(deaths).toBeGreaterThan(8);
    expect(survived).toEqual(wanted);
  });

  it('or works beside others: two processes announce each change and open each day once', async () => {
    await announce();
    await province.append({
      task: [task('T1', 'A', done('2024-05-08')), task('T2', 'B', done('2024-05-09'))],
    });
    clock.itIs('2024-05-22');
    const position = await last();
    await Promise.all([announce(), announce(), announce()]);
    const told = await since(position);
    expect(told.length).toBeGreaterThan(0);
    const bodies = (await events()).map(({ body }) => body);
    const changes = bodies.flatMap((body) =>
      body.kind === 'ranking.changed'
        ? []
        : [`${body.period} ${body.day} ${body.subject.key} ${body.to?.digest}`],
    );
    expect(new Set(changes).size).toBe(changes.length);
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(bodies.length);
    const digests = await database.query<{ n: number }>(
      'select count(*)::int as n from score_work where authority = $1',
      [province.authority],
    );
    expect(digests[0]!.n).toBe(0);
  });
});

describe('ranks', () => {
  it('that move are one event a cohort, and who gains or loses a place under the cap has one too', async () => {
    const { legalBasis, title } = REFERENCE_SCHEMES['project-06-leader-2024']!;
    const capped = {
      legalBasis,
      title,
      bands: [{ rating: 'EXCELLENT', atLeast: '0' }],
      subject: 'APPOINTMENT',
      roles: ['HEAD'],
      periodKinds: ['QUARTER'],
      parts: [{ plugin: 'deadline', max: '100' }],
      cohort: { by: ['ROLE'], declared: false },
      tenure: 'BY_DAYS',
      cap: { rating: 'EXCELLENT', percent: '50', base: 'ALL', rounding: 'DOWN' },
    };
    const late = { ...done('2024-05-21') };
    await province.append({
      schemeRevision: [
        {
          scheme: 'capped',
          number: 1,
          effectiveFrom: '2024-01-01',
          configuration: JSON.stringify(capped),
          example: true,
        },
      ],
      task: [
        ...['T1', 'T3', 'T5', 'T6', 'T7'].map((code) => task(code, 'A', done('2024-05-08'))),
        ...['T2', 'T8', 'T9'].map((code) => task(code, 'B', done('2024-05-08'))),
        task('T10', 'B', late),
      ],
    });
    clock.itIs('2024-07-02');
    await announce();
    const ofScheme = async () =>
      (await events())
        .filter(({ body }) => body.scheme === 'capped' && body.period === '2024-Q2')
        .map(inShort);
    expect(await ofScheme()).toMatchInlineSnapshot(`
      [
        "score.first 2024-Q2 2024-07-02 appointment:L1@A ->88",
        "score.first 2024-Q2 2024-07-02 appointment:L2@B ->60.95",
        "ranking.changed 2024-Q2 2024-07-02 HEAD appointment:L1@A ->1, appointment:L2@B ->2",
      ]
    `);
    await province.append({ task: [task('T1', 'A', late), task('T3', 'A', late), task('T5', 'A', late)] });
    const position = await last();
    await announce();
    expect((await ofScheme()).slice(3)).toMatchInlineSnapshot(`
      [
        "score.changed 2024-Q2 2024-07-02 appointment:L1@A 88>43.62 DATA:-44.38",
        "score.changed 2024-Q2 2024-07-02 appointment:L1@A 43.62>43.62",
        "score.changed 2024-Q2 2024-07-02 appointment:L2@B 60.95>60.95",
        "ranking.changed 2024-Q2 2024-07-02 HEAD appointment:L1@A 1>2, appointment:L2@B 2>1",
      ]
    `);
    expect(position).toBeLessThan(await last());
  });
});
