import type { Day } from './day.ts';
import type { Fraction } from './fraction.ts';
import { ONE, ZERO, add, compare } from './fraction.ts';
import type { Message } from './text.ts';

/** A fact row that shows a finding: its fact and its index among the rows the rule was given. */
export interface Evidence {
  readonly fact: string;
  readonly row: number;
}

/**
 * What a rule found, which rows show it, and the share of the maximum it cost.
 * `loss` is there only where this finding alone cost it.
 */
export interface Finding extends Message {
  readonly evidence: readonly Evidence[];
  readonly loss?: Fraction;
}

/**
 * A share of the maximum that is not known yet.
 * PENDING: owed, not yet due. MISSING_DATA: due and not there, owed by `owedBy` since `since`. The engine turns missing
 * data owed by the subject's own unit into lost points and withholds the rest.
 */
export interface Open {
  readonly share: Fraction;
  readonly kind: 'PENDING' | 'MISSING_DATA';
  readonly what: Message;
  /** Unit code of who owes it; null where no unit is named. */
  readonly owedBy: string | null;
  /** First day on which it was, or will be, missed; null where no day was set. */
  readonly since: Day | null;
}

/** What a rule answers: a share of the maximum, or that it does not apply. */
export type Outcome = Scored | NotApplicable;

/** A share of the maximum, with how it came about. */
export interface Scored {
  readonly kind: 'SCORED';
  /** Share of the maximum known to be earned, 0…1. */
  readonly share: Fraction;
  /** How the share came about, with its numbers. */
  readonly arithmetic: Message;
  readonly findings: readonly Finding[];
  readonly open: readonly Open[];
}

/** The rule has no object here: its points go to the criteria that apply. */
export interface NotApplicable {
  readonly kind: 'NOT_APPLICABLE';
  readonly reason: Message;
  readonly findings: readonly Finding[];
}

/**
 * A share of the maximum, with what is found and what is still open.
 *
 * @example scored(fraction(3, 4), { message: 'share', data: { onTime: 3, due: 4 } }, findings)
 * @throws RangeError when the share, alone or with what is open, leaves 0…1.
 */
export function scored(
  share: Fraction,
  arithmetic: Message,
  findings: readonly Finding[] = [],
  open: readonly Open[] = [],
): Scored {
  let reach = share;
  for (const entry of open) {
    if (compare(entry.share, ZERO) < 0) throw new RangeError('an open share below zero');
    reach = add(reach, entry.share);
  }
  if (compare(share, ZERO) < 0 || compare(reach, ONE) > 0) {
    throw new RangeError(
      `a share of ${share.n}/${share.d}, with what is open ${reach.n}/${reach.d}, is outside 0…1`,
    );
  }
  return { kind: 'SCORED', share, arithmetic, findings, open };
}

/** The rule has no object here; its points are redistributed over the criteria that apply. */
export function notApplicable(reason: Message, findings: readonly Finding[] = []): NotApplicable {
  return { kind: 'NOT_APPLICABLE', reason, findings };
}

/** Owed, not yet due: nothing is known of the whole criterion. */
export function pending(
  what: Message,
  owedBy: string | null,
  since: Day | null,
  findings: readonly Finding[] = [],
): Scored {
  return scored(ZERO, what, findings, [{ share: ONE, kind: 'PENDING', what, owedBy, since }]);
}

/** Due and absent: nothing is known of the whole criterion. */
export function missingData(
  what: Message,
  owedBy: string | null,
  since: Day | null,
  findings: readonly Finding[] = [],
): Scored {
  return scored(ZERO, what, findings, [{ share: ONE, kind: 'MISSING_DATA', what, owedBy, since }]);
}

/**
 * Answer of a condition: a gate, a class condition, a condition of a title.
 * UNKNOWN when a fact is missing: it holds a class back only where the class would otherwise be reached.
 */
export interface Verdict {
  readonly state: 'MET' | 'UNMET' | 'UNKNOWN' | 'NOT_APPLICABLE';
  readonly reason: Message;
  readonly findings: readonly Finding[];
  /** Who owes what is missing, for UNKNOWN. */
  readonly owedBy: string | null;
}

/** The condition holds. */
export function met(reason: Message, findings: readonly Finding[] = []): Verdict {
  return { state: 'MET', reason, findings, owedBy: null };
}

/** The condition does not hold. */
export function unmet(reason: Message, findings: readonly Finding[] = []): Verdict {
  return { state: 'UNMET', reason, findings, owedBy: null };
}

/** A fact is missing. @param owedBy code of the unit that owes it. */
export function unknown(reason: Message, owedBy: string | null, findings: readonly Finding[] = []): Verdict {
  return { state: 'UNKNOWN', reason, findings, owedBy };
}

/** The condition does not concern the subject. */
export function irrelevant(reason: Message): Verdict {
  return { state: 'NOT_APPLICABLE', reason, findings: [], owedBy: null };
}
