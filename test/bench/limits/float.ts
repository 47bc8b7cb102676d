import type { SubjectFacts } from '../../../plugins/engine/subject-facts.ts';
import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { indexResultFact } from '../../../rules/facts/index-result.ts';
import { reportFact } from '../../../rules/facts/report.ts';
import { CLEAR_ELEMENTS, assignmentFact } from '../../../rules/facts/assignment.ts';
import { obstacleFact } from '../../../rules/facts/obstacle.ts';
import { targetFact } from '../../../rules/facts/target.ts';
import { taskFact } from '../../../rules/facts/task.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import { rowsOf } from './rows-of.ts';

/** What one leader’s facts come to as ready numbers: nothing of it tells which task was late. */
export interface LeaderNumbers {
  due: number;
  onTime: number;
  /** Working days late, at most ten a task. */
  daysLate: number;
  carried: number;
  carriedOpen: number;
  carriedClosed: number;
  reviewed: number;
  late: number;
  explained: number;
  reportsDue: number;
  reportsOnTime: number;
  acts: number;
  actsInPerson: number;
  assessed: number;
  clear: number;
  obstacles: number;
  obstaclesInTime: number;
  targets: number;
  attained: number;
  /** Points of the index over those that applied; null where nothing was published. */
  index: number | null;
}

export interface FloatScore {
  readonly points: number;
  readonly reach: number;
  readonly rating: Rating | null;
}

/**
 * The points of a leader from ready numbers, in floating point and without a word of explanation; of a period whose cut-off has
 * passed, when only an index that nobody published is open.
 */
export function floatScore(numbers: LeaderNumbers, required: number): FloatScore {
  const n = numbers;
  let points = 0;
  let max = 0;
  let total = 0;
  let applicable = 0;
  const add = (share: number, of: number): void => {
    points += share * of;
    max += of;
  };
  // A group stands for its own maximum as soon as one of its criteria applies.
  const close = (groupMax: number): void => {
    if (max > 0) {
      total += (points * groupMax) / max;
      applicable += groupMax;
    }
    points = max = 0;
  };
  if (n.due > 0) {
    add(n.onTime / n.due, 25);
    add(1 - n.daysLate / (10 * n.due), 8);
  }
  if (n.carried > 0) add(Math.max(0, 1 - (2 * n.carriedOpen + n.carriedClosed) / 10), 5);
  close(38);
  if (n.reviewed > 0) add(1, 6);
  close(6);
  if (n.late > 0) add(n.explained / n.late, 4);
  if (n.reportsDue > 0) add(n.reportsOnTime / n.reportsDue, 6);
  close(10);
  add(Math.min(1, n.actsInPerson / required), 3);
  if (n.assessed > 0) add(n.clear / n.assessed, 2);
  if (n.obstacles > 0) add(n.obstaclesInTime / n.obstacles, 1);
  close(6);
  total *= 60 / applicable;
  const indexMax = n.targets > 0 ? 10 : 40;
  if (n.targets > 0) total += (30 * n.attained) / n.targets;
  total += indexMax * (n.index ?? 0);
  const reach = n.index === null ? total + indexMax : total;
  const rating =
    reach > total
      ? null
      : total >= 90
        ? 'EXCELLENT'
        : total >= 70
          ? 'GOOD'
          : total >= 50
            ? 'COMPLETED'
            : 'NOT_COMPLETED';
  return { points: total, reach, rating };
}

const [FOUR_FROM, SIX_FROM] = [dayOf(2024, 1, 1), dayOf(2025, 1, 1)];
const FOUR_CLEAR = ['PERSON', 'WORK', 'TIME', 'PRODUCT'] as const;

/** The ready numbers of a leader whose facts lie in memory. */
export function numbersOf(known: SubjectFacts): LeaderNumbers {
  const numbers = noNumbers();
  const n = numbers;
  for (const task of rowsOf(known, taskFact)) {
    const { timeliness } = task;
    const isLate = timeliness === 'DONE_LATE' || timeliness === 'OPEN_OVERDUE';
    if (isLate) {
      n.late++;
      if (task.explained || task.lateExcused) n.explained++;
    }
    if (task.carriedOver) {
      if (isLate || timeliness === 'DONE_ON_TIME') n.carried++;
      if (timeliness === 'OPEN_OVERDUE') n.carriedOpen++;
      else if (timeliness === 'DONE_LATE') n.carriedClosed++;
      continue;
    }
    if (timeliness === 'DONE_ON_TIME') n.onTime++;
    if (isLate || timeliness === 'DONE_ON_TIME') n.due++;
    if (timeliness === 'DONE_ON_TIME' || timeliness === 'DONE_LATE') n.reviewed++;
    if (isLate) n.daysLate += Math.min(10, task.workingDaysLate);
  }
  for (const report of rowsOf(known, reportFact)) {
    n.reportsDue++;
    if (report.state === 'ON_TIME') n.reportsOnTime++;
  }
  for (const act of rowsOf(known, directingActFact)) {
    n.acts++;
    if (act.inPerson) n.actsInPerson++;
  }
  for (const assignment of rowsOf(known, assignmentFact)) {
    if (assignment.assignedOn < FOUR_FROM) continue;
    n.assessed++;
    const elements = assignment.assignedOn >= SIX_FROM ? CLEAR_ELEMENTS : FOUR_CLEAR;
    if (elements.every((element) => assignment.stated.includes(element))) n.clear++;
  }
  for (const obstacle of rowsOf(known, obstacleFact)) {
    if (obstacle.state === 'NO_DUE_DATE' || obstacle.state === 'OPEN_IN_TERM') continue;
    n.obstacles++;
    if (obstacle.state === 'CLEARED_IN_TIME') n.obstaclesInTime++;
  }
  for (const target of rowsOf(known, targetFact)) {
    n.targets++;
    n.attained += attainedOf(target);
  }
  let year = 0;
  for (const result of rowsOf(known, indexResultFact)) {
    if (result.index !== 'PAR-INDEX' || result.component !== null || result.year <= year) continue;
    year = result.year;
    n.index = Math.min(1, Number(result.points) / Number(result.maxPoints));
  }
  return numbers;
}

function attainedOf(target: FactRow<typeof targetFact>): number {
  const value =
    target.kind === 'RATIO'
      ? (Number(target.numerator) / Number(target.denominator)) * 1_000_000
      : Number(target.numerator);
  const goal = Number(target.minimum ?? target.maximum);
  if (target.direction === 'HIGHER_IS_BETTER') return value >= goal ? 1 : value / goal;
  return value <= goal ? 1 : goal / value;
}

export function noNumbers(): LeaderNumbers {
  return {
    due: 0,
    onTime: 0,
    daysLate: 0,
    carried: 0,
    carriedOpen: 0,
    carriedClosed: 0,
    reviewed: 0,
    late: 0,
    explained: 0,
    reportsDue: 0,
    reportsOnTime: 0,
    acts: 0,
    actsInPerson: 0,
    assessed: 0,
    clear: 0,
    obstacles: 0,
    obstaclesInTime: 0,
    targets: 0,
    attained: 0,
    index: null,
  };
}
