import type { SubjectFacts } from '../../../plugins/engine/subject-facts.ts';
import type { Fact, FactRow } from '../../../rules/kit/fact.ts';

/** The rows of one fact as that fact declares them. */
export function rowsOf<F extends Fact>(known: SubjectFacts, fact: F): readonly FactRow<F>[] {
  return known.facts[fact.id] ?? [];
}
