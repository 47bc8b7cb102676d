import type { Day } from '../../rules/kit/day.ts';
import { EVERYONE } from '../../server/platform/model/entity.ts';
import type { Stamp } from '../../server/platform/model/entity.ts';
import type { ActsBetween } from '../../server/scoring/dependencies/affected.ts';
import { subjectKey } from '../../server/facts/attribution.ts';
import { CardDependencies } from '../../server/scoring/dependencies/card-dependencies.ts';
import type { Reader } from '../../server/facts/scope.ts';
import { dayNumber } from '../../server/facts/scope.ts';
import type { ScoreService } from '../../server/scoring/compute/score-service.ts';
import { subjectsOf } from '../../server/scoring/compute/scored-subjects.ts';

/** Cards that acts may have changed, as "scheme period subject". Every card of either end is held against every stamp. */
export async function plainlyAffected(
  service: ScoreService,
  reader: Reader,
  { authority, after, upTo }: ActsBetween,
  asOf: Day,
): Promise<ReadonlySet<string>> {
  const stamps = await reader.query<Stamp>(
    `select s.fact, s.about, ${dayNumber('s.from_day')} as "from", ${dayNumber('s.to_day')} as "to"
     from stamp s where s.authority = $1 and s.position > $2::bigint and s.position <= $3::bigint`,
    [authority, after, upTo],
  );
  const affected = new Set<string>();
  for (const position of [after, upTo]) {
    const snapshot = await service.snapshot(authority, position);
    const reads = new CardDependencies(service, snapshot, asOf);
    for (const scheme of new Set(snapshot.schemeRevisions.map((revision) => revision.scheme)))
      for (const { code: period } of snapshot.periods) {
        const plan = reads.plan(scheme, period);
        if (plan === null) continue;
        for (const subject of subjectsOf(snapshot, plan.scheme.configuration, plan.period)) {
          const own = reads.of(plan, subject);
          const isTouched = stamps.some((stamp) =>
            own.some(
              ({ fact, about, from, to }) =>
                fact === stamp.fact &&
                (stamp.about === EVERYONE || about.includes(stamp.about)) &&
                stamp.from < to &&
                (stamp.to === null || stamp.to > from),
            ),
          );
          if (isTouched) affected.add(`${scheme} ${period} ${subjectKey(subject)}`);
        }
      }
  }
  return affected;
}
