import type { Adjustment, EvaluatedCard, EvaluatedLine } from '../../../plugins/engine/evaluate.ts';
import type { Plan, PlannedCriterion, PlannedGroup } from '../../../plugins/engine/plan.ts';
import type { SubjectFacts } from '../../../plugins/engine/subject-facts.ts';
import { assignmentFact } from '../../../rules/facts/assignment.ts';
import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { indexResultFact } from '../../../rules/facts/index-result.ts';
import { obstacleFact } from '../../../rules/facts/obstacle.ts';
import { reportFact } from '../../../rules/facts/report.ts';
import { targetFact } from '../../../rules/facts/target.ts';
import { taskFact } from '../../../rules/facts/task.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import type { Open, Outcome } from '../../../rules/kit/outcome.ts';
import { NOTHING, hundredths, minus, over, plus, same, times } from './exact.ts';
import {
  fusedAssignments,
  fusedDirecting,
  fusedIndex,
  fusedObstacles,
  fusedReports,
} from './fused-others.ts';
import { fusedTargets } from './fused-targets.ts';
import { fusedTasks } from './fused-tasks.ts';
import { rowsOf } from './rows-of.ts';

/** The scheme that the fused function is written for, with the default configuration of its plugins. */
export const FUSED_SCHEME = 'project-06-leader-2024';

/** A function that makes whole cards of one plan. */
export type Fused = (known: SubjectFacts, asOf: Day) => EvaluatedCard;

const ORDER = [
  'deadline/on-time',
  'deadline/days-late',
  'deadline/carried-over',
  'deadline/quality',
  'deadline/explanation',
  'deadline/reports',
  'deadline/directing',
  'deadline/clear-assignment',
  'deadline/obstacles',
  'targets/attainment',
  'targets/index-result',
] as const;

/**
 * The limit of scoring: what a person writes who knows the scheme, its configuration and the figures beforehand. No rules, no
 * registry, no generic tree; exact fractions, findings with their rows and losses, and the very card that the engine makes, byte
 * for byte.
 *
 * @throws RangeError when the plan is not the one it is written for.
 */
export function fuse(plan: Plan): Fused {
  const planned = new Map<string, PlannedCriterion>();
  const collect = (group: PlannedGroup): void => {
    for (const child of group.children)
      if (child.kind === 'CRITERION') planned.set(child.id, child);
      else collect(child);
  };
  for (const part of plan.parts) collect(part);
  const found = [...planned.keys()];
  if (found.length !== ORDER.length || ORDER.some((id) => !planned.has(id)) || plan.conditions.size > 0)
    throw new RangeError(`the fused function is not written for ${found.join(', ')}`);
  const [deadline, targets] = plan.parts as readonly [PlannedGroup, PlannedGroup];
  const [progress, quality, accountability, directing] = deadline.children as readonly PlannedGroup[];
  const [goals, indices] = targets.children as readonly PlannedGroup[];
  const line = ORDER.map((id) => planned.get(id)!);
  const total = plus(deadline.max, targets.max);
  const { period } = plan;

  return (known, asOf) => {
    const { subject } = known;
    const { unit } = subject;
    const tasks = fusedTasks(rowsOf(known, taskFact));
    const of = (index: number, outcome: Outcome) => criterion(line[index]!, outcome, unit);
    const deadlineLines = [
      group(progress!, [of(0, tasks.onTime), of(1, tasks.daysLate), of(2, tasks.carriedOver)]),
      group(quality!, [of(3, tasks.quality)]),
      group(accountability!, [
        of(4, tasks.explanation),
        of(5, fusedReports(rowsOf(known, reportFact), subject)),
      ]),
      group(directing!, [
        of(6, fusedDirecting(rowsOf(known, directingActFact), subject, period, asOf)),
        of(7, fusedAssignments(rowsOf(known, assignmentFact), subject)),
        of(8, fusedObstacles(rowsOf(known, obstacleFact))),
      ]),
    ];
    const targetLines = [
      group(goals!, [of(9, fusedTargets(rowsOf(known, targetFact), period, asOf))]),
      group(indices!, [of(10, fusedIndex(rowsOf(known, indexResultFact), period, asOf))]),
    ];
    const lines = [group(deadline, deadlineLines), group(targets, targetLines)];
    const top = addUp(lines, total);
    const points = hundredths(top.points);
    const adjustments: Adjustment[] = [...top.adjustments];
    if (!same(points, top.points)) {
      const moved = minus(points, top.points);
      adjustments.push({ kind: 'ROUNDING', points: moved, applicableMax: null, factor: null });
    }
    return {
      plan,
      asOf,
      known,
      lines,
      adjustments,
      points,
      reach: hundredths(top.reach),
      applicableMax: top.applicableMax,
      exact: top.points,
      conditions: NO_CONDITIONS,
    };
  };
}

const NO_CONDITIONS: EvaluatedCard['conditions'] = new Map();

function criterion(planned: PlannedCriterion, outcome: Outcome, unit: string): EvaluatedLine {
  if (outcome.kind === 'NOT_APPLICABLE') {
    return {
      planned,
      children: [],
      outcome,
      applicableMax: null,
      points: NOTHING,
      reach: NOTHING,
      adjustments: [],
      open: [],
    };
  }
  const { max } = planned;
  const points = times(outcome.share, max);
  const open: (Open & { readonly charged: boolean })[] = [];
  let waiting = NOTHING;
  for (const entry of outcome.open) {
    const charged = entry.kind === 'MISSING_DATA' && entry.owedBy === unit;
    if (!charged) waiting = plus(waiting, entry.share);
    open.push({ ...entry, charged });
  }
  const reach = waiting === NOTHING ? points : plus(points, times(waiting, max));
  return { planned, children: [], outcome, applicableMax: max, points, reach, adjustments: [], open };
}

function group(planned: PlannedGroup, children: readonly EvaluatedLine[]): EvaluatedLine {
  return { planned, children, outcome: null, open: [], ...addUp(children, planned.max) };
}

function addUp(
  children: readonly EvaluatedLine[],
  target: Fraction,
): Pick<EvaluatedLine, 'applicableMax' | 'points' | 'reach' | 'adjustments'> {
  let max: Fraction | null = null;
  let points = NOTHING;
  let reach = NOTHING;
  for (const child of children) {
    if (child.applicableMax === null) continue;
    max = max === null ? child.applicableMax : plus(max, child.applicableMax);
    points = plus(points, child.points);
    reach = plus(reach, child.reach);
  }
  if (max === null) return { applicableMax: null, points: NOTHING, reach: NOTHING, adjustments: [] };
  if (max.n === 0n || same(max, target)) return { applicableMax: max, points, reach, adjustments: [] };
  const factor = over(target, max);
  const scaled = times(points, factor);
  return {
    applicableMax: target,
    points: scaled,
    reach: same(reach, points) ? scaled : times(reach, factor),
    adjustments: [{ kind: 'RENORMALISATION', points: minus(scaled, points), applicableMax: max, factor }],
  };
}
