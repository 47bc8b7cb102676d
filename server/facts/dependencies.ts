import type { Day } from '../../rules/kit/day.ts';
import type { FactScope } from './scope.ts';

/**
 * What a card reads of one stamped fact.
 * Stamps about one of these codes, or about everyone, that touch a day of [from, to). A row that may change the card, as it
 * stands or stood, bears at least one such stamp.
 */
export interface Dependency {
  readonly fact: string;
  readonly about: readonly string[];
  readonly from: Day;
  readonly to: Day;
}

/** Whose card, of when: what a loader reads for one subject. */
export interface DependencyScope extends Pick<FactScope, 'period' | 'asOf' | 'organisation'> {
  /** The unit, or the unit of the post. */
  readonly unit: string;
  /** Who holds the post; null for a unit. */
  readonly leader: string | null;
}

type Span = Pick<Dependency, 'from' | 'to'>;

/** Every day that a date column can hold. */
export const EVER: Span = { from: -1_000_000, to: 3_000_000 };

/** The days of the period. */
export function inPeriod({ period }: DependencyScope): Span {
  return { from: period.from, to: period.to };
}

/** Everything that began before the period was over. */
export function untilPeriodEnds({ period }: DependencyScope): Span {
  return { from: EVER.from, to: period.to };
}

/** Everything up to the day of truth. */
export function untilAsOf({ asOf }: DependencyScope): Span {
  return { from: EVER.from, to: asOf + 1 };
}

/**
 * The days of what competent bodies enter.
 * Up to the day of truth, and once the cut-off has been reached whenever it was entered.
 */
export function entered(scope: DependencyScope): Span {
  return scope.asOf >= scope.period.cutOff ? EVER : untilAsOf(scope);
}

/** The subject’s person; nobody for a unit. */
export function person({ leader }: DependencyScope): readonly string[] {
  return leader === null ? [] : [leader];
}

/** The subject’s unit, and its person where it has one. */
export function unitAndPerson(scope: DependencyScope): readonly string[] {
  return [scope.unit, ...person(scope)];
}
