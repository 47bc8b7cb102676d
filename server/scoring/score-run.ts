import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import type { Plan } from '../../plugins/engine/plan.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { InputPositions } from './inputs.ts';
import type { Snapshot } from './snapshot.ts';

/** Which cards, of when, as known when. */
export interface ScoreQuery {
  readonly authority: string;
  /** Pinned ledger position. */
  readonly position: number;
  /** Positions of the single groups of inputs, where a card that never stood is asked for: to split a change by cause. */
  readonly inputs?: InputPositions | undefined;
  readonly scheme: string;
  readonly period: string;
  /** Keys as `subjectKey` writes them, or every subject of the scheme. */
  readonly subjects: readonly string[] | 'ALL';
  /** Day of truth; past the cut-off it is the cut-off. */
  readonly asOf: Day;
}

/** Cards computed together, with what they were computed from. */
export interface ScoreRun {
  readonly plan: Plan;
  readonly asOf: Day;
  readonly snapshot: Snapshot;
  /** By subject key, in the order asked. */
  readonly cards: ReadonlyMap<string, EvaluatedCard>;
}
