import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import type { RoundingMode } from '../../rules/kit/fraction.ts';
import { RoundingModeType } from '../modules/choices.ts';
import { Plan } from '../modules/task/task.type.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { DateScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { Cost } from '../platform/api/cost-kind.ts';
import type { Rates } from './task-rates.ts';

@ObjectType('TaskCounts', {
  description:
    'How many tasks stand how on the day of truth. Every task counted stands in exactly one state.',
  simpleResolvers: true,
})
export class TaskCounts {
  @Field(() => Int, { description: 'All tasks counted, withdrawn ones included, carried-over ones not.' })
  readonly total!: number;

  @Field(() => Int, { description: 'All tasks that stand: the total without the withdrawn.' })
  readonly all!: number;

  @Field(() => Int, {
    description: 'Done: accepted by the day of truth, on time, late or without due date.',
  })
  readonly done!: number;

  @Field(() => Int, { description: 'Done on time.' })
  readonly doneOnTime!: number;

  @Field(() => Int, { description: 'Done late.' })
  readonly doneLate!: number;

  @Field(() => Int, { description: 'Open, in term.' })
  readonly openInTerm!: number;

  @Field(() => Int, { description: 'Open, overdue; withdrawn after the due date is overdue too.' })
  readonly openOverdue!: number;

  @Field(() => Int, { description: 'Due: done on time, done late or overdue.' })
  readonly due!: number;

  @Field(() => Int, {
    description: 'Submitted in time and past the due date, waiting for acceptance: in no rate of due tasks.',
  })
  readonly awaitingAcceptance!: number;

  @Field(() => Int, {
    description: 'Past the due date, the source does not tell the progress: in no rate of due tasks.',
  })
  readonly progressUnknown!: number;

  @Field(() => Int, { description: 'Withdrawn in time.' })
  readonly withdrawn!: number;

  @Field(() => Int, { description: 'Without due date, done or open: in no rate of due tasks.' })
  readonly withoutDueDate!: number;

  @Field(() => Int, {
    description:
      'Due before the period and not done when it began: listed beside it, in no other count and in no rate. Zero where no period is asked for.',
  })
  readonly carriedOver!: number;
}

@ObjectType('TaskRates', {
  description:
    'Rates of tasks in percent, each named after its denominator; null where that is zero. Rounded as asked for.',
  simpleResolvers: true,
})
export class TaskRates implements Rates {
  @Field(() => DecimalScalar, { nullable: true, description: 'Done, of all tasks that stand.' })
  readonly doneOfAll!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Done with a due date, of due: done / (done + overdue).',
  })
  readonly doneOfDue!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Overdue, of due: the complement of "doneOfDue" as rounded, so that the two add up to 100.',
  })
  readonly overdueOfDue!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Done on time, of done with a due date.',
  })
  readonly onTimeOfDone!: string | null;
}

@Cost('COHORT')
@ObjectType('TaskTracking', {
  description: 'Theo dõi nhiệm vụ: tasks counted by state, and the rates worked out from the counts.',
})
export class TaskTracking {
  readonly at!: ReadPoint;
  readonly codes!: { readonly period: string | null; readonly unit: string | null };

  @Field(() => Plan, { nullable: true, description: 'Only tasks of this plan; null: of all plans.' })
  readonly plan!: object | null;

  @Field(() => DateScalar, {
    description: 'Day on which states were read: the day of truth, or the cut-off where that has passed.',
  })
  readonly asOf!: Day;

  @Field(() => RoundingModeType, { description: 'How rates are rounded.' })
  readonly rounding!: RoundingMode;

  @Field(() => Int, { description: 'Decimals kept.' })
  readonly places!: number;

  @Field(() => TaskCounts, { description: 'The counts.' })
  readonly counts!: TaskCounts;

  @Field(() => TaskRates, { description: 'The rates.' })
  readonly rates!: TaskRates;
}
