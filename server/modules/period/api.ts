import { defineApi } from '../../platform/api/module.ts';
import { Period, PeriodUnlock } from './period.type.ts';
import {
  openPeriod,
  correctPeriod,
  cutOffPeriod,
  lockPeriod,
  unlockPeriod,
  sealPeriod,
} from './period.acts.ts';
import { PeriodResolver } from './period.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Period, PeriodUnlock],
  acts: [openPeriod, correctPeriod, cutOffPeriod, lockPeriod, unlockPeriod, sealPeriod],
  resolvers: [PeriodResolver],
});
