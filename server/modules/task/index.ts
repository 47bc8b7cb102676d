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
import { extensionsThatMoveNothing, tasksHangTogether, termsWithoutCalendar } from './task.checks.ts';
import { taskProblems } from './task.problems.ts';

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
  checks: [extensionsThatMoveNothing, tasksHangTogether, termsWithoutCalendar],
  problems: [taskProblems],
  api: () => import('./api.ts'),
});
