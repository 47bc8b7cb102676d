import { defineModule } from '../../platform/api/module.ts';
import { periodEntity, periodUnlockEntity } from './period.entity.ts';
import { lockedPeriods, locksKept, periodsApart } from './period.checks.ts';
import { periodProblems } from './period.problems.ts';

/** Periods of evaluation, with their cut-off, lock and seal. A lock refuses rows of every module, so it is checked last. */
export const periodModule = defineModule({
  name: 'period',
  entities: [periodEntity, periodUnlockEntity],
  checks: [periodsApart, locksKept],
  lastChecks: [lockedPeriods],
  problems: [periodProblems],
  api: () => import('./api.ts'),
});
