import { ConfigurationFault } from '../../rules/kit/config.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { Refusal } from '../platform/problems.ts';
import { subjectKey } from '../facts/attribution.ts';
import type { ScoreQuery, ScoreRun } from '../scoring/compute/score-run.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import { subjectsOf } from '../scoring/compute/scored-subjects.ts';

/** Cards by subject key; empty where the scheme cannot score the period. Subjects it does not score are left out. */
export async function currentCards(
  service: ScoreService,
  query: Omit<ScoreQuery, 'subjects'>,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, EvaluatedCard>> {
  const run = await orNull(async () => {
    const { plan, snapshot } = await service.plan(query);
    const scored = new Set(subjectsOf(snapshot, plan.scheme.configuration, plan.period).map(subjectKey));
    const requested = subjects.filter((subject) => scored.has(subject));
    return requested.length === 0 ? null : service.computeMany({ ...query, subjects: requested });
  });
  return run?.cards ?? new Map<string, EvaluatedCard>();
}

/** What is computed, or null where there is no such period, scheme or plan. */
export async function orNull<T extends object>(compute: () => Promise<T | null>): Promise<T | null> {
  try {
    return await compute();
  } catch (error) {
    if (error instanceof Refusal || error instanceof ConfigurationFault) return null;
    throw error;
  }
}

export type { ScoreRun };
