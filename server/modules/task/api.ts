import { defineApi } from '../../platform/api/module.ts';
import { Plan, TaskGroup, Task, Handover, Extension, Cause, QualityReview } from './task.type.ts';
import {
  assignTask,
  reportTaskProgress,
  extendTaskDeadline,
  submitTask,
  acceptTask,
  rejectTask,
  withdrawTask,
  handOverTask,
} from './task.acts.ts';
import { explainTask, certifyCause, revokeCause } from './cause.acts.ts';
import { TaskResolver } from './task.resolver.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [Plan, TaskGroup, Task, Handover, Extension, Cause, QualityReview],
  acts: [
    assignTask,
    reportTaskProgress,
    extendTaskDeadline,
    submitTask,
    acceptTask,
    rejectTask,
    withdrawTask,
    handOverTask,
    explainTask,
    certifyCause,
    revokeCause,
  ],
  resolvers: [TaskResolver],
});
