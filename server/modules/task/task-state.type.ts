import { Field, Int, ObjectType } from 'type-graphql';
import { CONVERTED_SCALE } from '../../../rules/facts/task.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { t } from '../../../rules/kit/text.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { DateScalar, DecimalScalar, quantityText } from '../../platform/api/scalars.ts';
import type { TaskRow } from './task-state.ts';

export const Timeliness = choiceType(
  'Timeliness',
  'Where a task stands against its due date on the day of truth.',
  {
    DONE_ON_TIME: t('Hoàn thành đúng hạn', 'Done on time'),
    DONE_LATE: t('Hoàn thành chậm', 'Done late'),
    OPEN_IN_TERM: t('Đang thực hiện, trong hạn', 'Open, in term'),
    OPEN_OVERDUE: t('Quá hạn, chưa hoàn thành', 'Open, overdue'),
    AWAITING_ACCEPTANCE: t('Đã nộp đúng hạn, chờ nghiệm thu', 'Submitted in time, waits for acceptance'),
    PROGRESS_UNKNOWN: t('Nguồn chưa nêu tiến độ', 'The source does not tell its progress'),
    WITHDRAWN: t('Đã rút', 'Withdrawn'),
    DONE_WITHOUT_DUE_DATE: t('Hoàn thành, không có hạn', 'Done, no due date'),
    OPEN_WITHOUT_DUE_DATE: t('Đang thực hiện, không có hạn', 'Open, no due date'),
  },
);

export const Progress = choiceType('TaskProgress', 'How far a task has come on the day of truth.', {
  NOT_STARTED: t('Chưa bắt đầu', 'Not started'),
  RUNNING: t('Đang thực hiện', 'Running'),
  UNKNOWN: t('Nguồn chưa nêu tiến độ', 'The source does not tell'),
  SUBMITTED: t('Đã nộp', 'Submitted'),
  ACCEPTED: t('Đã được chấp nhận', 'Accepted'),
  WITHDRAWN: t('Đã rút', 'Withdrawn'),
});

@ObjectType('TaskState', {
  description: 'What a task is on the day of truth, derived from its dates by the same code as scores.',
})
export class TaskState {
  readonly task!: TaskRow;

  @Field(() => Timeliness, { description: 'Where it stands against its due date.' })
  get timeliness(): string {
    return this.task.timeliness;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Original last day in time.' })
  get firstDueOn(): Day | null {
    return this.task.firstDueOn;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day in time after the extensions that count.',
  })
  get dueOn(): Day | null {
    return this.task.dueOn;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Day of the submission that was accepted.' })
  get completedOn(): Day | null {
    return this.task.completedOn;
  }

  @Field(() => Int, { description: 'Working days late.' })
  get workingDaysLate(): number {
    return this.task.workingDaysLate;
  }

  @Field(() => Int, {
    description: 'Due dates, the original and every recorded extension, that passed before it was done.',
  })
  get missedDates(): number {
    return this.task.missedDates;
  }

  @Field(() => Int, { description: 'Recorded extensions that do not move the date.' })
  get ignoredExtensions(): number {
    return this.task.ignoredExtensions;
  }

  @Field(() => Boolean, {
    description: 'Whether a certified objective cause lifts the deduction for lateness.',
  })
  get lateExcused(): boolean {
    return this.task.lateExcused;
  }

  @Field(() => Boolean, { description: 'Whether the unit has explained the delay.' })
  get explained(): boolean {
    return this.task.explained;
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Assigned quantity in converted units.' })
  get assignedUnits(): string | null {
    return units(this.task.assignedUnits);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Done, in converted units.' })
  get doneUnits(): string | null {
    return units(this.task.doneUnits);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Accepted for quality, in converted units.' })
  get acceptedUnits(): string | null {
    return units(this.task.acceptedUnits);
  }
}

function units(value: bigint | null): string | null {
  return value === null ? null : quantityText(value, CONVERTED_SCALE);
}
