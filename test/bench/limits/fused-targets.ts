import type { targetFact } from '../../../rules/facts/target.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { exactText } from '../../../rules/kit/fraction.ts';
import type { Finding, Open, Outcome } from '../../../rules/kit/outcome.ts';
import type { Period } from '../../../rules/kit/period.ts';
import { cutOffPassed } from '../../../rules/kit/period.ts';
import {
  NOTHING,
  WHOLE,
  dayText,
  decimalOf,
  minus,
  over,
  plus,
  ratio,
  readable,
  small,
  times,
} from './exact.ts';
import { nothing } from './fused-tasks.ts';

type Target = FactRow<typeof targetFact>;

/** 10^4, the scale of figures, times 100 percent. */
const PERCENT = 1_000_000;

/** Attainment of targets in proportion, every target weighing the same, without a floor. */
export function fusedTargets(targets: readonly Target[], period: Period, asOf: Day): Outcome {
  const isRunning = !cutOffPassed(period, asOf);
  const findings: Finding[] = [];
  const countedRows: number[] = [];
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row]!;
    const message = leftOut(target);
    if (message === null) countedRows.push(row);
    else findings.push({ message, data: { title: target.title }, evidence: [{ fact: 'target', row }] });
  }
  const counted = countedRows.length;
  if (counted === 0) return nothing('nothingAssessable', findings);
  const part = ratio(1, counted);
  const open: Open[] = [];
  let unread = 0;
  let reached = 0;
  let rest = NOTHING;
  for (const row of countedRows) {
    const target = targets[row]!;
    const evidence = [{ fact: 'target', row }];
    const attained = attainmentOf(target);
    if (attained === null) {
      unread++;
      for (const owed of owedFor(target, part)) {
        findings.push({ ...owed.what, evidence });
        open.push(owed);
      }
      continue;
    }
    if (attained === WHOLE) {
      reached++;
      findings.push({ ...sentence(target, attained), evidence });
      continue;
    }
    rest = plus(rest, attained);
    const loss = times(part, minus(WHOLE, attained));
    if (isRunning && target.targetKind === 'REACH_BY' && target.by !== null && asOf <= target.by) {
      const what = { message: 'inProgress', data: progressOf(target, target.by) };
      findings.push({ ...what, evidence });
      open.push({ share: loss, kind: 'PENDING', what, owedBy: target.reportedBy, since: target.by + 1 });
    } else findings.push({ ...sentence(target, attained), evidence, loss });
  }
  const earned = plus({ n: BigInt(reached), d: 1n }, rest);
  const data = { earned: exactText(earned), weight: String(counted), targets: counted, open: unread };
  const share = over(earned, { n: BigInt(counted), d: 1n });
  return { kind: 'SCORED', share, arithmetic: { message: 'share', data }, findings, open };
}

function goalOf(target: Target): bigint | null {
  return target.direction === 'HIGHER_IS_BETTER'
    ? (target.minimum ?? target.maximum)
    : (target.maximum ?? target.minimum);
}

function leftOut(target: Target): string | null {
  const state = target.readingState;
  if (state === 'NOT_YET') return null;
  if (state === 'SHOWN_ONLY') return 'shownOnly';
  if (goalOf(target) === null) return 'noBound';
  if (state === 'MISSING' || target.missingFrom.length > 0) return null;
  const isZero = state === 'ZERO_DENOMINATOR' || (target.kind === 'RATIO' && target.denominator === 0n);
  return isZero ? 'zeroDenominator' : null;
}

function isHeld(target: Target): boolean {
  return target.targetKind !== 'REACH_BY' && target.readingsHeld > 0;
}

/** How far a target has come, 0…1; the constant for the whole where it is reached, null where nobody knows. */
function attainmentOf(target: Target): Fraction | null {
  if (target.readingState === 'NOT_YET' || target.readingState === 'MISSING' || target.missingFrom.length > 0)
    return null;
  if (isHeld(target)) return ratio(target.readingsMet, target.readingsHeld);
  if (target.numerator === null) return null;
  const isRatio = target.kind === 'RATIO';
  if (isRatio && target.denominator === null) return null;
  const goal = small(goalOf(target)!);
  const numerator = small(target.numerator);
  // value : goal as two machine integers.
  const value = isRatio ? product(numerator, PERCENT) : numerator;
  const wanted = isRatio ? product(small(target.denominator!), goal) : goal;
  const higher = target.direction === 'HIGHER_IS_BETTER';
  if (higher ? value >= wanted : value <= wanted) return WHOLE;
  if (goal === 0) return NOTHING;
  return higher ? ratio(value, wanted) : ratio(wanted, value);
}

function product(a: number, b: number): number {
  const result = a * b;
  if (!Number.isSafeInteger(result)) throw new RangeError('a figure is beyond what this limit counts in');
  return result;
}

function signOf({ kind }: Target): string {
  return kind === 'RATIO' || kind === 'PERCENTAGE' ? '%' : '';
}

function goalText(target: Target): string {
  const bound = target.direction === 'HIGHER_IS_BETTER' ? '≥' : '≤';
  return `${bound} ${decimalOf(small(goalOf(target)!))}${signOf(target)}`;
}

function progressOf(target: Target, by: Day) {
  return { title: target.title, value: valueText(target), goal: goalText(target), by: dayText(by) };
}

function sentence(target: Target, attained: Fraction) {
  const percent = attained === WHOLE ? '100' : readable(Number(attained.n), Number(attained.d), 100);
  const data = {
    title: target.title,
    value: valueText(target),
    goal: goalText(target),
    attainment: percent,
    share: percent,
    met: target.readingsMet,
    looked: target.readingsHeld,
  };
  return { message: isHeld(target) ? 'held' : attained === WHOLE ? 'reached' : 'short', data };
}

function valueText(target: Target): string {
  if (target.numerator === null) return '–';
  const numerator = small(target.numerator);
  if (target.kind !== 'RATIO') return decimalOf(numerator) + signOf(target);
  if (target.denominator === null) return '–';
  const denominator = small(target.denominator);
  return `${readable(numerator, denominator, 100)}% (${decimalOf(numerator)}/${decimalOf(denominator)})`;
}

function owedFor(target: Target, part: Fraction): readonly Open[] {
  const { title, missingFrom, reportedBy, owedSince: since } = target;
  if (target.readingState === 'NOT_YET') {
    const what = { message: 'notYet', data: { title } };
    return [{ share: part, kind: 'PENDING', what, owedBy: reportedBy, since }];
  }
  if (missingFrom.length === 0) {
    const data = { title, unit: reportedBy, since: since === null ? '–' : dayText(since) };
    const what = { message: 'missing', data };
    return [{ share: part, kind: 'MISSING_DATA', what, owedBy: reportedBy, since }];
  }
  const each = over(part, { n: BigInt(missingFrom.length), d: 1n });
  return missingFrom.map((unit) => {
    const what = { message: 'missingPart', data: { title, unit } };
    return { share: each, kind: 'MISSING_DATA', what, owedBy: unit, since };
  });
}
