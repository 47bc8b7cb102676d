import type { FactId } from '../../../rules/facts/index.ts';
import type { LoaderOf } from '../loader.ts';
import { absenceLoader } from './absence.ts';
import { assessmentLoader } from './assessment.ts';
import { assignmentLoader } from './assignment.ts';
import { awardLoader } from './award.ts';
import { decidedRatingLoader } from './decided-rating.ts';
import { directingActLoader } from './directing-act.ts';
import { gateLoader } from './gate.ts';
import { indexResultLoader } from './index-result.ts';
import { initiativeLoader } from './initiative.ts';
import { obstacleLoader } from './obstacle.ts';
import { readingLoader } from './reading.ts';
import { reportLoader } from './report.ts';
import { subordinateIndexLoader } from './subordinate-index.ts';
import { targetLoader } from './target.ts';
import { taskLoader } from './task.ts';

/** Facts that are other cards: `card-facts.ts` computes them, no statement reads them from the ledger. */
const CARD_FACTS = ['period-card', 'subordinate-rating'] as const satisfies readonly FactId[];

/** The id of a fact whose rows are read from the ledger. */
export type LedgerFactId = Exclude<FactId, (typeof CARD_FACTS)[number]>;

/**
 * The loader of each fact that is read from the ledger, by fact id.
 * A fact of the catalogue without one does not compile.
 */
export const FACT_LOADERS: { readonly [Id in LedgerFactId]: LoaderOf<Id> } = {
  absence: absenceLoader,
  assessment: assessmentLoader,
  assignment: assignmentLoader,
  award: awardLoader,
  'decided-rating': decidedRatingLoader,
  'directing-act': directingActLoader,
  gate: gateLoader,
  'index-result': indexResultLoader,
  initiative: initiativeLoader,
  obstacle: obstacleLoader,
  reading: readingLoader,
  report: reportLoader,
  'subordinate-index': subordinateIndexLoader,
  target: targetLoader,
  task: taskLoader,
};

/**
 * The loader of a fact; null for a fact that is made of other cards.
 * @throws RangeError for an id that is in neither list.
 */
export function loaderOf(fact: string): LoaderOf<LedgerFactId> | null {
  if (isLedgerFact(fact)) return FACT_LOADERS[fact];
  if (CARD_FACTS.some((id) => id === fact)) return null;
  throw new RangeError(`fact ${fact} has no loader`);
}

function isLedgerFact(fact: string): fact is LedgerFactId {
  return Object.hasOwn(FACT_LOADERS, fact);
}
