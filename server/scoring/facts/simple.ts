import { absenceFact } from '../../../rules/facts/absence.ts';
import { assessmentFact } from '../../../rules/facts/assessment.ts';
import { assignmentFact } from '../../../rules/facts/assignment.ts';
import { decidedRatingFact } from '../../../rules/facts/card.ts';
import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { awardFact, initiativeFact } from '../../../rules/facts/emulation.ts';
import { gateFact } from '../../../rules/facts/gate.ts';
import { indexResultFact, subordinateIndexFact } from '../../../rules/facts/index-result.ts';
import { obstacleFact } from '../../../rules/facts/obstacle.ts';
import { readingFact } from '../../../rules/facts/reading.ts';
import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, civilOf } from '../../../rules/kit/day.ts';
import type { AttributedRow } from '../../../rules/kit/fact.ts';
import { awardNoun, initiativeNoun } from '../../modules/emulation/emulation.noun.ts';
import { assessmentNoun, decidedRatingNoun, gateFactNoun } from '../../modules/evaluation/evaluation.noun.ts';
import { indexResultNoun } from '../../modules/index-result/index-result.noun.ts';
import { absenceNoun } from '../../modules/leader/leader.noun.ts';
import { readingNoun } from '../../modules/metric/metric.noun.ts';
import { directingActNoun, obstacleNoun } from '../../modules/obstacle/obstacle.noun.ts';
import { taskNoun } from '../../modules/task/task.noun.ts';
import type { Noun } from '../../platform/noun.ts';
import type { Coded } from '../../platform/storage.ts';
import { decodeRow, selectColumns, versionTable } from '../../platform/storage.ts';
import type { FactScope, Reader } from './scope.ts';
import { among, dayOf, defineLoader, enteredInTime, visible } from './scope.ts';

type NounRecord<C extends Columns> = Coded<Row<C>>;

/** Rows of one noun visible at the scope’s position, in one statement; $3 units, $4 leaders, $5/$6 period, $7 day of truth, $8 its code. */
async function select<C extends Columns>(
  reader: Reader,
  scope: FactScope,
  noun: Noun<C>,
  where: string,
): Promise<NounRecord<C>[]> {
  const untyped = noun as unknown as Noun;
  // Each parameter is named once up front, so that every statement takes the same list whatever its condition uses.
  const sql = `
    with units as materialized ${among('$3')}, leaders as materialized ${among('$4')},
    span as (select ${dayOf('$5')} as "from", ${dayOf('$6')} as "to", ${dayOf('$7')} as as_of, $8::text as period)
    select ${selectColumns(untyped, 'v')} from ${versionTable(untyped)} v, span
    where ${visible('v')} and ${where} order by v.code collate "C"`;
  const raw = await reader.query(sql, [
    scope.authority,
    scope.position,
    JSON.stringify(scope.units),
    JSON.stringify(scope.leaders),
    scope.period.from,
    scope.period.to,
    scope.asOf,
    scope.period.code,
  ]);
  return raw.map((row) => decodeRow(noun, row));
}

const OF_UNIT_OR_LEADER =
  '(v.leader in (select * from leaders) or (v.leader is null and v.unit in (select * from units)))';

/** The columns that attribution reads, for a row about a unit or a person with no term. */
function about(
  row: { readonly code: string; readonly unit?: string | null; readonly leader?: string | null },
  decidedOn: Day,
): AttributedRow {
  return {
    code: row.code,
    unit: row.unit ?? null,
    leader: row.leader ?? null,
    field: null,
    termFrom: null,
    decidedOn,
  };
}

export const obstacleLoader = defineLoader({
  fact: obstacleFact,
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      obstacleNoun,
      'v.owed_by in (select * from units) and v.raised_on < span."to" and v.raised_on <= span.as_of',
    );
    return rows.flatMap((row) => {
      const cleared = row.clearedOn !== null && row.clearedOn <= asOf ? row.clearedOn : null;
      if (cleared !== null && cleared < period.from) return [];
      const due = row.dueDay;
      const state =
        due === null
          ? 'NO_DUE_DATE'
          : cleared !== null
            ? cleared <= due
              ? 'CLEARED_IN_TIME'
              : 'CLEARED_LATE'
            : due > scope.lastDayOver
              ? 'OPEN_IN_TERM'
              : 'OPEN_OVERDUE';
      const decidedOn =
        state === 'CLEARED_IN_TIME'
          ? cleared
          : state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE'
            ? due
            : null;
      // Its deciding day gives it to one period alone, also when it is still open in the next one.
      if (decidedOn !== null && (decidedOn < period.from || decidedOn >= period.to)) return [];
      const late = state === 'CLEARED_LATE' || state === 'OPEN_OVERDUE';
      return [
        {
          ...about({ code: row.code, unit: row.owedBy }, 0),
          decidedOn,
          termFrom: row.raisedOn,
          title: row.title.vi,
          kind: row.kind,
          task: row.task,
          blockedUnit: row.blockedUnit,
          raisedOn: row.raisedOn,
          dueOn: due,
          clearedOn: cleared,
          state,
          workingDaysLate: late ? calendar.workingDaysBetween(due!, cleared ?? asOf) : 0,
        } as const,
      ];
    });
  },
});

export const directingActLoader = defineLoader({
  fact: directingActFact,
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      directingActNoun,
      'v.leader in (select * from leaders) and v."on" >= span."from" and v."on" < span."to" and v."on" <= span.as_of',
    );
    return rows.map((row) => ({
      ...about(row, row.on),
      field: row.field,
      kind: row.kind,
      on: row.on,
      inPerson: row.inPerson,
      document: row.document,
    }));
  },
});

export const assignmentLoader = defineLoader({
  fact: assignmentFact,
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      taskNoun,
      'v.assigned_by in (select * from units) and v.assigned_on >= span."from" and v.assigned_on < span."to" and v.assigned_on <= span.as_of',
    );
    return rows.map((row) => ({
      ...about({ code: row.code, unit: row.assignedBy }, row.assignedOn),
      title: row.title.vi,
      leadUnit: row.leadUnit,
      assignedOn: row.assignedOn,
      stated: row.clear,
      recordKept: row.clearRecorded ? ('RECORDED' as const) : ('NOT_RECORDED' as const),
    }));
  },
});

export const readingLoader = defineLoader({
  fact: readingFact,
  async load(reader, scope) {
    const untyped = readingNoun as unknown as Noun;
    const sql = `
      with units as materialized ${among('$3')}
      select ${selectColumns(untyped, 'v')}, m.title_vi as metric_title, m.reported_by, m.field as metric_field
      from reading_version v join metric_version m on m.code = v.metric and ${visible('m')}
      where ${visible('v')} and v.unit in (select * from units)
        and v.covers_to >= ${dayOf('$4')} and v.covers_to < ${dayOf('$5')} and v.known_on <= ${dayOf('$6')}
        and (m.source is null or m.source = v.source)
      order by v.code collate "C"`;
    // A figure is known by the day of truth; after the cut-off, whenever it arrived.
    const knownBy = scope.asOf >= scope.period.cutOff ? FAR_FUTURE : scope.asOf;
    const raw = await reader.query(sql, [
      scope.authority,
      scope.position,
      JSON.stringify(scope.units),
      scope.period.from,
      scope.period.to,
      knownBy,
    ]);
    return raw.map((record) => {
      const row = decodeRow(readingNoun, record);
      return {
        ...about({ code: row.code, unit: row.unit }, row.coversTo),
        field: (record['metric_field'] as string | null) ?? null,
        metric: row.metric,
        title: record['metric_title'] as string,
        kind: row.kind,
        source: row.source,
        coversFrom: row.coversFrom,
        coversTo: row.coversTo,
        numerator: row.numerator,
        denominator: row.denominator,
        publishedPoints: row.publishedPoints,
        publishedPercent: row.publishedPercent,
        measuredAt: row.measuredAt,
        tags: row.tags,
        reportedBy: (record['reported_by'] as string | null) ?? null,
      };
    });
  },
});

const FAR_FUTURE = 2_000_000;

export const indexResultLoader = defineLoader({
  fact: indexResultFact,
  async load(reader, scope) {
    const lastDay = scope.period.to - 1;
    // A year more is read for the rank before the oldest result that still speaks.
    const oldest = civilOf(lastDay).year - 2;
    const rows = await select(
      reader,
      scope,
      indexResultNoun,
      `v.unit in (select * from units) and v.year <= ${civilOf(lastDay).year} and v.year >= ${oldest - 1}`,
    );
    const known = rows.filter((row) => row.publishedOn === null || row.publishedOn <= scope.asOf);
    const key = (row: (typeof known)[number]) => `${row.index}/${row.unit}/${row.component}`;
    const latest = new Map<string, (typeof known)[number]>();
    for (const row of known)
      if (row.year >= oldest && (latest.get(key(row))?.year ?? 0) < row.year) latest.set(key(row), row);
    return [...latest.values()].map((row) => {
      const before = known.find((other) => key(other) === key(row) && other.year === row.year - 1);
      return {
        ...about({ code: row.code, unit: row.unit }, lastDay < scope.asOf ? lastDay : scope.asOf),
        index: row.index,
        year: row.year,
        component: row.component === 'total' ? null : row.component,
        points: row.points,
        maxPoints: row.maxPoints,
        rank: row.rank,
        rankOf: row.rankOf,
        previousRank:
          before?.rank ??
          (row.rank !== null && row.publishedChange !== null ? row.rank + Number(row.publishedChange) : null),
      };
    });
  },
});

export const subordinateIndexLoader = defineLoader({
  fact: subordinateIndexFact,
  async load(reader, scope) {
    const { organisation, period, asOf } = scope;
    const parents = new Map(
      scope.units.flatMap((unit) =>
        organisation.childrenOf(unit, period.from, period.to).map((child) => [child.code, unit] as const),
      ),
    );
    const { year } = civilOf(period.to - 1);
    const below = { ...scope, units: [...parents.keys()] };
    const rows = await select(
      reader,
      below,
      indexResultNoun,
      `v.unit in (select * from units) and v.year = ${year}`,
    );
    return rows
      .filter((row) => row.publishedOn === null || row.publishedOn <= asOf)
      .map((row) => ({
        ...about({ code: row.code, unit: parents.get(row.unit)! }, lastDayOf(scope)),
        subordinate: row.unit,
        index: row.index,
        year: row.year,
        component: row.component,
        points: row.points,
      }));
  },
});

export const assessmentLoader = defineLoader({
  fact: assessmentFact,
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      assessmentNoun,
      `${OF_UNIT_OR_LEADER} and v.period = span.period`,
    );
    return rows
      .filter((row) => enteredInTime(scope, row.assessedOn))
      .map((row) => ({
        ...about(row, lastDayOf(scope)),
        criterion: row.criterion,
        value: row.value,
        maximum: row.maximum,
        assessedBy: row.assessedBy,
        assessedOn: row.assessedOn,
        document: row.document,
      }));
  },
});

export const gateLoader = defineLoader({
  fact: gateFact,
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      gateFactNoun,
      'v.leader in (select * from leaders) and v.decided_on <= span.as_of',
    );
    // What was lifted stays, with its day: the rules say that it does not count, and show it.
    return rows.map((row) => ({
      ...about({ code: row.code, leader: row.leader }, row.decidedOn),
      kind: row.kind,
      severity: row.severity,
      decidedBy: row.decidedBy,
      document: row.document,
      revokedOn: row.revokedOn !== null && row.revokedOn <= scope.asOf ? row.revokedOn : null,
    }));
  },
});

export const decidedRatingLoader = defineLoader({
  fact: decidedRatingFact,
  async load(reader, scope) {
    const sql = `
      with units as materialized ${among('$3')}, leaders as materialized ${among('$4')}
      select ${selectColumns(decidedRatingNoun as unknown as Noun, 'v')}, p.kind as period_kind, extract(year from p."from")::int as period_year
      from decided_rating_version v join period_version p on p.code = v.period and ${visible('p')}
      where ${visible('v')} and ${OF_UNIT_OR_LEADER} order by v.code collate "C"`;
    const raw = await reader.query(sql, [
      scope.authority,
      scope.position,
      JSON.stringify(scope.units),
      JSON.stringify(scope.leaders),
    ]);
    return raw
      .map((record) => ({ record, row: decodeRow(decidedRatingNoun, record) }))
      .filter(({ row }) => enteredInTime(scope, row.decidedOn))
      .map(({ record, row }) => ({
        ...about(row, lastDayOf(scope)),
        period: row.period,
        year: record['period_year'] as number,
        yearly: record['period_kind'] === 'YEAR',
        rating: row.rating,
        ratingSource: 'DECIDED' as const,
        document: row.document,
      }));
  },
});

export const awardLoader = defineLoader({
  fact: awardFact,
  async load(reader, scope) {
    const rows = await select(reader, scope, awardNoun, OF_UNIT_OR_LEADER);
    return rows
      .filter((row) => enteredInTime(scope, row.awardedOn))
      .map((row) => {
        const revoked = row.revokedOn !== null && row.revokedOn <= scope.asOf;
        return {
          ...about(row, lastDayOf(scope)),
          award: row.award,
          year: row.year,
          awardedOn: row.awardedOn,
          document: row.document,
          revoked,
          revokedReason: revoked ? row.revokedReason : null,
        };
      });
  },
});

export const initiativeLoader = defineLoader({
  fact: initiativeFact,
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      initiativeNoun,
      'v.leader in (select * from leaders) and v.recognised_on <= span.as_of',
    );
    return rows.map((row) => ({
      ...about({ code: row.code, leader: row.leader }, row.recognisedOn),
      title: row.title.vi,
      reach: row.reach,
      year: civilOf(row.recognisedOn).year,
      recognisedOn: row.recognisedOn,
      document: row.document,
    }));
  },
});

export const absenceLoader = defineLoader({
  fact: absenceFact,
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      absenceNoun,
      'v.leader in (select * from leaders) and v."from" < span."to" and v."from" <= span.as_of and (v."to" is null or v."to" > span."from")',
    );
    return rows.map((row) => {
      const first = Math.max(row.from, period.from);
      const end = Math.min(row.to ?? period.to, period.to, asOf + 1);
      return {
        ...about({ code: row.code, leader: row.leader }, row.from),
        kind: row.kind,
        from: row.from,
        to: row.to,
        workingDays: calendar.workingDaysBetween(first - 1, end - 1),
        months: wholeMonths(first, end),
        document: row.document,
      };
    });
  },
});

function wholeMonths(from: Day, to: Day): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months++;
  return months;
}

/** The last day of the period, or the day of truth while it runs: where facts about the period as a whole stand. */
function lastDayOf(scope: FactScope): Day {
  return Math.min(scope.period.to - 1, scope.asOf);
}
