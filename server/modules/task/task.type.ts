import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { CauseScope, DueKind } from '../choices.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  planEntity,
  qualityReviewEntity,
  taskGroupEntity,
  taskEntity,
} from './task.entity.ts';

@EntityType(planEntity, 'Plan', { description: 'Kế hoạch: a plan that assigns tasks.' })
export class Plan extends EntityObject<typeof planEntity.columns> {}

@EntityType(taskGroupEntity, 'TaskGroup', { description: 'Nhóm nhiệm vụ: a group of tasks within a plan.' })
export class TaskGroup extends EntityObject<typeof taskGroupEntity.columns> {}

@EntityType(taskEntity, 'Task', {
  description:
    'Nhiệm vụ: assigned to the post at the head of the lead unit. Done means accepted, dated at the submission that was accepted.',
  choices: { dueKind: DueKind },
})
export class Task extends EntityObject<typeof taskEntity.columns> {}

@EntityType(handoverEntity, 'Handover', {
  description: 'Bàn giao nhiệm vụ: an open task that passed to another unit with its dates.',
})
export class Handover extends EntityObject<typeof handoverEntity.columns> {}

@EntityType(extensionEntity, 'Extension', {
  description:
    'Gia hạn: a recorded change of due date; it counts only if issued in time by the assigning unit.',
})
export class Extension extends EntityObject<typeof extensionEntity.columns> {}

@EntityType(causeEntity, 'Cause', {
  description: 'Giải trình, nguyên nhân khách quan: only a certified cause lifts a deduction.',
  choices: { covers: CauseScope },
})
export class Cause extends EntityObject<typeof causeEntity.columns> {}

@EntityType(qualityReviewEntity, 'QualityReview', {
  description: 'Thẩm định chất lượng: one review of a task’s product.',
})
export class QualityReview extends EntityObject<typeof qualityReviewEntity.columns> {}
