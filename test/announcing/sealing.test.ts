// A sealed period: its cards stay what they were, whatever is recorded later and whatever computes cards by then.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import { StoredCards } from '../../server/scoring/stored/stored-cards.ts';
import { Crash, TestClock, announcing, dyingAt, eventsOf, inShort } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';

const SCHEME = 'project-06-leader-2024';
const Q2 = HEADER['period']!.find(({ code }) => code === '2024-Q2')!;
const SEALED = { period: [{ ...Q2, lockedOn: '2024-07-05', sealedOn: '2024-07-10' }] };
/**
 * What a later act says of the whole year: facts of a sealed quarter are refused, but not a decision that adopts its scheme after
 * all.
 */
const LATER = { schemeRevision: [{ ...HEADER['schemeRevision']![0], number: 2, example: false }] };

let database: TestDatabase;
let contexts = 0;
let province: Province;
let clock: TestClock;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  province = new Province(database, `S${contexts++}`);
  clock = new TestClock('2024-07-10');
  await province.append(HEADER);
  await province.append({
    leader: ['L1', 'L2'].map((code) => ({ code })),
    appointment: [head('L1', 'A'), head('L2', 'B')],
    task: [task('T1', 'A'), task('T2', 'B', done('2024-05-08'))],
  });
});

const announce = (computedBy?: string) => announcing(database, clock, computedBy).catchUp(province.authority);

interface SealedRow {
  readonly scheme: string;
  readonly period: string;
  readonly subject: string;
  readonly position: number;
  readonly digest: string;
  readonly decided: string | null;
}

const sealedRows = () =>
  database.query<SealedRow>(
    `select scheme, period, subject, position::int as position, digest, decided_rating as decided
     from sealed_card where authority = $1 order by period, subject, position`,
    [province.authority],
  );

const cardAt = (position: number, period = '2024-Q2', cards = province.cards) =>
  cards
    .ofLeaders(province.query(position, SCHEME, period, '2024-08-01'), ['L1'])
    .then((found) => found.get('L1')!);

describe('a sealed period', () => {
  it('gives the same card whatever is recorded after it, and another one as known before', async () => {
    const sealedAt = await province.append(SEALED);
    const sealed = await cardAt(sealedAt);
    const later = await province.append(LATER);
    expect((await cardAt(later)).digest).toBe(sealed.digest);
    expect((await cardAt(later)).query.position).toBe(sealedAt);
    // The year, which is not sealed, follows what was recorded.
    const year = (position: number) => cardAt(position, '2024').then(({ digest }) => digest);
    expect(await year(later)).not.toBe(await year(sealedAt));
  });

  it('ranks by what was sealed', async () => {
    const sealedAt = await province.append(SEALED);
    const ranks = async (position: number) =>
      [...(await province.cards.standings(province.query(position, SCHEME, '2024-Q2', '2024-08-01')))].map(
        ([key, { standing, card }]) => [key, standing.rank, card.points],
      );
    const sealed = await ranks(sealedAt);
    expect(await ranks(await province.append(LATER))).toEqual(sealed);
  });

  it('keeps its cards and the classes decided by then, each once, held by the ledger', async () => {
    await announce();
    expect(await sealedRows()).toEqual([]);
    const decidedRating = { code: 'D1', leader: 'L1', period: '2024-Q2', rating: 'COMPLETED' };
    await province.append({ decidedRating: [{ ...decidedRating, decidedOn: '2024-07-09' }] });
    const position = await province.append(SEALED);
    const { digest } = await cardAt(position);
    await announce();
    await announce('other code');
    expect(await sealedRows()).toMatchObject([
      {
        subject: 'appointment:L1@A',
        scheme: SCHEME,
        period: '2024-Q2',
        position,
        digest,
        decided: 'COMPLETED',
      },
      { subject: 'appointment:L2@B', scheme: SCHEME, period: '2024-Q2', position, decided: null },
    ]);
    const acts = await database.query<{ kind: string }>(
      `select kind from act where authority = $1 and kind = 'score.sealed'`,
      [province.authority],
    );
    expect(acts).toHaveLength(1);
    expect(await verifyLedger(database, province.authority)).toMatchObject({ faults: [] });
  });

  it('announces nothing of what is recorded later', async () => {
    await province.append(SEALED);
    await announce();
    const before = (await eventsOf(database, province.authority)).length;
    await province.append(LATER);
    await announce();
    const told = (await eventsOf(database, province.authority)).slice(before);
    expect(told.map(inShort).filter((line) => line.includes('2024-Q2'))).toEqual([]);
    expect(told.map(inShort).some((line) => line.startsWith('score.changed 2024 '))).toBe(true);
  });

  it('is sealed to its end, whoever dies in between and however many seal it', async () => {
    await announce();
    await province.append(SEALED);
    for (let n = 1; ; n++) {
      const attempt = announcing(database, clock).catchUp(province.authority, dyingAt(n));
      const died = await attempt.then(
        () => false,
        (error: unknown) => {
          if (error instanceof Crash) return true;
          throw error;
        },
      );
      if (!died) break;
    }
    await Promise.all([announce(), announce()]);
    expect((await sealedRows()).map(({ subject }) => subject)).toEqual([
      'appointment:L1@A',
      'appointment:L2@B',
    ]);
  });

  it('is read as the bytes that were sealed, and never quietly computed again', async () => {
    await province.append(SEALED);
    await announce();
    const position = await province.append(LATER);
    const stored = () =>
      new ScoreCards(
        new ScoreService(database, CATALOGUE),
        new StoredCards(
          database,
          () => 'code of another year',
          (error) => {
            throw error;
          },
        ),
      );
    const [row] = await sealedRows();
    expect((await cardAt(position, '2024-Q2', stored())).digest).toBe(row!.digest);
    await database.query('alter table sealed_card disable trigger user');
    await database.query(`update sealed_card set body = replace(body, '0', '1') where authority = $1`, [
      province.authority,
    ]);
    await database.query('alter table sealed_card enable trigger user');
    await expect(cardAt(position, '2024-Q2', stored())).rejects.toThrow(/does not match its digest/);
  });
});
