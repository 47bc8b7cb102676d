import { absenceFact } from './absence.ts';
import { assessmentFact } from './assessment.ts';
import { assignmentFact } from './assignment.ts';
import { decidedRatingFact, periodCardFact, subordinateRatingFact } from './card.ts';
import { directingActFact } from './directing-act.ts';
import { awardFact, initiativeFact } from './emulation.ts';
import { gateFact } from './gate.ts';
import { indexResultFact, subordinateIndexFact } from './index-result.ts';
import { obstacleFact } from './obstacle.ts';
import { readingFact } from './reading.ts';
import { reportFact } from './report.ts';
import { targetFact } from './target.ts';
import { taskFact } from './task.ts';

/** Every fact that a rule may read, by id. */
export const FACTS = {
  [absenceFact.id]: absenceFact,
  [assessmentFact.id]: assessmentFact,
  [assignmentFact.id]: assignmentFact,
  [awardFact.id]: awardFact,
  [decidedRatingFact.id]: decidedRatingFact,
  [directingActFact.id]: directingActFact,
  [gateFact.id]: gateFact,
  [indexResultFact.id]: indexResultFact,
  [initiativeFact.id]: initiativeFact,
  [obstacleFact.id]: obstacleFact,
  [periodCardFact.id]: periodCardFact,
  [readingFact.id]: readingFact,
  [reportFact.id]: reportFact,
  [subordinateIndexFact.id]: subordinateIndexFact,
  [subordinateRatingFact.id]: subordinateRatingFact,
  [targetFact.id]: targetFact,
  [taskFact.id]: taskFact,
} as const;

/** The id of a fact in the catalogue. */
export type FactId = keyof typeof FACTS;
