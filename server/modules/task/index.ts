import { defineModule } from '../../platform/api/module.ts';
import {
  planNoun,
  taskGroupNoun,
  taskNoun,
  handoverNoun,
  extensionNoun,
  causeNoun,
  qualityReviewNoun,
} from './task.noun.ts';
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
import { extensionsThatMoveNothing } from './task.checks.ts';
import { taskProblems } from './task.problems.ts';
import { TaskResolver } from './task.resolver.ts';

/** Tasks with their plans, groups, extensions, causes, reviews and handovers. */
export const taskModule = defineModule({
  name: 'task',
  entities: [planNoun, taskGroupNoun, taskNoun, handoverNoun, extensionNoun, causeNoun, qualityReviewNoun],
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
  checks: [extensionsThatMoveNothing],
  problems: [taskProblems],
  resolvers: [TaskResolver],
});
