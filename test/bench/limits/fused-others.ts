import type { assignmentFact } from '../../../rules/facts/assignment.ts';
import { CLEAR_ELEMENTS } from '../../../rules/facts/assignment.ts';
import type { directingActFact } from '../../../rules/facts/directing-act.ts';
import type { indexResultFact } from '../../../rules/facts/index-result.ts';
import type { obstacleFact } from '../../../rules/facts/obstacle.ts';
import type { reportFact } from '../../../rules/facts/report.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Finding, Open, Outcome } from '../../../rules/kit/outcome.ts';
import type { Period } from '../../../rules/kit/period.ts';
import { cutOffPassed } from '../../../rules/kit/period.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import type { Message } from '../../../rules/kit/text.ts';
import { NOTHING, WHOLE, dayText, decimalOf, minus, ratio, small } from './exact.ts';
import { nothing } from './fused-tasks.ts';

function cited(fact: string, rows: readonly number[]): Finding['evidence'] {
  return rows.map((row) => ({ fact, row }));
}

function wholeOpen(kind: Open['kind'], what: Message, owedBy: string | null, since: Day | null): Outcome {
  return {
    kind: 'SCORED',
    share: NOTHING,
    arithmetic: what,
    findings: [],
    open: [{ share: WHOLE, kind, what, owedBy, since }],
  };
}

/** Timeliness of reports, without grace. */
export function fusedReports(reports: readonly FactRow<typeof reportFact>[], subject: Subject): Outcome {
  const findings: Finding[] = [];
  const onTime: number[] = [];
  const waiting: number[] = [];
  const lapsed: number[] = [];
  for (let row = 0; row < reports.length; row++) {
    const { state } = reports[row]!;
    (state === 'ON_TIME' ? onTime : state === 'NOT_YET_DUE' ? waiting : lapsed).push(row);
  }
  const due = onTime.length + lapsed.length;
  if (due === 0 && waiting.length === 0) return nothing('nothingDue');
  const loss = due === 0 ? NOTHING : ratio(1, due);
  for (const row of lapsed) {
    const report = reports[row]!;
    findings.push({
      message: report.state === 'LATE' ? 'late' : report.state === 'EMPTY' ? 'empty' : 'missing',
      data: {
        title: report.title,
        unit: report.unit ?? subject.unit,
        due: dayText(report.dueOn),
        days: report.workingDaysLate,
      },
      evidence: [{ fact: 'report', row }],
      loss,
    });
  }
  if (onTime.length > 0)
    findings.push({ message: 'onTime', data: { reports: onTime.length }, evidence: cited('report', onTime) });
  if (waiting.length > 0)
    findings.push({
      message: 'notYetDue',
      data: { reports: waiting.length },
      evidence: cited('report', waiting),
    });
  if (due > 0) {
    const arithmetic = { message: 'share', data: { onTime: onTime.length, due } };
    return { kind: 'SCORED', share: ratio(onTime.length, due), arithmetic, findings, open: [] };
  }
  const next = Math.min(...waiting.map((row) => reports[row]!.dueOn));
  const what = { message: 'waiting', data: { due: dayText(next) } };
  return { ...wholeOpen('PENDING', what, subject.unit, next + 1), findings };
}

const REQUIRED = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;

/** Directing in person: every kind counts. */
export function fusedDirecting(
  acts: readonly FactRow<typeof directingActFact>[],
  subject: Subject,
  period: Period,
  asOf: Day,
): Outcome {
  if (subject.kind === 'UNIT') return nothing('unitSubject');
  const isRunning = !cutOffPassed(period, asOf);
  if (acts.length === 0) {
    if (isRunning) return wholeOpen('PENDING', { message: 'nothingYet', data: {} }, subject.unit, period.to);
    const what = { message: 'nothingRecorded', data: { unit: subject.unit } };
    return wholeOpen('MISSING_DATA', what, subject.unit, period.to);
  }
  const findings: Finding[] = [];
  const counted: number[] = [];
  for (let row = 0; row < acts.length; row++) {
    const act = acts[row]!;
    if (act.inPerson) counted.push(row);
    else {
      findings.push({
        message: 'delegated',
        data: { code: act.code, on: dayText(act.on) },
        evidence: [{ fact: 'directing-act', row }],
      });
    }
  }
  const inPerson = counted.length;
  const required = REQUIRED[period.kind];
  const share = inPerson >= required ? WHOLE : ratio(inPerson, required);
  const evidence = cited('directing-act', counted);
  if (inPerson > 0) findings.push({ message: 'inPerson', data: { acts: inPerson }, evidence });
  const arithmetic = { message: 'share', data: { inPerson, required } };
  const open: Open[] = [];
  if (inPerson < required) {
    const loss = ratio(required - inPerson, required);
    const data = { acts: required - inPerson };
    if (isRunning) {
      const what = { message: 'stillOpen', data };
      findings.push({ ...what, evidence });
      open.push({ share: loss, kind: 'PENDING', what, owedBy: subject.unit, since: period.to });
    } else findings.push({ message: 'short', data, evidence, loss });
  }
  return { kind: 'SCORED', share, arithmetic, findings, open };
}

const FOUR_CLEAR = ['PERSON', 'WORK', 'TIME', 'PRODUCT'] as const;
const [FOUR_FROM, SIX_FROM] = [dayOf(2024, 1, 1), dayOf(2025, 1, 1)];

/** Clear assignments, by the standard of the assignment day. */
export function fusedAssignments(
  assignments: readonly FactRow<typeof assignmentFact>[],
  subject: Subject,
): Outcome {
  const findings: Finding[] = [];
  const clear: number[] = [];
  const unclear: number[] = [];
  const unrecorded: number[] = [];
  for (let row = 0; row < assignments.length; row++) {
    const { code, assignedOn, recordKept, stated } = assignments[row]!;
    if (assignedOn < FOUR_FROM) {
      const data = { code, on: dayText(assignedOn) };
      findings.push({ message: 'noStandard', data, evidence: [{ fact: 'assignment', row }] });
    } else if (recordKept === 'NOT_RECORDED') unrecorded.push(row);
    else if (elementsOn(assignedOn).every((element) => stated.includes(element))) clear.push(row);
    else unclear.push(row);
  }
  const assessed = clear.length + unclear.length + unrecorded.length;
  if (assessed === 0) return nothing('nothingAssigned', findings);
  const each = ratio(1, assessed);
  for (const row of unclear) {
    const { code, assignedOn, stated } = assignments[row]!;
    const elements = elementsOn(assignedOn);
    const missing = elements.filter((element) => !stated.includes(element));
    const evidence = [{ fact: 'assignment', row }];
    const data = { code, on: dayText(assignedOn), missing: missing.length, required: elements.length };
    findings.push({ message: 'unclear', data, evidence, loss: each });
    for (const element of missing)
      findings.push({ message: element.toLowerCase(), data: { code }, evidence });
  }
  const open = unrecorded.map((row): Open => {
    const { code, unit, assignedOn } = assignments[row]!;
    const what = { message: 'notRecorded', data: { code, on: dayText(assignedOn) } };
    findings.push({ ...what, evidence: [{ fact: 'assignment', row }] });
    return { share: each, kind: 'MISSING_DATA', what, owedBy: unit ?? subject.unit, since: assignedOn };
  });
  if (clear.length > 0)
    findings.push({
      message: 'clear',
      data: { assignments: clear.length },
      evidence: cited('assignment', clear),
    });
  const arithmetic = { message: 'share', data: { clear: clear.length, assessed } };
  return { kind: 'SCORED', share: ratio(clear.length, assessed), arithmetic, findings, open };
}

function elementsOn(day: Day): readonly (typeof CLEAR_ELEMENTS)[number][] {
  return day >= SIX_FROM ? CLEAR_ELEMENTS : FOUR_CLEAR;
}

/** Obstacles that the unit owes to clear. */
export function fusedObstacles(obstacles: readonly FactRow<typeof obstacleFact>[]): Outcome {
  const findings: Finding[] = [];
  const inTime: number[] = [];
  const lapsed: number[] = [];
  for (let row = 0; row < obstacles.length; row++) {
    const { state, code, blockedUnit, task } = obstacles[row]!;
    if (state === 'CLEARED_IN_TIME') inTime.push(row);
    else if (state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE') lapsed.push(row);
    else if (state === 'NO_DUE_DATE') {
      const data = { code, unit: blockedUnit ?? '–', task: task ?? '–' };
      findings.push({ message: 'unassessable', data, evidence: [{ fact: 'obstacle', row }] });
    }
  }
  const due = inTime.length + lapsed.length;
  if (due === 0) return nothing('nothingDue', findings);
  for (const row of lapsed) {
    const { code, state, dueOn, workingDaysLate: days, blockedUnit, task } = obstacles[row]!;
    const when = dueOn === null ? '–' : dayText(dueOn);
    findings.push({
      message: state === 'CLEARED_LATE' ? 'late' : 'overdue',
      data: { code, due: when, days, unit: blockedUnit ?? '–', task: task ?? '–' },
      evidence: [{ fact: 'obstacle', row }],
      loss: ratio(1, due),
    });
  }
  if (inTime.length > 0)
    findings.push({
      message: 'inTime',
      data: { obstacles: inTime.length },
      evidence: cited('obstacle', inTime),
    });
  const arithmetic = { message: 'share', data: { inTime: inTime.length, due } };
  return { kind: 'SCORED', share: ratio(inTime.length, due), arithmetic, findings, open: [] };
}

const INDEX = 'PAR-INDEX';

/** The total of the default index, by its percentage of the points that applied. */
export function fusedIndex(
  results: readonly FactRow<typeof indexResultFact>[],
  period: Period,
  asOf: Day,
): Outcome {
  let found = -1;
  for (let row = 0; row < results.length; row++) {
    const { index, component, year, code } = results[row]!;
    if (index !== INDEX || component !== null) continue;
    const best = results[found];
    if (!best || year > best.year || (year === best.year && code < best.code)) found = row;
  }
  const result = results[found];
  if (!result) {
    const isEarly = asOf < period.cutOff;
    const what = { message: isEarly ? 'notPublishedYet' : 'notPublished', data: { index: INDEX } };
    return wholeOpen(isEarly ? 'PENDING' : 'MISSING_DATA', what, null, null);
  }
  const { points, maxPoints, year } = result;
  const evidence = [{ fact: 'index-result', row: found }];
  if (points === null || maxPoints === null) {
    const what = { message: 'incomplete', data: { index: INDEX, year } };
    return {
      ...wholeOpen('MISSING_DATA', what, null, null),
      findings: [{ ...what, evidence }],
    };
  }
  if (maxPoints <= 0n) {
    const reason = { message: 'noMaximum', data: { index: INDEX, year } };
    return { kind: 'NOT_APPLICABLE', reason, findings: [{ ...reason, evidence }] };
  }
  const [got, most] = [small(points), small(maxPoints)];
  const share = got >= most ? WHOLE : ratio(got, most);
  const data = { index: INDEX, year, points: decimalOf(got), maximum: decimalOf(most) };
  const arithmetic = { message: 'percent', data };
  const loss = minus(WHOLE, share);
  const findings: Finding[] = [{ ...arithmetic, evidence, ...(loss.n > 0n && { loss }) }];
  if (got > most) findings.push({ message: 'aboveMaximum', data, evidence });
  return { kind: 'SCORED', share, arithmetic, findings, open: [] };
}
