import { defineModule } from '../../platform/api/module.ts';
import { periodEntity, periodUnlockEntity } from './period.entity.ts';
import { Period, PeriodUnlock } from './period.type.ts';
import { openPeriod, cutOffPeriod, lockPeriod, unlockPeriod, sealPeriod } from './period.acts.ts';
import { lockedPeriods } from './period.checks.ts';
import { periodProblems } from './period.problems.ts';
import { PeriodResolver } from './period.resolver.ts';

/** Periods of evaluation, with their cut-off, lock and seal. A lock refuses rows of every module, so it is checked last. */
export const periodModule = defineModule({
  name: 'period',
  entities: [periodEntity, periodUnlockEntity],
  types: [Period, PeriodUnlock],
  acts: [openPeriod, cutOffPeriod, lockPeriod, unlockPeriod, sealPeriod],
  lastChecks: [lockedPeriods],
  problems: [periodProblems],
  resolvers: [PeriodResolver],
});
