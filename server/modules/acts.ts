import type { ActDeclaration } from '../platform/define-act.ts';
import {
  acceptTask,
  assignTask,
  extendTaskDeadline,
  handOverTask,
  rejectTask,
  reportTaskProgress,
  submitTask,
  withdrawTask,
} from './task/task.acts.ts';

/** Everything that may be done to the ledger through the API, one mutation each. */
export const ACTS: readonly ActDeclaration[] = [
  assignTask,
  reportTaskProgress,
  extendTaskDeadline,
  submitTask,
  acceptTask,
  rejectTask,
  withdrawTask,
  handOverTask,
];
