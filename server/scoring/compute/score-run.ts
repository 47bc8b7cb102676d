import type { EvaluatedCard } from '../../../plugins/engine/evaluate.ts';
import type { Plan } from '../../../plugins/engine/plan.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { ReadPoint } from '../../platform/api/context.ts';
import type { InputPositions } from '../../facts/inputs.ts';
import type { Snapshot } from '../../facts/snapshot.ts';

/** Cards of one scheme and period, read from one point. */
export interface CardQuery extends ReadPoint {
  readonly scheme: string;
  readonly period: string;
}

/** The same whatever the day of truth, as for cards that are sealed or points that are published. */
export type PeriodQuery = Omit<CardQuery, 'asOf'>;

/** Whose cards to compute. Past the cut-off, the day of truth is the cut-off. */
export interface ScoreQuery extends CardQuery {
  /** Positions of the single groups of inputs, for a card that never stood: used to split a change by cause. */
  readonly inputs?: InputPositions | undefined;
  /** Keys as `subjectKey` writes them, or every subject of the scheme. */
  readonly subjects: readonly string[] | 'ALL';
}

/** Cards computed together, with what they were computed from. */
export interface ScoreRun {
  readonly plan: Plan;
  readonly asOf: Day;
  readonly snapshot: Snapshot;
  /** By subject key, in the requested order. */
  readonly cards: ReadonlyMap<string, EvaluatedCard>;
}
