import { Arg, Args, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import type { RoundingMode } from '../../rules/kit/fraction.ts';
import { RoundingModeType } from '../modules/choices.ts';
import { periodNoun } from '../modules/period/period.noun.ts';
import { Period } from '../modules/period/period.type.ts';
import { planNoun } from '../modules/task/task.noun.ts';
import { Plan } from '../modules/task/task.type.ts';
import { unitNoun } from '../modules/unit/unit.noun.ts';
import { Unit } from '../modules/unit/unit.type.ts';
import { AtArgs, atOf } from '../platform/api/arguments.ts';
import type { At, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/api/faults.ts';
import { findNoun } from '../platform/api/noun-type.ts';
import { DateScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { Work } from '../platform/api/work.ts';
import { Refusal } from '../platform/problems.ts';
import { isInScope } from '../platform/policy.ts';
import { unknownReference } from '../platform/references.ts';
import type { FactScope } from './facts/scope.ts';
import { dayOfTruth } from './facts/scope.ts';
import type { TaskRow } from '../modules/task/task-state.ts';
import { taskLoader } from './facts/loaders/task.ts';
import { snapshotAt } from './snapshot-of-request.ts';
import { periodOf } from './snapshot.ts';
import type { Rates } from './task-rates.ts';
import { taskRates } from './task-rates.ts';
import { EVER } from '../modules/task/task-today.ts';

/** Decimals that a rate may be asked for with. */
const MOST_PLACES = 6;

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

@Work('COHORT')
@ObjectType('TaskTracking', {
  description: 'Theo dõi nhiệm vụ: tasks counted by state, and the rates worked out from the counts.',
})
export class TaskTracking {
  readonly at!: At;
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

/** The tasks counted by state, the carried-over ones apart. */
export function taskCounts(rows: readonly TaskRow[]): TaskCounts {
  const own = rows.filter((row) => !row.carriedOver);
  const states = Map.groupBy(own, ({ timeliness }) => timeliness);
  const count = (state: TaskRow['timeliness']): number => states.get(state)?.length ?? 0;
  const doneOnTime = count('DONE_ON_TIME');
  const doneLate = count('DONE_LATE');
  const openOverdue = count('OPEN_OVERDUE');
  const withdrawn = count('WITHDRAWN');
  const doneWithoutDueDate = count('DONE_WITHOUT_DUE_DATE');
  return {
    total: own.length,
    all: own.length - withdrawn,
    done: doneOnTime + doneLate + doneWithoutDueDate,
    doneOnTime,
    doneLate,
    openInTerm: count('OPEN_IN_TERM'),
    openOverdue,
    due: doneOnTime + doneLate + openOverdue,
    awaitingAcceptance: count('AWAITING_ACCEPTANCE'),
    progressUnknown: count('PROGRESS_UNKNOWN'),
    withdrawn,
    withoutDueDate: doneWithoutDueDate + count('OPEN_WITHOUT_DUE_DATE'),
    carriedOver: rows.length - own.length,
  };
}

@Resolver(() => TaskTracking)
export class TaskTrackingResolver {
  @Query(() => TaskTracking, {
    description:
      'Tasks counted by state, with rates. With a period, the tasks that scoring lists in it; without, every task assigned by the day of truth. Only of units in the viewer’s scope.',
  })
  async taskTracking(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('rounding', () => RoundingModeType, {
      defaultValue: 'HALF_UP',
      description: 'How rates are rounded; reports on tasks assigned by the Prime Minister truncate (DOWN).',
    })
    rounding: RoundingMode,
    @Arg('places', () => Int, { defaultValue: 2, description: 'Decimals of rates: 0 to 6.' })
    places: number,
    @Arg('period', () => String, { nullable: true, description: 'Code of the period, such as "2026-Q3".' })
    period?: string | null,
    @Arg('plan', () => String, { nullable: true, description: 'Only tasks of the plan with this code.' })
    plan?: string | null,
    @Arg('unit', () => String, {
      nullable: true,
      description: 'Only tasks that the unit with this code answers for, those handed over to it included.',
    })
    unit?: string | null,
  ): Promise<TaskTracking> {
    if (places < 0 || places > MOST_PLACES)
      throw ApiFault.badInput(
        'PLACES_OUT_OF_RANGE',
        {
          vi: `places phải từ 0 đến ${MOST_PLACES}`,
          en: `places must be from 0 to ${MOST_PLACES}`,
        },
        'places',
      );
    const at = await atOf(context, args);
    const scope = await scopeOf(context, at, period, unit);
    const [planFound, rows] = await Promise.all([
      plan ? findNoun(context, planNoun, at, plan) : null,
      taskLoader.load(context.database, scope) as Promise<readonly unknown[]> as Promise<readonly TaskRow[]>,
    ]);
    if (plan && planFound === null) throw new Refusal([unknownReference(planNoun, plan, 'plan')]);
    const counts = taskCounts(plan ? rows.filter((row) => row.plan === plan) : rows);
    return Object.assign(new TaskTracking(), {
      at,
      codes: { period: period ?? null, unit: unit ?? null },
      plan: planFound,
      asOf: scope.asOf,
      rounding,
      places,
      counts,
      rates: taskRates(counts, rounding, places),
    });
  }

  @FieldResolver(() => Period, { nullable: true, description: 'The period; null: tasks of all time.' })
  async period(@Root() { at, codes }: TaskTracking, @Ctx() context: RequestContext): Promise<object | null> {
    return codes.period === null ? null : findNoun(context, periodNoun, at, codes.period);
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'Only tasks of this unit; null: of all units.' })
  async unit(@Root() { at, codes }: TaskTracking, @Ctx() context: RequestContext): Promise<object | null> {
    return codes.unit === null ? null : findNoun(context, unitNoun, at, codes.unit);
  }
}

/** For which units and on which day tasks are listed. @throws Refusal of an unknown period or unit. */
async function scopeOf(
  context: RequestContext,
  at: At,
  period: string | null | undefined,
  unit: string | null | undefined,
): Promise<FactScope> {
  const snapshot = await snapshotAt(context, at);
  const { organisation, calendar } = snapshot;
  if (unit && !organisation.units.has(unit)) throw new Refusal([unknownReference(unitNoun, unit, 'unit')]);
  const span = period ? periodOf(snapshot, period) : EVER;
  const rights = await context.rights(at);
  const mine = (code: string) => isInScope(rights, 'UNIT', code);
  if (unit && !mine(unit))
    throw new ApiFault(
      'FORBIDDEN',
      'OUT_OF_SCOPE',
      {
        vi: `Cơ quan "${unit}" nằm ngoài phạm vi của tài khoản`,
        en: `Unit "${unit}" lies outside the scope of this account`,
      },
      'unit',
    );
  return {
    authority: at.authority,
    position: at.position,
    decisionPosition: at.position,
    period: span,
    ...dayOfTruth(span, at.asOf),
    calendar,
    organisation,
    units: unit ? [unit] : [...organisation.units.keys()].filter(mine),
    leaders: [],
  };
}
