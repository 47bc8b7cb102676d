import type { CrossCheck } from '../platform/cross-check.ts';
import { publishedIndicesThatDisagree } from './index-result/index-result.checks.ts';
import { oneHeadAtATime } from './leader/leader.checks.ts';
import { readingsWithinScale } from './metric/metric.checks.ts';
import { lockedPeriods } from './period/period.checks.ts';
import { extensionsThatMoveNothing } from './task/task.checks.ts';
import { noCycleOfUnits } from './unit/unit.checks.ts';

/** Every check that needs more than one row, in the order in which their problems are shown. */
export const CHECKS: readonly CrossCheck[] = [
  noCycleOfUnits,
  oneHeadAtATime,
  extensionsThatMoveNothing,
  readingsWithinScale,
  publishedIndicesThatDisagree,
  lockedPeriods,
];
