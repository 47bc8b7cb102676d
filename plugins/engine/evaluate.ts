import type { Day } from '../../rules/kit/day.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import {
  ONE,
  ZERO,
  add,
  compare,
  divide,
  equal,
  multiply,
  round,
  subtract,
  sum,
} from '../../rules/kit/fraction.ts';
import type { Open, Outcome, Verdict } from '../../rules/kit/outcome.ts';
import { EvaluationBatch } from './evaluation-batch.ts';
import type { Plan, PlannedCondition, PlannedCriterion, PlannedGroup, PlannedLine } from './plan.ts';
import type { SubjectFacts } from './subject-facts.ts';

/**
 * A rule’s outcome, or that the rule itself failed.
 * Nothing is known of a line whose rule failed, and the card says so.
 */
export type LineOutcome = Outcome | { readonly kind: 'FAILED'; readonly error: string };

/** What moved points on a line besides its children: each is a visible line, so the tree adds up. */
export interface Adjustment {
  readonly kind: 'RENORMALISATION' | 'ROUNDING';
  readonly points: Fraction;
  /** For RENORMALISATION: the maximum that applied, and the factor that scaled it up. */
  readonly applicableMax: Fraction | null;
  readonly factor: Fraction | null;
}

/** A line of the plan with its points. */
export interface EvaluatedLine {
  readonly planned: PlannedLine;
  /** Null when nothing below applies. */
  readonly applicableMax: Fraction | null;
  /** Points known to be earned: children plus adjustments, exactly. */
  readonly points: Fraction;
  /** Points if everything open turned out in full; the very object that `points` is where nothing is open. */
  readonly reach: Fraction;
  readonly adjustments: readonly Adjustment[];
  readonly children: readonly EvaluatedLine[];
  readonly outcome: LineOutcome | null;
  /** Open points of a criterion; `charged` ones were owed by the subject’s own unit and count as lost. */
  readonly open: readonly (Open & { readonly charged: boolean })[];
}

/** A condition of the plan with its verdict. */
export interface EvaluatedCondition {
  readonly planned: PlannedCondition;
  readonly verdict: Verdict;
}

/** The computed own part of a card, before it is written out. */
export interface EvaluatedCard {
  readonly plan: Plan;
  readonly asOf: Day;
  readonly known: SubjectFacts;
  readonly lines: readonly EvaluatedLine[];
  readonly adjustments: readonly Adjustment[];
  readonly points: Fraction;
  readonly reach: Fraction;
  /** Null when no criterion applies. */
  readonly applicableMax: Fraction | null;
  /** The total before rounding at the last step. */
  readonly exact: Fraction;
  readonly conditions: ReadonlyMap<string, EvaluatedCondition>;
}

/** Evaluates every criterion and condition of the plan for one subject and adds the points up. */
export function evaluateCard(plan: Plan, known: SubjectFacts, asOf: Day): EvaluatedCard {
  return evaluateIn(new EvaluationBatch(plan, asOf), known);
}

/** Evaluates every criterion and condition for one subject of a batch. */
export function evaluateIn(batch: EvaluationBatch, known: SubjectFacts): EvaluatedCard {
  const { plan, asOf } = batch;
  const { rounding, renormalise } = plan.scheme.configuration;
  const lines = plan.parts.map((part) => evaluateGroup(batch, part, known));
  const top = addUp(lines, renormalise === 'NONE' ? null : sum(plan.parts.map((part) => part.max)));
  const adjustments = [...top.adjustments];
  let { points, reach } = top;
  const exact = points;
  if (rounding.step === 'TOTAL') {
    const rounded = round(points, rounding.places, rounding.mode);
    reach = round(reach, rounding.places, rounding.mode);
    if (compare(rounded, points) !== 0)
      adjustments.push({
        kind: 'ROUNDING',
        points: subtract(rounded, points),
        applicableMax: null,
        factor: null,
      });
    points = rounded;
  }
  const conditions = new Map(
    [...plan.conditions].map(
      ([name, planned]) => [name, { planned, verdict: decide(batch, planned, known) }] as const,
    ),
  );
  return {
    plan,
    asOf,
    known,
    lines,
    adjustments,
    points,
    reach,
    applicableMax: top.applicableMax,
    exact,
    conditions,
  };
}

function evaluateLine(batch: EvaluationBatch, planned: PlannedLine, known: SubjectFacts): EvaluatedLine {
  return planned.kind === 'CRITERION'
    ? evaluateCriterion(batch, planned, known)
    : evaluateGroup(batch, planned, known);
}

function evaluateGroup(batch: EvaluationBatch, planned: PlannedGroup, known: SubjectFacts): EvaluatedLine {
  const { rounding, renormalise } = batch.plan.scheme.configuration;
  const children = planned.children.map((child) => evaluateLine(batch, child, known));
  const added = addUp(children, renormalise === 'NEAREST' ? planned.max : null);
  if (planned.kind !== 'PART' || rounding.step !== 'PART')
    return { planned, children, outcome: null, open: [], ...added };
  const points = round(added.points, rounding.places, rounding.mode);
  const adjustments = [...added.adjustments, ...roundingLine(added.points, points)];
  return {
    planned,
    children,
    outcome: null,
    open: [],
    applicableMax: added.applicableMax,
    points,
    reach: round(added.reach, rounding.places, rounding.mode),
    adjustments,
  };
}

function roundingLine(before: Fraction, after: Fraction): Adjustment[] {
  return compare(before, after) === 0
    ? []
    : [{ kind: 'ROUNDING', points: subtract(after, before), applicableMax: null, factor: null }];
}

/**
 * Adds lines up. What does not apply leaves the maximum; with a `target` the rest is scaled up to it, as an adjustment of its own
 * (Thanh Hóa’s PAR INDEX 2023: 68.32 points of 84 that applied make 81.33 %).
 */
function addUp(
  children: readonly EvaluatedLine[],
  target: Fraction | null,
): Pick<EvaluatedLine, 'applicableMax' | 'points' | 'reach' | 'adjustments'> {
  let max: Fraction | null = null;
  let points = ZERO;
  let open = false;
  for (const child of children) {
    if (child.applicableMax === null) continue;
    max = max === null ? child.applicableMax : add(max, child.applicableMax);
    points = add(points, child.points);
    open ||= child.reach !== child.points;
  }
  if (max === null) return { applicableMax: null, points: ZERO, reach: ZERO, adjustments: [] };
  const reach = open ? sum(children.map((child) => child.reach)) : points;
  if (target === null || max.n === 0n || equal(max, target))
    return { applicableMax: max, points, reach, adjustments: [] };
  const factor = divide(target, max);
  const scaled = multiply(points, factor);
  return {
    applicableMax: target,
    points: scaled,
    reach: open ? multiply(reach, factor) : scaled,
    adjustments: [{ kind: 'RENORMALISATION', points: subtract(scaled, points), applicableMax: max, factor }],
  };
}

function evaluateCriterion(
  batch: EvaluationBatch,
  planned: PlannedCriterion,
  known: SubjectFacts,
): EvaluatedLine {
  const { rounding } = batch.plan.scheme.configuration;
  const outcome = judge(batch, planned, known);
  const base = { planned, children: [], outcome };
  if (outcome.kind === 'NOT_APPLICABLE') {
    return { ...base, applicableMax: null, points: ZERO, reach: ZERO, adjustments: [], open: [] };
  }
  if (outcome.kind === 'FAILED') {
    return {
      ...base,
      applicableMax: planned.max,
      points: ZERO,
      reach: planned.max,
      adjustments: [],
      open: [],
    };
  }
  const open: (Open & { readonly charged: boolean })[] = [];
  let reachable = outcome.share;
  for (const entry of outcome.open) {
    const charged = entry.kind === 'MISSING_DATA' && entry.owedBy === known.subject.unit;
    if (!charged) reachable = add(reachable, entry.share);
    open.push({ ...entry, charged });
  }
  const exact = multiply(outcome.share, planned.max);
  const exactReach = reachable === outcome.share ? exact : multiply(reachable, planned.max);
  if (rounding.step !== 'CRITERION') {
    return { ...base, applicableMax: planned.max, points: exact, reach: exactReach, adjustments: [], open };
  }
  const points = round(exact, rounding.places, rounding.mode);
  const reach = round(exactReach, rounding.places, rounding.mode);
  return {
    ...base,
    applicableMax: planned.max,
    points,
    reach,
    adjustments: roundingLine(exact, points),
    open,
  };
}

function judge(batch: EvaluationBatch, planned: PlannedCriterion, known: SubjectFacts): LineOutcome {
  try {
    const outcome = planned.rule.evaluate(batch.inputFor(planned, planned.rule.needs, known));
    if (outcome.kind === 'SCORED' && (outcome.share.n < 0n || outcome.share.n > outcome.share.d)) {
      return { kind: 'FAILED', error: `share ${outcome.share.n}/${outcome.share.d} is outside 0…1` };
    }
    return outcome;
  } catch (error) {
    return { kind: 'FAILED', error: error instanceof Error ? error.message : String(error) };
  }
}

function decide(batch: EvaluationBatch, planned: PlannedCondition, known: SubjectFacts): Verdict {
  try {
    return planned.condition.decide(batch.inputFor(planned, planned.condition.needs, known));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      state: 'UNKNOWN',
      reason: { message: 'engine.failed', data: { error: why } },
      findings: [],
      owedBy: null,
    };
  }
}

/** Criterion lines with the factor by which renormalisation above them scales their points. */
export function* leaves(
  card: EvaluatedCard,
): Generator<{ readonly line: EvaluatedLine; readonly factor: Fraction }> {
  for (const line of card.lines) yield* below(line, factorOf(card.adjustments));
}

function* below(
  line: EvaluatedLine,
  factor: Fraction,
): Generator<{ readonly line: EvaluatedLine; readonly factor: Fraction }> {
  if (line.planned.kind === 'CRITERION') {
    yield { line, factor };
    return;
  }
  const inner = multiply(factor, factorOf(line.adjustments));
  for (const child of line.children) yield* below(child, inner);
}

function factorOf(adjustments: readonly Adjustment[]): Fraction {
  return adjustments.find((entry) => entry.kind === 'RENORMALISATION')?.factor ?? ONE;
}

/**
 * Whether something that carries points is not known yet, however little.
 * Rounding may hide it from the total, never from the class.
 */
export function isOpen(card: EvaluatedCard): boolean {
  for (const { line } of leaves(card)) {
    if (line.applicableMax === null || line.applicableMax.n === 0n) continue;
    if (line.outcome?.kind === 'FAILED') return true;
    if (line.open.some((entry) => !entry.charged && entry.share.n > 0n)) return true;
  }
  return false;
}
