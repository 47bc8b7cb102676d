import type { FactLoader } from './scope.ts';
import { reportLoader } from './report.ts';
import { indexResultLoader, readingLoader, subordinateIndexLoader } from './figures.ts';
import {
  absenceLoader,
  assessmentLoader,
  awardLoader,
  decidedRatingLoader,
  gateLoader,
  initiativeLoader,
} from './people.ts';
import { assignmentLoader, directingActLoader, obstacleLoader } from './work.ts';
import { targetLoader } from './target.ts';
import { taskLoader } from './task.ts';

/** The one SQL of each fact that is read from the ledger, by fact id. Facts about other cards come from `card-facts.ts`. */
export const FACT_LOADERS: Readonly<Record<string, FactLoader>> = Object.fromEntries(
  [
    absenceLoader,
    assessmentLoader,
    assignmentLoader,
    awardLoader,
    decidedRatingLoader,
    directingActLoader,
    gateLoader,
    indexResultLoader,
    initiativeLoader,
    obstacleLoader,
    readingLoader,
    reportLoader,
    subordinateIndexLoader,
    targetLoader,
    taskLoader,
  ].map((loader) => [loader.fact.id, loader]),
);
