import type { assignmentFact } from '../../rules/facts/assignment.ts';
import type { indexResultFact } from '../../rules/facts/index-result.ts';
import type { obstacleFact } from '../../rules/facts/obstacle.ts';
import type { readingFact } from '../../rules/facts/reading.ts';
import type { reportFact } from '../../rules/facts/report.ts';
import type { Day } from '../../rules/kit/day.ts';
import { addMonths, civilOf, formatDay } from '../../rules/kit/day.ts';
import type { FactRow } from '../../rules/kit/fact.ts';
import { indexResultEntity } from '../../server/modules/index-result/index-result.entity.ts';
import { metricEntity, readingEntity } from '../../server/modules/metric/metric.entity.ts';
import { obstacleEntity } from '../../server/modules/obstacle/obstacle.entity.ts';
import { reportDutyEntity, submissionEntity } from '../../server/modules/report/report.entity.ts';
import { taskEntity } from '../../server/modules/task/task.entity.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';
import type { View } from './view.ts';
import { workingDaysAfter } from './view.ts';

/** What attribution reads of a row about a unit that has no term and no field. */
function ofUnit(code: string, unit: string, decidedOn: Day | null) {
  return { code, unit, leader: null, field: null, termFrom: null, decidedOn };
}

export function assignmentFacts(view: View): FactRow<typeof assignmentFact>[] {
  const { period, asOf } = view;
  return view.rows(taskEntity).flatMap((task) => {
    const on = task.assignedOn;
    if (task.assignedBy === null || on < period.from || on >= period.to || on > asOf) return [];
    return [
      {
        ...ofUnit(task.code, task.assignedBy, on),
        title: task.title.vi,
        leadUnit: task.leadUnit,
        assignedOn: on,
        stated: task.clear,
        recordKept: task.clearRecorded ? ('RECORDED' as const) : ('NOT_RECORDED' as const),
      },
    ];
  });
}

export function obstacleFacts(view: View): FactRow<typeof obstacleFact>[] {
  const { period, asOf, lastDayOver, calendar } = view;
  return view.rows(obstacleEntity).flatMap((obstacle) => {
    if (obstacle.raisedOn > asOf || obstacle.raisedOn >= period.to) return [];
    const cleared = obstacle.clearedOn !== null && obstacle.clearedOn <= asOf ? obstacle.clearedOn : null;
    const due = obstacle.dueDay;
    let state: FactRow<typeof obstacleFact>['state'] = 'OPEN_IN_TERM';
    let decidedOn: Day | null = null;
    if (due === null) state = 'NO_DUE_DATE';
    else if (cleared !== null) {
      state = cleared <= due ? 'CLEARED_IN_TIME' : 'CLEARED_LATE';
      decidedOn = Math.min(cleared, due);
    } else if (due <= lastDayOver) {
      state = 'OPEN_OVERDUE';
      decidedOn = due;
    }
    // What is decided after the period is another period's; what was cleared before it is no concern of it any more.
    if (cleared !== null && cleared < period.from) return [];
    if (decidedOn !== null && (decidedOn >= period.to || decidedOn < period.from)) return [];
    const isLate = state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE';
    return [
      {
        ...ofUnit(obstacle.code, obstacle.owedBy, decidedOn),
        termFrom: obstacle.raisedOn,
        title: obstacle.title.vi,
        kind: obstacle.kind,
        task: obstacle.task,
        blockedUnit: obstacle.blockedUnit,
        raisedOn: obstacle.raisedOn,
        dueOn: due,
        clearedOn: cleared,
        state,
        workingDaysLate: isLate ? workingDaysAfter(calendar, due!, cleared ?? asOf) : 0,
      },
    ];
  });
}

export function reportFacts(view: View): FactRow<typeof reportFact>[] {
  const { period, asOf, lastDayOver, calendar } = view;
  return view.rows(reportDutyEntity).flatMap((duty) => {
    const rows: FactRow<typeof reportFact>[] = [];
    for (let dueOn = period.from; dueOn < period.to; dueOn++) {
      if (!fallsDue(duty, dueOn)) continue;
      const arrived = view
        .rows(submissionEntity)
        .filter((entry) => entry.duty === duty.code && entry.dueOn === dueOn && entry.submittedOn <= asOf)
        .toSorted((a, b) => a.submittedOn - b.submittedOn || a.number - b.number);
      const full = arrived.find(({ empty }) => !empty);
      const state = full
        ? full.submittedOn <= dueOn
          ? 'ON_TIME'
          : 'LATE'
        : dueOn > lastDayOver
          ? 'NOT_YET_DUE'
          : arrived.length > 0
            ? 'EMPTY'
            : 'MISSING';
      const isLate = state === 'LATE' || state === 'EMPTY' || state === 'MISSING';
      rows.push({
        ...ofUnit(`${duty.code}/${formatDay(dueOn)}`, duty.unit, dueOn),
        field: duty.field,
        duty: duty.code,
        title: duty.title.vi,
        recipient: duty.recipient,
        dueOn,
        submittedOn: (full ?? arrived[0])?.submittedOn ?? null,
        state,
        workingDaysLate: isLate ? workingDaysAfter(calendar, dueOn, full?.submittedOn ?? asOf) : 0,
      });
    }
    return rows;
  });
}

function fallsDue(duty: EntityRow<typeof reportDutyEntity>, day: Day): boolean {
  const { frequency, firstDueOn, lastDueOn, everyDays } = duty;
  if (day < firstDueOn || (lastDueOn !== null && day > lastDueOn)) return false;
  if (frequency === 'ONCE') return day === firstDueOn;
  if (frequency === 'EVERY_DAYS') return (day - firstDueOn) % (everyDays ?? 1) === 0;
  const [a, b] = [civilOf(firstDueOn), civilOf(day)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return months % (frequency === 'MONTHLY' ? 1 : 3) === 0 && addMonths(firstDueOn, months) === day;
}

export function readingFacts(view: View): FactRow<typeof readingFact>[] {
  const { period } = view;
  return view.rows(readingEntity).flatMap((reading) => {
    if (reading.coversTo < period.from || reading.coversTo >= period.to) return [];
    if (!view.isEntered(reading.knownOn)) return [];
    const metric = view.rows(metricEntity).find(({ code }) => code === reading.metric)!;
    if (metric.source !== null && metric.source !== reading.source) return [];
    return [
      {
        ...ofUnit(reading.code, reading.unit, reading.coversTo),
        field: metric.field,
        metric: metric.code,
        title: metric.title.vi,
        kind: reading.kind,
        source: reading.source,
        coversFrom: reading.coversFrom,
        coversTo: reading.coversTo,
        numerator: reading.numerator,
        denominator: reading.denominator,
        publishedPoints: reading.publishedPoints,
        publishedPercent: reading.publishedPercent,
        measuredAt: reading.measuredAt,
        tags: reading.tags,
        reportedBy: metric.reportedBy,
      },
    ];
  });
}

/** The latest result of the period’s year or of the two before, and the rank of the year before it. */
export function indexResultFacts(view: View): FactRow<typeof indexResultFact>[] {
  const { period, asOf } = view;
  const { year } = civilOf(period.to - 1);
  const known = view
    .rows(indexResultEntity)
    .filter((row) => row.publishedOn === null || row.publishedOn <= asOf);
  const same = (a: (typeof known)[number], b: (typeof known)[number]) =>
    a.index === b.index && a.unit === b.unit && a.component === b.component;
  const recent = known.filter((row) => row.year <= year && row.year >= year - 2);
  const firsts = recent.filter((row) => recent.find((other) => same(row, other)) === row);
  return firsts.map((first) => {
    const row = recent.filter((other) => same(first, other)).toSorted((a, b) => b.year - a.year)[0]!;
    const before = known.find((other) => same(row, other) && other.year === row.year - 1);
    const published =
      row.rank === null || row.publishedChange === null ? null : row.rank + Number(row.publishedChange);
    return {
      ...ofUnit(row.code, row.unit, Math.min(period.to - 1, asOf)),
      index: row.index,
      year: row.year,
      component: row.component === 'total' ? null : row.component,
      points: row.points,
      maxPoints: row.maxPoints,
      rank: row.rank,
      rankOf: row.rankOf,
      previousRank: before?.rank ?? published,
    };
  });
}
