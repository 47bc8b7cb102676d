import type { Day } from '../../rules/kit/day.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { exactText, parseFraction, subtract } from '../../rules/kit/fraction.ts';
import type { InputPositions } from '../facts/inputs.ts';
import { allAt } from '../facts/inputs.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import type { CauseShare, InputCause } from '../events/causes.ts';
import { CAUSES } from '../events/causes.ts';
import { currentCards } from './current-cards.ts';

/** What a card was computed from, apart from the code: a position of the ledger and a day of truth. */
export interface Inputs {
  readonly position: number;
  readonly day: Day;
}

/** Cards of one scheme and period whose inputs changed from the same ones to the same ones. */
export interface ChangedTogether {
  readonly authority: string;
  readonly scheme: string;
  readonly period: string;
  readonly before: Inputs;
  readonly after: Inputs;
  /** What may differ between them. */
  readonly replaced: ReadonlySet<InputCause>;
  readonly cards: readonly ChangedPoints[];
}

interface ChangedPoints {
  readonly subject: string;
  /** Points announced, and points now: exact. */
  readonly from: string;
  readonly to: string;
  /** Announced by the code that runs here: the announced points are then those of the inputs before. */
  readonly sameCode: boolean;
}

const ORDER = CAUSES.filter((cause): cause is InputCause => cause !== 'RULE');

/**
 * Shares of each cause in the change of points, by subject key. Inputs are replaced group by group in the order of `CAUSES`, and
 * each step's difference is the share of its cause; what the same inputs give under today's code is the share of RULE. Shares sum
 * to the change exactly. A step after which a card would not exist has no share: the next one takes it too.
 */
export async function splitByCause(
  service: ScoreService,
  changed: ChangedTogether,
): Promise<ReadonlyMap<string, readonly CauseShare[]>> {
  const { cards, replaced } = changed;
  const steps = ORDER.filter((cause) => replaced.has(cause));
  const points = new Map(cards.map(({ subject, from }) => [subject, parseFraction(from)]));
  const parts = new Map<string, CauseShare[]>(cards.map(({ subject }) => [subject, []]));
  const step = (cause: CauseShare['cause'], after: ReadonlyMap<string, Fraction>): void => {
    for (const { subject } of cards) {
      const now = after.get(subject);
      if (now === undefined) continue;
      const difference = subtract(now, points.get(subject)!);
      points.set(subject, now);
      parts.get(subject)!.push({ cause, points: exactText(difference) });
    }
  };

  const final = new Map(cards.map(({ subject, to }) => [subject, parseFraction(to)]));
  const ofOtherCode = cards.filter(({ sameCode }) => !sameCode).map(({ subject }) => subject);
  if (steps.length === 0) {
    step('RULE', final);
    return sortedShares(parts);
  }
  if (ofOtherCode.length > 0) step('RULE', await pointsOf(service, changed, new Set(), ofOtherCode));
  const done = new Set<InputCause>();
  for (const cause of steps) {
    done.add(cause);
    const isLast = cause === steps.at(-1);
    const subjects = cards.map(({ subject }) => subject);
    step(cause, isLast ? final : await pointsOf(service, changed, done, subjects));
  }
  return sortedShares(parts);
}

/** Points with some groups of inputs replaced, and the others as they were. */
async function pointsOf(
  service: ScoreService,
  { authority, scheme, period, before, after }: ChangedTogether,
  done: ReadonlySet<InputCause>,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Fraction>> {
  const inputs = Object.fromEntries(
    Object.entries(allAt(before.position)).map(([group, position]) => [
      group,
      done.has(group as InputCause) ? after.position : position,
    ]),
  ) as InputPositions;
  const asOf = done.has('TIME') ? after.day : before.day;
  const query = { authority, scheme, period, position: after.position, inputs, asOf };
  const computed = await currentCards(service, query, subjects);
  return new Map([...computed].map(([subject, card]) => [subject, card.points]));
}

/** Sorts shares in the order of causes; shares of no points are left out unless all are. */
function sortedShares(
  parts: ReadonlyMap<string, readonly CauseShare[]>,
): ReadonlyMap<string, readonly CauseShare[]> {
  return new Map(
    [...parts].map(([subject, all]) => {
      const moving = all.filter(({ points }) => points !== '0');
      const reported = moving.length > 0 ? moving : all;
      return [subject, reported.toSorted((a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause))];
    }),
  );
}
