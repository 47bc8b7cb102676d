import { ConfigurationFault } from '../../rules/kit/config.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardBody } from '../../plugins/engine/card.ts';
import { canonicalText } from '../../plugins/engine/digest.ts';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { record, recordAll } from '../../server/platform/ledger/ledger.ts';
import { Refusal } from '../../server/platform/problems.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { someAct, someDay } from './acts.ts';
import { BASE, PERIODS, SCHEMES } from './base.ts';
import type { NaiveQuery } from './cards.ts';
import { naiveTexts } from './cards.ts';
import { NaiveLedger } from './ledger.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';

const RUNS = Number(process.env['NAIVE_RUNS'] ?? 10);

let store: TestDatabase;
let contexts = 0;
beforeAll(async () => {
  store = await openTestDatabase();
}, 60_000);
afterAll(() => store.close());

type Texts = Record<string, string> | null;

/**
 * What the platform answers, from nothing kept: canonical bytes by subject; null where there is no such scheme for the period.
 */
async function answer(
  authority: string,
  query: NaiveQuery,
  subjects: readonly string[] | 'ALL' = 'ALL',
): Promise<Texts> {
  try {
    const run = await new ScoreService(store, CATALOGUE).computeMany({ ...query, authority, subjects });
    return Object.fromEntries([...run.cards].map(([key, card]) => [key, canonicalText(cardBody(card))]));
  } catch (error) {
    return refusedAnswer(error);
  }
}

/** A scheme that is not in force, or whose rules are not, gives no cards: both sides must say so. */
function refusedAnswer(error: unknown): null {
  if (error instanceof Refusal || error instanceof ConfigurationFault) return null;
  throw error;
}

function naively(naive: NaiveLedger, query: NaiveQuery): Texts {
  try {
    return naiveTexts(naive, query);
  } catch (error) {
    return refusedAnswer(error);
  }
}

/** The ledger of a failure fills screens; what finds it again, and how the answers part, is enough. */
function report<T>(outcome: fc.RunDetails<T>): void {
  if (!outcome.failed) return;
  const why =
    outcome.errorInstance instanceof Error ? outcome.errorInstance.message : String(outcome.errorInstance);
  throw new Error(`seed ${outcome.seed}, path ${outcome.counterexamplePath}: ${why.slice(0, 6000)}`);
}

/** Where two answers part: whose card, and the text from there on in the platform’s words and in the naive ones. */
function differences(ours: Texts, naive: Texts): string[] {
  if (ours === null || naive === null)
    return ours === naive ? [] : [`${typeof ours} against ${typeof naive}`];
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(naive)])];
  return keys.flatMap((key) => {
    const [a, b] = [ours[key] ?? '', naive[key] ?? ''];
    if (a === b) return [];
    let at = 0;
    while (a[at] === b[at]) at++;
    at = Math.max(0, at - 200);
    return [`${key}\n ours  …${a.slice(at, at + 700)}\n naive …${b.slice(at, at + 700)}`];
  });
}

/** Mostly of a scheme and a period that go together; what takes the most facts, the most often. */
const question = fc
  .tuple(fc.constantFrom(...SCHEMES, ...SCHEMES.slice(0, 2), SCHEMES[0]), fc.nat(), someDay)
  .map(([scheme, dice, asOf]) => {
    const kinds = REFERENCE_SCHEMES[scheme]!.periodKinds;
    const periods = PERIODS.filter(({ kind }) => dice % 20 === 0 || kinds.includes(kind));
    return { scheme, period: periods[dice % periods.length]!.code, asOf };
  });
/** Acts, and after each some questions; none after most. */
const history = fc.array(fc.tuple(someAct, fc.option(question, { freq: 3, nil: null })), {
  minLength: 15,
  maxLength: 45,
  size: 'max',
});
const closing = fc.array(fc.tuple(question, fc.nat({ max: 99 })), { minLength: 5, maxLength: 5 });

test(
  'every card is the naive model’s, byte for byte, and no later act changes an answer given',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, closing, async (steps, last) => {
        const authority = `N${++contexts}`;
        const naive = new NaiveLedger();
        const act = { authority, kind: 'test', actor: 'test', recordedAt: '2026-01-01T00:00:00.000Z' };
        const found = { code: authority, name: { vi: 'Tỉnh', en: 'Province' }, rootUnit: 'P' };
        const [first] = await recordAll(store, authority, [{ act, changes: BASE }], found);
        naive.append(first!.position, BASE);

        const given: { query: NaiveQuery; texts: Texts }[] = [];
        const ask = async (query: NaiveQuery) => {
          const texts = await answer(authority, query);
          expect(differences(texts, naively(naive, query)), JSON.stringify(query)).toEqual([]);
          given.push({ query, texts });
        };
        for (const [changes, requested] of steps) {
          try {
            const { position, changed } = await record(store, act, changes);
            if (changed > 0) naive.append(position, changes);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          if (requested) await ask({ ...requested, position: naive.position });
        }
        for (const [requested, percent] of last)
          await ask({ ...requested, position: Math.ceil((naive.position * percent) / 100) });

        for (const { query, texts } of given) {
          expect(await answer(authority, query), `again: ${JSON.stringify(query)}`).toEqual(texts);
          // Whom else one asks about changes nobody's card.
          const [key] = Object.keys(texts ?? {}).toReversed();
          if (key !== undefined)
            expect(await answer(authority, query, [key])).toEqual({ [key]: texts![key] });
        }
      }),
      // Shrinking asks the database a thousand questions more: only who looks for a cause wants that.
      {
        numRuns: RUNS,
        endOnFailure: process.env['NAIVE_SHRINK'] === undefined,
        asyncReporter: async (outcome) => report(outcome),
      },
    );
  },
  60_000 + RUNS * 24_000,
);
