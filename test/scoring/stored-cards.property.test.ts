import { ConfigurationFault } from '../../rules/kit/config.ts';
// A stored card is found exactly as long as computing it anew would write the same bytes, or shorter; and what an act may have
// changed is named. Asked of random histories: arbitrary acts, one after the other, with corrections and retractions of all that
// is recorded.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardBody } from '../../plugins/engine/card.ts';
import { canonicalText, digestOfText } from '../../plugins/engine/digest.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { record, recordAll } from '../../server/platform/ledger/ledger.ts';
import { Refusal } from '../../server/platform/problems.ts';
import type { ActsBetween } from '../../server/scoring/dependencies/affected.ts';
import { AffectedCards } from '../../server/scoring/dependencies/affected.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import { StoredCards } from '../../server/scoring/stored/stored-cards.ts';
import { someAct, someDay } from '../naive/acts.ts';
import { plainlyAffected } from '../naive/affected.ts';
import { BASE, PERIODS, SCHEMES } from '../naive/base.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';

const RUNS = Number(process.env['STORED_RUNS'] ?? 4);

let store: TestDatabase;
let contexts = 0;
beforeAll(async () => {
  store = await openTestDatabase();
}, 60_000);
afterAll(() => store.close());

interface Question {
  readonly scheme: string;
  readonly period: string;
}

/** Every scheme with every period of a kind that it is for. */
const QUESTIONS: readonly Question[] = SCHEMES.flatMap((scheme) =>
  PERIODS.filter(({ kind }) => REFERENCE_SCHEMES[scheme]!.periodKinds.includes(kind)).map(({ code }) => ({
    scheme,
    period: code,
  })),
);

/** Canonical text by "scheme period subject" of every card on a day, computed from nothing kept. */
type Cards = ReadonlyMap<string, string>;

async function computed(
  service: ScoreService,
  authority: string,
  position: number,
  asOf: number,
): Promise<Cards> {
  const texts = new Map<string, string>();
  for (const { scheme, period } of QUESTIONS) {
    try {
      const run = await service.computeMany({ authority, position, asOf, scheme, period, subjects: 'ALL' });
      for (const [key, card] of run.cards)
        texts.set(`${scheme} ${period} ${key}`, canonicalText(cardBody(card)));
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof ConfigurationFault)) throw error;
    }
  }
  return texts;
}

interface Tally {
  acts: number;
  changed: number;
  named: number;
  kept: number;
}

test(
  'a stored card that is found has the bytes of a fresh one, and every card that an act changed is named',
  async () => {
    const tally: Tally = { acts: 0, changed: 0, named: 0, kept: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(someAct, { minLength: 4, maxLength: 12, size: 'max' }),
        someDay,
        async (acts, asOf) => {
          await history(acts, asOf, tally);
        },
      ),
      { numRuns: RUNS, endOnFailure: process.env['STORED_SHRINK'] === undefined },
    );
    // Most acts leave most cards alone: without that, nothing would be shown.
    expect(tally.changed).toBeGreaterThan(0);
    expect(tally.kept).toBeGreaterThan(tally.named);
    if (process.env['STORED_RUNS']) process.stderr.write(`${JSON.stringify(tally)}\n`);
  },
  60_000 + RUNS * 30_000,
);

type Acts = readonly (typeof someAct extends fc.Arbitrary<infer A> ? A : never)[];

async function history(acts: Acts, asOf: number, tally: Tally): Promise<void> {
  const authority = `S${++contexts}`;
  const act = { authority, kind: 'test', actor: 'test', recordedAt: '2026-01-01T00:00:00.000Z' };
  const found = { code: authority, name: { vi: 'Tỉnh', en: 'Province' }, rootUnit: 'P' };
  const [first] = await recordAll(store, authority, [{ act, changes: BASE }], found);
  const service = new ScoreService(store, CATALOGUE);
  const affected = new AffectedCards(service, store);
  const namedOn = async (acts: ActsBetween, day: number) =>
    new Set(
      (await affected.by(acts, day)).map(({ scheme, period, subject }) => `${scheme} ${period} ${subject}`),
    );
  const stored = new StoredCards(
    store,
    () => 'this code',
    (error) => {
      throw error;
    },
  );
  const cards = new ScoreCards(service, stored);
  const keepAll = async (position: number, texts: Cards) => {
    for (const { scheme, period } of QUESTIONS) {
      const keys = keysOf(texts, scheme, period);
      if (keys.length === 0) continue;
      // Most come out of storage by now; the answers are those of the whole computation.
      const answers = await cards.ofSubjects({ authority, position, scheme, period, asOf }, keys);
      for (const [key, { body, digest, asOf: day }] of answers) {
        const text = texts.get(`${scheme} ${period} ${key}`)!;
        expect(canonicalText(body)).toBe(text);
        expect(digest).toBe(digestOfText(text));
        expect(day).toBeLessThanOrEqual(asOf);
      }
    }
    await stored.idle();
  };

  let position = first!.position;
  let before = await computed(service, authority, position, asOf);
  await keepAll(position, before);
  const known = new Map([[position, before]]);
  for (const changes of acts) {
    let next: number;
    try {
      const recorded = await record(store, act, changes);
      if (recorded.changed === 0) continue;
      next = recorded.position;
    } catch (error) {
      if (error instanceof Refusal) continue;
      throw error;
    }
    const after = await computed(service, authority, next, asOf);
    const between = { authority, after: position, upTo: next };
    const named = await namedOn(between, asOf);
    // Found by looking up whom the act is about; the same as holding every card against it, on this day as on others.
    for (const day of [asOf, asOf + 40, asOf - 90, asOf]) {
      const plainly = await plainlyAffected(service, store, between, day);
      expect([...(await namedOn(between, day))].toSorted(), `on ${day}`).toEqual([...plainly].toSorted());
    }
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (key) => before.get(key) !== after.get(key),
    );
    const what = JSON.stringify(changes, (_, value) =>
      typeof value === 'bigint' ? String(value) : (value as unknown),
    );
    expect(
      changed.filter((key) => !named.has(key)),
      `not named: ${what}`,
    ).toEqual([]);
    const still = await foundAsComputed({ authority, stored }, next, after, what);
    // What no stamp touches is found: the same condition in both directions.
    expect(
      [...after.keys()].filter((key) => !named.has(key) && !still.has(key)),
      what,
    ).toEqual([]);
    tally.acts++;
    tally.changed += changed.length;
    tally.named += named.size;
    tally.kept += after.size - [...after.keys()].filter((key) => named.has(key)).length;
    position = next;
    before = after;
    await keepAll(position, after);
    known.set(position, after);
  }
  for (const [earlier, texts] of known)
    await foundAsComputed({ authority, stored }, earlier, texts, 'all acts');
}

interface ActContext {
  readonly authority: string;
  readonly stored: StoredCards;
}

/**
 * Asks for everything stored, of whatever position, as of one position: what is found must be what is computed there. @returns
 * its keys.
 */
async function foundAsComputed(
  { authority, stored }: ActContext,
  position: number,
  texts: Cards,
  after: string,
): Promise<ReadonlySet<string>> {
  const rows = await store.query<Question & { asOf: number; subjects: readonly string[] }>(
    `select scheme, period, as_of - date '1970-01-01' as "asOf", json_agg(distinct subject) as subjects
     from score_card where authority = $1 group by scheme, period, as_of`,
    [authority],
  );
  const found = new Set<string>();
  for (const { subjects, ...of } of rows) {
    for (const [subject, { digest }] of await stored.find({ authority, position, ...of }, subjects)) {
      const key = `${of.scheme} ${of.period} ${subject}`;
      expect(digest, `${key} of ${of.asOf} at ${position} after ${after}`).toBe(
        digestOfText(texts.get(key) ?? ''),
      );
      found.add(key);
    }
  }
  return found;
}

function keysOf(texts: Cards, scheme: string, period: string): string[] {
  const prefix = `${scheme} ${period} `;
  return [...texts.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}
