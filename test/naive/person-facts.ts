import type { absenceFact } from '../../rules/facts/absence.ts';
import type { assessmentFact } from '../../rules/facts/assessment.ts';
import type { decidedRatingFact } from '../../rules/facts/card.ts';
import type { directingActFact } from '../../rules/facts/directing-act.ts';
import type { awardFact, initiativeFact } from '../../rules/facts/emulation.ts';
import type { gateFact } from '../../rules/facts/gate.ts';
import type { Day } from '../../rules/kit/day.ts';
import { addMonths, civilOf } from '../../rules/kit/day.ts';
import type { FactRow } from '../../rules/kit/fact.ts';
import { awardEntity, initiativeEntity } from '../../server/modules/emulation/emulation.entity.ts';
import {
  assessmentEntity,
  decidedRatingEntity,
  gateFactEntity,
} from '../../server/modules/evaluation/evaluation.entity.ts';
import { absenceEntity } from '../../server/modules/leader/leader.entity.ts';
import { directingActEntity } from '../../server/modules/directing-act/directing-act.entity.ts';
import { periodEntity } from '../../server/modules/period/period.entity.ts';
import type { View } from './view.ts';
import { workingDaysAfter } from './view.ts';

function about(
  row: { readonly code: string; readonly unit: string | null; readonly leader: string | null },
  decidedOn: Day,
) {
  const { code, unit, leader } = row;
  return { code, unit, leader, field: null, termFrom: null, decidedOn };
}

/** Where what is said about the period as a whole stands. */
function lastDayOf({ period, asOf }: View): Day {
  return asOf < period.to ? asOf : period.to - 1;
}

export function directingActFacts(view: View): FactRow<typeof directingActFact>[] {
  const { period, asOf } = view;
  return view
    .rows(directingActEntity)
    .filter(({ on }) => on >= period.from && on < period.to && on <= asOf)
    .map((row) => ({
      ...about(row, row.on),
      field: row.field,
      kind: row.kind,
      on: row.on,
      inPerson: row.inPerson,
      document: row.document,
    }));
}

export function assessmentFacts(view: View): FactRow<typeof assessmentFact>[] {
  return view
    .rows(assessmentEntity)
    .filter((row) => row.period === view.period.code && view.isEntered(row.assessedOn))
    .map((row) => ({
      ...about(row, lastDayOf(view)),
      criterion: row.criterion,
      value: row.value,
      maximum: row.maximum,
      assessedBy: row.assessedBy,
      assessedOn: row.assessedOn,
      document: row.document,
    }));
}

/** Decisions follow the person by their date; one that was lifted stays, with the day of lifting. */
export function gateFacts(view: View): FactRow<typeof gateFact>[] {
  return view
    .rows(gateFactEntity)
    .filter((row) => row.decidedOn <= view.asOf)
    .map((row) => ({
      ...about({ code: row.code, leader: row.leader, unit: null }, row.decidedOn),
      kind: row.kind,
      severity: row.severity,
      decidedBy: row.decidedBy,
      document: row.document,
      revokedOn: row.revokedOn !== null && row.revokedOn <= view.asOf ? row.revokedOn : null,
    }));
}

export function decidedRatingFacts(view: View): FactRow<typeof decidedRatingFact>[] {
  return view
    .rows(decidedRatingEntity)
    .filter((row) => view.isEntered(row.decidedOn))
    .map((row) => {
      const period = view.rows(periodEntity).find(({ code }) => code === row.period)!;
      return {
        ...about(row, lastDayOf(view)),
        period: row.period,
        year: civilOf(period.from).year,
        yearly: period.kind === 'YEAR',
        rating: row.rating,
        ratingSource: 'DECIDED' as const,
        document: row.document,
      };
    });
}

export function awardFacts(view: View): FactRow<typeof awardFact>[] {
  return view
    .rows(awardEntity)
    .filter((row) => view.isEntered(row.awardedOn))
    .map((row) => {
      const revoked = row.revokedOn !== null && row.revokedOn <= view.asOf;
      return {
        ...about(row, lastDayOf(view)),
        award: row.award,
        year: row.year,
        awardedOn: row.awardedOn,
        document: row.document,
        revoked,
        revokedReason: revoked ? row.revokedReason : null,
      };
    });
}

export function initiativeFacts(view: View): FactRow<typeof initiativeFact>[] {
  return view
    .rows(initiativeEntity)
    .filter((row) => row.recognisedOn <= view.asOf)
    .map((row) => ({
      ...about({ code: row.code, leader: row.leader, unit: null }, row.recognisedOn),
      title: row.title.vi,
      reach: row.reach,
      year: civilOf(row.recognisedOn).year,
      recognisedOn: row.recognisedOn,
      document: row.document,
    }));
}

export function absenceFacts(view: View): FactRow<typeof absenceFact>[] {
  const { period, asOf, calendar } = view;
  return view
    .rows(absenceEntity)
    .filter(({ from, to }) => from < period.to && from <= asOf && (to === null || to > period.from))
    .map((row) => {
      const days: Day[] = [];
      for (let day = Math.max(row.from, period.from); day < period.to && day <= asOf; day++)
        if (row.to === null || day < row.to) days.push(day);
      const [first, last] = [days[0] ?? 0, days.at(-1) ?? -1];
      let months = 0;
      while (addMonths(first, months + 1) <= last + 1) months++;
      return {
        ...about({ code: row.code, leader: row.leader, unit: null }, row.from),
        kind: row.kind,
        from: row.from,
        to: row.to,
        workingDays: workingDaysAfter(calendar, first - 1, last),
        months,
        document: row.document,
      };
    });
}
