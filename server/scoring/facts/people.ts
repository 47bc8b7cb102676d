import { absenceFact } from '../../../rules/facts/absence.ts';
import { assessmentFact } from '../../../rules/facts/assessment.ts';
import { decidedRatingFact } from '../../../rules/facts/card.ts';
import { awardFact, initiativeFact } from '../../../rules/facts/emulation.ts';
import { gateFact } from '../../../rules/facts/gate.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, civilOf } from '../../../rules/kit/day.ts';
import { awardNoun, initiativeNoun } from '../../modules/emulation/emulation.noun.ts';
import { assessmentNoun, decidedRatingNoun, gateFactNoun } from '../../modules/evaluation/evaluation.noun.ts';
import { absenceNoun } from '../../modules/leader/leader.noun.ts';
import type { Noun } from '../../platform/noun.ts';
import { decodeRow, selectColumns } from '../../platform/storage.ts';
import { EVER, entered, inPeriod, person, unitAndPerson, untilAsOf } from './reads.ts';
import { codesText, defineLoader, enteredInTime, visible } from './scope.ts';
import { OF_LEADER, OF_UNIT_OR_LEADER, about, lastDayOf, select } from './records.ts';

export const assessmentLoader = defineLoader({
  fact: assessmentFact,
  group: 'DECISION',
  reads: (scope) => [{ fact: 'assessment', about: unitAndPerson(scope), ...entered(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      assessmentNoun,
      ['unit', 'leader', 'criterion', 'value', 'maximum', 'assessedBy', 'assessedOn', 'document'],
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
  group: 'DECISION',
  reads: (scope) => [{ fact: 'gate', about: person(scope), ...untilAsOf(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      gateFactNoun,
      ['leader', 'kind', 'severity', 'decidedBy', 'decidedOn', 'document', 'revokedOn'],
      `${OF_LEADER} and v.decided_on <= span.as_of`,
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
  group: 'DECISION',
  // Of every period, with the period’s year and kind.
  reads: (scope) => [
    { fact: 'decided-rating', about: unitAndPerson(scope), ...entered(scope) },
    { fact: 'period', about: [], ...EVER },
  ],
  async load(reader, scope) {
    const sql = `
      select ${selectColumns(decidedRatingNoun as unknown as Noun, 'v')}, p.kind as period_kind, extract(year from p."from")::int as period_year
      from decided_rating_version v join period_version p on p.code = v.period and ${visible('p')}
      where ${visible('v')} and ${OF_UNIT_OR_LEADER} order by v.code collate "C"`;
    const raw = await reader.query(sql, [
      scope.authority,
      scope.position,
      codesText(scope.units),
      codesText(scope.leaders),
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
  group: 'DECISION',
  reads: (scope) => [{ fact: 'award', about: unitAndPerson(scope), ...entered(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      awardNoun,
      ['unit', 'leader', 'award', 'year', 'awardedOn', 'document', 'revokedOn', 'revokedReason'],
      OF_UNIT_OR_LEADER,
    );
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
  group: 'DECISION',
  reads: (scope) => [{ fact: 'initiative', about: person(scope), ...untilAsOf(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      initiativeNoun,
      ['leader', 'title', 'reach', 'recognisedOn', 'document'],
      `${OF_LEADER} and v.recognised_on <= span.as_of`,
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
  group: 'ORGANISATION',
  reads: (scope) => [{ fact: 'absence', about: person(scope), ...inPeriod(scope) }],
  async load(reader, scope) {
    const { period, asOf, calendar } = scope;
    const rows = await select(
      reader,
      scope,
      absenceNoun,
      ['leader', 'kind', 'from', 'to', 'document'],
      `${OF_LEADER} and v."from" < span."to" and v."from" <= span.as_of and (v."to" is null or v."to" > span."from")`,
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
