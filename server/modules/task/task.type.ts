import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { CauseScope, DueKind } from '../choices.ts';
import {
  causeNoun,
  extensionNoun,
  handoverNoun,
  planNoun,
  qualityReviewNoun,
  taskGroupNoun,
  taskNoun,
} from './task.noun.ts';

@NounType(planNoun, 'Plan', { description: 'Kế hoạch: a plan that assigns tasks.' })
export class Plan extends NounObject<typeof planNoun.columns> {}

@NounType(taskGroupNoun, 'TaskGroup', { description: 'Nhóm nhiệm vụ: a group of tasks within a plan.' })
export class TaskGroup extends NounObject<typeof taskGroupNoun.columns> {}

@NounType(taskNoun, 'Task', {
  description:
    'Nhiệm vụ: assigned to the post at the head of the lead unit. Done means accepted, dated at the submission that was accepted.',
  choices: { dueKind: DueKind },
})
export class Task extends NounObject<typeof taskNoun.columns> {}

@NounType(handoverNoun, 'Handover', {
  description: 'Bàn giao nhiệm vụ: an open task that passed to another unit with its dates.',
})
export class Handover extends NounObject<typeof handoverNoun.columns> {}

@NounType(extensionNoun, 'Extension', {
  description:
    'Gia hạn: a recorded change of due date; it counts only if issued in time by the assigning unit.',
})
export class Extension extends NounObject<typeof extensionNoun.columns> {}

@NounType(causeNoun, 'Cause', {
  description: 'Giải trình, nguyên nhân khách quan: only a certified cause lifts a deduction.',
  choices: { covers: CauseScope },
})
export class Cause extends NounObject<typeof causeNoun.columns> {}

@NounType(qualityReviewNoun, 'QualityReview', {
  description: 'Thẩm định chất lượng: one review of a task’s product.',
})
export class QualityReview extends NounObject<typeof qualityReviewNoun.columns> {}
