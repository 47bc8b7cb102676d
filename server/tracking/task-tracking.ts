import type { RoundingMode } from '../../rules/kit/fraction.ts';
import { planEntity } from '../modules/task/task.entity.ts';
import type { TaskRow } from '../modules/task/task-state.ts';
import { EVER } from '../modules/task/task-today.ts';
import { unitEntity } from '../modules/unit/unit.entity.ts';
import type { AtArgs } from '../platform/api/arguments.ts';
import { atOf, isGiven } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { findEntity } from '../platform/api/entity-type.ts';
import { isInScope } from '../platform/access/policy.ts';
import { Refusal } from '../platform/problems.ts';
import { unknownReference } from '../platform/ledger/references.ts';
import { taskLoader } from '../facts/loaders/task.ts';
import type { FactScope } from '../facts/scope.ts';
import { dayOfTruth } from '../facts/scope.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { periodOf } from '../facts/snapshot.ts';
import { taskRates } from './task-rates.ts';
import type { TaskCounts } from './task-tracking.type.ts';
import { TaskTracking } from './task-tracking.type.ts';

/** Decimals that a rate may be requested with. */
const MOST_PLACES = 6;

/** Which tasks are counted, and how rates are rounded. */
export interface TaskTrackingRequest extends AtArgs {
  readonly rounding: RoundingMode;
  /** Decimals of rates, 0 to 6. */
  readonly places: number;
  /** Codes; where left out, tasks of all time, of all plans, of all units in scope. */
  readonly period?: string | null | undefined;
  readonly plan?: string | null | undefined;
  readonly unit?: string | null | undefined;
}

/**
 * Tasks in the viewer's scope counted by state, with rates.
 * @throws ApiFault PLACES_OUT_OF_RANGE, OUT_OF_SCOPE
 * @throws Refusal of an unknown period, plan or unit
 */
export async function trackTasks(
  context: RequestContext,
  request: TaskTrackingRequest,
): Promise<TaskTracking> {
  const { rounding, places, period = null, plan = null, unit = null } = request;
  if (places < 0 || places > MOST_PLACES) throw placesOutOfRange();
  const at = await atOf(context, request);
  const scope = await scopeOf(context, at, period, unit);
  const [planFound, rows] = await Promise.all([
    isGiven(plan) ? findEntity(context, planEntity, at, plan) : null,
    taskLoader.load(context.database, scope) as Promise<readonly unknown[]> as Promise<readonly TaskRow[]>,
  ]);
  if (isGiven(plan) && planFound === null) throw new Refusal([unknownReference(planEntity, plan, 'plan')]);
  const counts = taskCounts(isGiven(plan) ? rows.filter((row) => row.plan === plan) : rows);
  return Object.assign(new TaskTracking(), {
    at,
    codes: { period, unit },
    plan: planFound,
    asOf: scope.asOf,
    rounding,
    places,
    counts,
    rates: taskRates(counts, rounding, places),
  });
}

function placesOutOfRange(): ApiFault {
  return ApiFault.badInput(
    'PLACES_OUT_OF_RANGE',
    {
      vi: `places phải từ 0 đến ${MOST_PLACES}`,
      en: `places must be from 0 to ${MOST_PLACES}`,
    },
    'places',
  );
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

/** For which units and on which day tasks are listed. @throws Refusal of an unknown period or unit. */
async function scopeOf(
  context: RequestContext,
  at: ReadPoint,
  period: string | null,
  unit: string | null,
): Promise<FactScope> {
  const snapshot = await snapshotAt(context, at);
  const { organisation, calendar } = snapshot;
  if (isGiven(unit) && !organisation.units.has(unit))
    throw new Refusal([unknownReference(unitEntity, unit, 'unit')]);
  const span = isGiven(period) ? periodOf(snapshot, period) : EVER;
  const rights = await context.rights(at);
  const mine = (code: string) => isInScope(rights, 'UNIT', code);
  if (isGiven(unit) && !mine(unit))
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
    units: isGiven(unit) ? [unit] : [...organisation.units.keys()].filter(mine),
    leaders: [],
  };
}
