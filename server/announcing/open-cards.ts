import { ConfigurationFault } from '../../rules/kit/config.ts';
import type { Plan } from '../../plugins/engine/plan.ts';
import type { Day } from '../../rules/kit/day.ts';
import { Refusal } from '../platform/problems.ts';
import type { ActsBetween, AffectedCard } from '../scoring/dependencies/affected.ts';
import { subjectKey } from '../facts/attribution.ts';
import type { Reader } from '../facts/scope.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import { subjectsOf } from '../scoring/compute/scored-subjects.ts';
import type { RecordedPeriod, Snapshot } from '../facts/snapshot.ts';
import { lastDayOf } from '../facts/snapshot.ts';
import { STANDINGS } from './work.ts';

/** Whether a period has begun and is not sealed. Late facts change its cards after the cut-off, too. */
export function isWatched(day: Day): (period: RecordedPeriod) => boolean {
  return ({ from, sealedOn }) => from <= day && sealedOn === null;
}

/**
 * Every card of the open periods, and their standings.
 * @param onDay only of periods whose cards the passing of this day may change
 */
export function watchedCards(
  service: ScoreService,
  snapshot: Snapshot,
  day: Day,
  onDay = false,
): AffectedCard[] {
  const periods = snapshot.periods
    .filter(isWatched(day))
    .filter((one) => !onDay || day <= lastDayOf(snapshot, one));
  return lists(service, snapshot, periods).flatMap(({ scheme, period, plan }) => [
    ...subjectsOf(snapshot, plan.scheme.configuration, plan.period).map((subject) => ({
      scheme,
      period,
      subject: subjectKey(subject),
    })),
    { scheme, period, subject: STANDINGS },
  ]);
}

/** Standings that acts between two positions may have moved by a decision on a cohort. */
export async function standingsOf(
  reader: Reader,
  service: ScoreService,
  { authority, after, upTo }: ActsBetween,
  day: Day,
): Promise<AffectedCard[]> {
  const rows = await reader.query<{ scheme: string }>(
    `select distinct s.about as scheme from stamp s
     where s.authority = $1 and s.fact = 'cohort' and s.position > $2::bigint and s.position <= $3::bigint`,
    [authority, after, upTo],
  );
  if (rows.length === 0) return [];
  const declared = new Set(rows.map(({ scheme }) => scheme));
  const snapshot = await service.snapshot(authority, upTo);
  return lists(service, snapshot, snapshot.periods.filter(isWatched(day)))
    .filter(({ scheme }) => declared.has(scheme))
    .map(({ scheme, period }) => ({ scheme, period, subject: STANDINGS }));
}

interface List {
  readonly scheme: string;
  readonly period: string;
  readonly plan: Plan;
}

/** Every scheme with each of the periods that it can score. */
export function lists(service: ScoreService, snapshot: Snapshot, periods: readonly RecordedPeriod[]): List[] {
  const schemes = [...new Set(snapshot.schemeRevisions.map((revision) => revision.scheme))];
  return schemes.flatMap((scheme) =>
    periods.flatMap(({ code: period }) => {
      const plan = planOrNull(service, snapshot, scheme, period);
      return plan === null ? [] : [{ scheme, period, plan }];
    }),
  );
}

function planOrNull(service: ScoreService, snapshot: Snapshot, scheme: string, period: string): Plan | null {
  try {
    return service.planIn(snapshot, scheme, period);
  } catch (error) {
    if (error instanceof Refusal || error instanceof ConfigurationFault) return null;
    throw error;
  }
}
