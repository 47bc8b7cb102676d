import type { taskFact } from '../../../rules/facts/task.ts';
import type { FactRow } from '../../../rules/kit/fact.ts';
import type { Finding, Open, Outcome } from '../../../rules/kit/outcome.ts';
import type { Message } from '../../../rules/kit/text.ts';
import { NOTHING, WHOLE, dayText, decimalOf, ratio } from './exact.ts';

type Task = FactRow<typeof taskFact>;

/** Outcomes of the five criteria that read tasks. */
export interface TaskOutcomes {
  readonly onTime: Outcome;
  readonly daysLate: Outcome;
  readonly carriedOver: Outcome;
  readonly quality: Outcome;
  readonly explanation: Outcome;
}

const CAP = 10;

/** The five criteria of the deadline plugin that read tasks, with its default configuration, in one pass over the rows. */
export function fusedTasks(tasks: readonly Task[]): TaskOutcomes {
  const onTimeSaid: Finding[] = [];
  const lateSaid: Finding[] = [];
  const carriedSaid: Finding[] = [];
  const qualitySaid: Finding[] = [];
  const explainSaid: Finding[] = [];
  const onTimeRows: number[] = [];
  const lateRows: number[] = [];
  const unknownRows: number[] = [];
  const countedRows: number[] = [];
  const countedDays: number[] = [];
  const deductedRows: number[] = [];
  const failedRows: number[] = [];
  const failures: number[] = [];
  const explainedRows: number[] = [];
  const unexplainedRows: number[] = [];
  let excusedOnTime = 0;
  let due = 0;
  let carried = 0;
  let carriedOpen = 0;
  let reviewed = 0;

  for (let row = 0; row < tasks.length; row++) {
    const task = tasks[row]!;
    const { timeliness, code, workingDaysLate: days } = task;
    const isLate = timeliness === 'DONE_LATE' || timeliness === 'OPEN_OVERDUE';
    const evidence = [{ fact: 'task', row }];
    if (isLate) (task.explained || task.lateExcused ? explainedRows : unexplainedRows).push(row);
    else if (timeliness === 'PROGRESS_UNKNOWN') explainSaid.push({ ...gapOf(task).what, evidence });

    if (task.carriedOver) {
      if (timeliness === 'WITHDRAWN' || timeliness === 'AWAITING_ACCEPTANCE') {
        const message = timeliness === 'WITHDRAWN' ? 'withdrawn' : 'awaiting';
        carriedSaid.push({ message, data: { code }, evidence });
      } else if (timeliness === 'PROGRESS_UNKNOWN') carriedSaid.push({ ...gapOf(task).what, evidence });
      else if (timeliness === 'DONE_ON_TIME') {
        carried++;
        carriedSaid.push({ message: 'settledOnTime', data: { code }, evidence });
      } else if (isLate) {
        carried++;
        if (task.lateExcused) carriedSaid.push({ message: 'excused', data: { code }, evidence });
        else {
          if (timeliness === 'OPEN_OVERDUE') carriedOpen++;
          deductedRows.push(row);
        }
      }
      continue;
    }

    switch (timeliness) {
      case 'DONE_ON_TIME':
        onTimeRows.push(row);
        due++;
        break;
      case 'DONE_LATE':
      case 'OPEN_OVERDUE':
        due++;
        if (task.lateExcused) {
          excusedOnTime++;
          onTimeSaid.push({ message: 'excused', data: { code, days }, evidence });
          lateSaid.push({ message: 'excused', data: { code, days }, evidence });
        } else {
          lateRows.push(row);
          if (days <= 0) lateSaid.push({ message: 'withinGrace', data: { code, days, grace: 0 }, evidence });
          else {
            countedRows.push(row);
            countedDays.push(days < CAP ? days : CAP);
          }
        }
        break;
      case 'PROGRESS_UNKNOWN':
        due++;
        unknownRows.push(row);
        lateSaid.push({ ...gapOf(task).what, evidence });
        qualitySaid.push({ ...gapOf(task).what, evidence });
        continue;
      case 'AWAITING_ACCEPTANCE':
        onTimeSaid.push({ message: 'awaiting', data: { code }, evidence });
        break;
      case 'DONE_WITHOUT_DUE_DATE':
      case 'OPEN_WITHOUT_DUE_DATE':
        onTimeSaid.push({ message: 'unassessable', data: { code }, evidence });
        break;
      case 'WITHDRAWN':
        continue;
      case 'OPEN_IN_TERM':
        break;
      default:
        timeliness satisfies never;
    }

    const done =
      timeliness === 'DONE_ON_TIME' || timeliness === 'DONE_LATE' || timeliness === 'DONE_WITHOUT_DUE_DATE';
    const failed = task.failedReviews;
    if (!done && failed === 0) continue;
    if (!done && timeliness !== 'OPEN_OVERDUE') {
      qualitySaid.push({ message: 'undecided', data: { code, failures: failed }, evidence });
      continue;
    }
    reviewed++;
    const excused = Math.min(task.excusedReviews, failed);
    if (excused > 0) qualitySaid.push({ message: 'excused', data: { code, excused }, evidence });
    if (failed > excused) {
      failedRows.push(row);
      failures.push(failed - excused);
    }
  }

  return {
    onTime: onTimeOutcome(),
    daysLate: daysLateOutcome(),
    carriedOver: carriedOutcome(),
    quality: qualityOutcome(),
    explanation: explanationOutcome(),
  };

  function onTimeOutcome(): Outcome {
    const onTime = onTimeRows.length + excusedOnTime;
    if (due === 0) return nothing('nothingDue', onTimeSaid);
    const loss = ratio(1, due);
    const open: Open[] = [];
    for (const row of unknownRows) {
      const gap = gapOf(tasks[row]!);
      onTimeSaid.push({ ...gap.what, evidence: [{ fact: 'task', row }] });
      open.push({ share: loss, kind: 'MISSING_DATA', ...gap });
    }
    for (const row of lateRows) {
      const task = tasks[row]!;
      const evidence = [{ fact: 'task', row }];
      const data = { code: task.code, due: dayText(task.dueOn!), days: task.workingDaysLate };
      onTimeSaid.push({ message: lateWord(task), data, evidence, loss });
      if (task.ignoredExtensions > 0)
        onTimeSaid.push({ message: 'ignoredExtension', data: { code: task.code }, evidence });
    }
    if (onTimeRows.length > 0)
      onTimeSaid.push({
        message: 'onTime',
        data: { tasks: onTimeRows.length },
        evidence: rowsOf(onTimeRows),
      });
    const arithmetic = { message: 'share', data: { onTime, due } };
    return { kind: 'SCORED', share: ratio(onTime, due), arithmetic, findings: onTimeSaid, open };
  }

  function daysLateOutcome(): Outcome {
    if (due === 0) return nothing('nothingDue', lateSaid);
    // With at most ten days at a tenth each, no task costs more than its own part: nothing is ever exhausted.
    const each = ratio(1, due);
    const open: Open[] = [];
    for (const row of unknownRows) open.push({ share: each, kind: 'MISSING_DATA', ...gapOf(tasks[row]!) });
    let total = 0;
    for (let index = 0; index < countedRows.length; index++) {
      const row = countedRows[index]!;
      const task = tasks[row]!;
      const counted = countedDays[index]!;
      total += counted;
      lateSaid.push({
        message: lateWord(task),
        data: { code: task.code, due: dueText(task), days: task.workingDaysLate, counted },
        evidence: [{ fact: 'task', row }],
        loss: ratio(counted, CAP * due),
      });
    }
    const share = ratio(CAP * (due - unknownRows.length) - total, CAP * due);
    const arithmetic: Message =
      countedRows.length === 0
        ? { message: 'nothingLate', data: { due } }
        : { message: 'share', data: { late: countedRows.length, days: total, deduction: '0.1', due } };
    return { kind: 'SCORED', share, arithmetic, findings: lateSaid, open };
  }

  function carriedOutcome(): Outcome {
    if (carried === 0) return nothing('nothingCarriedOver', carriedSaid);
    const closed = deductedRows.length - carriedOpen;
    const tenths = 2 * carriedOpen + closed;
    const scale = tenths > 10 ? tenths : 10;
    for (const row of deductedRows) {
      const task = tasks[row]!;
      const isOpen = task.timeliness === 'OPEN_OVERDUE';
      carriedSaid.push({
        message: isOpen ? 'open' : 'closed',
        data: { code: task.code, due: dueText(task), days: task.workingDaysLate, weight: '1' },
        evidence: [{ fact: 'task', row }],
        loss: ratio(isOpen ? 2 : 1, scale),
      });
    }
    const total = decimalOf(tenths * 1000);
    if (tenths > 10)
      carriedSaid.push({ message: 'exhausted', data: { total }, evidence: rowsOf(deductedRows) });
    return {
      kind: 'SCORED',
      share: tenths > 10 ? NOTHING : ratio(10 - tenths, 10),
      arithmetic: { message: 'share', data: { tasks: carried, open: carriedOpen, closed, total } },
      findings: carriedSaid,
      open: [],
    };
  }

  function qualityOutcome(): Outcome {
    if (reviewed === 0) return nothing('nothingReviewed', qualitySaid);
    let quarters = 0;
    let total = 0;
    for (let index = 0; index < failedRows.length; index++) {
      const row = failedRows[index]!;
      const count = failures[index]!;
      const lost = Math.min(4, count);
      quarters += lost;
      total += count;
      qualitySaid.push({
        message: 'failed',
        data: { code: tasks[row]!.code, failures: count },
        evidence: [{ fact: 'task', row }],
        loss: ratio(lost, 4 * reviewed),
      });
    }
    return {
      kind: 'SCORED',
      share: ratio(4 * reviewed - quarters, 4 * reviewed),
      arithmetic: { message: 'share', data: { failures: total, deduction: '0.25', tasks: reviewed } },
      findings: qualitySaid,
      open: [],
    };
  }

  function explanationOutcome(): Outcome {
    const late = explainedRows.length + unexplainedRows.length;
    if (late === 0) return nothing('nothingLate', explainSaid);
    const loss = ratio(1, late);
    for (const row of unexplainedRows) {
      const task = tasks[row]!;
      const data = { code: task.code, due: dueText(task), days: task.workingDaysLate };
      explainSaid.push({ message: 'unexplained', data, evidence: [{ fact: 'task', row }], loss });
    }
    const explained = explainedRows.length;
    if (explained > 0)
      explainSaid.push({ message: 'explained', data: { tasks: explained }, evidence: rowsOf(explainedRows) });
    return {
      kind: 'SCORED',
      share: explained === late ? WHOLE : ratio(explained, late),
      arithmetic: { message: 'share', data: { explained, late } },
      findings: explainSaid,
      open: [],
    };
  }
}

function lateWord(task: Task): 'late' | 'overdue' {
  return task.timeliness === 'DONE_LATE' ? 'late' : 'overdue';
}

function dueText(task: Task): string {
  return task.dueOn === null ? '–' : dayText(task.dueOn);
}

function gapOf(task: Task): Pick<Open, 'what' | 'owedBy' | 'since'> {
  const data = { code: task.code, due: dueText(task), unit: task.progressOwedBy ?? '–' };
  return {
    what: { message: 'progressUnknown', data },
    owedBy: task.progressOwedBy,
    since: task.dueOn === null ? null : task.dueOn + 1,
  };
}

function rowsOf(rows: readonly number[]): Finding['evidence'] {
  return rows.map((row) => ({ fact: 'task', row }));
}

/** The outcome of a criterion without an object. */
export function nothing(message: string, findings: readonly Finding[] = []): Outcome {
  return { kind: 'NOT_APPLICABLE', reason: { message, data: {} }, findings };
}
