import { defineModule } from '../../platform/api/module.ts';
import {
  planEntity,
  taskGroupEntity,
  taskEntity,
  handoverEntity,
  extensionEntity,
  causeEntity,
  qualityReviewEntity,
} from './task.entity.ts';
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
  entities: [
    planEntity,
    taskGroupEntity,
    taskEntity,
    handoverEntity,
    extensionEntity,
    causeEntity,
    qualityReviewEntity,
  ],
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
