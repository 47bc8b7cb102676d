import type { CrossCheck } from '../platform/cross-check.ts';

/** Every check that needs more than one row, in the order in which their problems are shown. */
export const CHECKS: readonly CrossCheck[] = [];
