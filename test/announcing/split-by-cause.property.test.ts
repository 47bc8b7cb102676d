// Whatever happened between two states of a province, the causes’ parts of each card’s change sum to it exactly, in one order;
// and after any history the announced cards and ranks are those that a computation from nothing gives.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { cardBody } from '../../plugins/engine/card.ts';
import { digestOf } from '../../plugins/engine/digest.ts';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import { exactText, parseFraction, sum } from '../../rules/kit/fraction.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { schemeRevisionEntity } from '../../server/modules/configuration/configuration.entity.ts';
import { put } from '../../server/platform/ledger/act.ts';
import { record, recordAll } from '../../server/platform/ledger/ledger.ts';
import { Refusal } from '../../server/platform/problems.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import { CAUSES } from '../../server/events/causes.ts';
import { currentCards, orNull } from '../../server/announcing/current-cards.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import { someAct, someDay } from '../naive/acts.ts';
import { BASE } from '../naive/base.ts';
import { TestClock, announcing, eventsOf } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

/** So many other histories where told to; else always the same few, which are known to hold what this is about. */
const RUNS = process.env['CHANGES_RUNS'];
const ALWAYS = { numRuns: 3, seed: 2026 };

let store: TestDatabase;
let contexts = 0;
beforeAll(async () => {
  store = await openTestDatabase();
}, 60_000);
afterAll(() => store.close());

/** Cards that changed, those by several causes; ranks that moved from another one, with and without another class. */
const tally = { changed: 0, split: 0, moved: 0, unmoved: 0 };

const { legalBasis, title } = REFERENCE_SCHEMES['project-06-leader-2024']!;
/** A scheme whose cohorts are whole without a word on them, with a cap that lets half of them be excellent. */
const RANKED = put(schemeRevisionEntity, {
  scheme: 'ranked',
  number: 1,
  effectiveFrom: parseDay('2020-01-01'),
  effectiveTo: null,
  configuration: JSON.stringify({
    legalBasis,
    title,
    bands: [
      { rating: 'EXCELLENT', atLeast: '60' },
      { rating: 'COMPLETED', atLeast: '0' },
    ],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'DEPUTY'],
    periodKinds: ['QUARTER'],
    parts: [{ plugin: 'deadline', max: '100' }],
    cohort: { by: ['ROLE'], declared: false },
    tenure: 'BY_DAYS',
    cap: { rating: 'EXCELLENT', percent: '50', base: 'ALL', rounding: 'DOWN' },
  }),
  example: true,
  document: null,
});

test(
  'parts sum to the change, and what is announced in the end is what is computed from nothing',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ acts: fc.array(someAct, { maxLength: 4 }), days: fc.integer({ min: 0, max: 2 }) }),
          { minLength: 2, maxLength: 5, size: 'max' },
        ),
        someDay,
        history,
      ),
      { ...(RUNS ? { numRuns: Number(RUNS) } : ALWAYS), endOnFailure: true },
    );
    if (RUNS) process.stderr.write(`${JSON.stringify(tally)}\n`);
    expect(tally.changed).toBeGreaterThan(0);
    expect(tally.split).toBeGreaterThan(0);
    expect(tally.moved).toBeGreaterThan(0);
    expect(tally.unmoved).toBeGreaterThan(0);
  },
  60_000 + Number(RUNS ?? ALWAYS.numRuns) * 60_000,
);

interface Burst {
  readonly acts: readonly (typeof someAct extends fc.Arbitrary<infer A> ? A : never)[];
  readonly days: number;
}

async function history(bursts: readonly Burst[], begin: number): Promise<void> {
  const authority = `H${++contexts}`;
  const act = { authority, kind: 'test', actor: 'test', recordedAt: '2026-01-01T00:00:00.000Z' };
  const found = { code: authority, name: { vi: 'Tỉnh', en: 'Province' }, rootUnit: 'P' };
  await recordAll(store, authority, [{ act, changes: [...BASE, RANKED] }], found);
  const clock = new TestClock(formatDay(begin));
  const changes = announcing(store, clock);
  await changes.catchUp(authority);
  let day = begin;
  for (const burst of bursts) {
    for (const one of burst.acts)
      await record(store, act, one).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
    day += burst.days;
    clock.itIs(formatDay(day));
    await changes.catchUp(authority);
  }
  await partsSum(authority);
  await asComputed(authority, day);
  expect((await verifyLedger(store, authority)).faults).toEqual([]);
}

async function partsSum(authority: string): Promise<void> {
  for (const { body } of await eventsOf(store, authority)) {
    if (body.kind === 'ranking.changed') {
      const ranked = body.moved.filter(({ from }) => from.rank !== null);
      tally.moved += ranked.filter(({ from, to }) => from.rating !== to.rating).length;
      tally.unmoved += ranked.filter(({ from, to }) => from.rating === to.rating).length;
      continue;
    }
    const { parts, change, from, to } = body;
    expect((from?.digest ?? '') === (to?.digest ?? '') && from?.rating === to?.rating).toBe(false);
    if (change === null || body.by === 'STANDING') continue;
    tally.changed++;
    if (parts.length > 1) tally.split++;
    expect(exactText(sum(parts.map(({ points }) => parseFraction(points))))).toBe(change);
    const order = parts.map(({ cause }) => CAUSES.indexOf(cause));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
    expect(parts.length).toBeGreaterThan(0);
  }
}

async function asComputed(authority: string, day: number): Promise<void> {
  const service = new ScoreService(store, CATALOGUE);
  const lists = await store.query<{ scheme: string; period: string; subjects: string[] }>(
    'select scheme, period, json_agg(distinct subject) as subjects from announced_card where authority = $1 group by 1, 2',
    [authority],
  );
  const [{ position }] = (await store.query<{ position: string }>(
    'select position from ledger_counter where authority = $1',
    [authority],
  )) as [{ position: string }];
  expect(lists.length).toBeGreaterThan(0);
  for (const { scheme, period, subjects } of lists) {
    const query = { authority, scheme, period, position: Number(position), asOf: day };
    const cards = await currentCards(service, query, subjects);
    const announced = await store.query<{ subject: string; digest: string | null }>(
      `select distinct on (subject) subject, digest from announced_card
       where authority = $1 and scheme = $2 and period = $3 order by subject, position desc`,
      [authority, scheme, period],
    );
    for (const { subject, digest } of announced) {
      const card = cards.get(subject);
      expect(digest, `${scheme} ${period} ${subject}`).toBe(card ? digestOf(cardBody(card)) : null);
    }
    const standings = await orNull(() => new ScoreCards(service).standings(query));
    const kept = await store.query<{ members: string }>(
      'select members from announced_standing where authority = $1 and scheme = $2 and period = $3',
      [authority, scheme, period],
    );
    const ranks = Object.fromEntries(
      kept.flatMap(({ members }) =>
        Object.entries(JSON.parse(members) as Record<string, { rank: number | null; rating: string | null }>),
      ),
    );
    for (const [key, { standing }] of standings ?? [])
      expect(ranks[key], `${scheme} ${period} ${key}`).toMatchObject({
        rank: standing.rank,
        rating: standing.rating,
      });
  }
}
