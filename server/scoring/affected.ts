import type { Day } from '../../rules/kit/day.ts';
import { subjectKey } from './attribution.ts';
import { CardReads } from './card-reads.ts';
import type { Read } from './facts/reads.ts';
import type { Reader } from './facts/scope.ts';
import { dayNumber } from './facts/scope.ts';
import { EVERYONE } from '../platform/noun.ts';
import type { Stamp } from '../platform/noun.ts';
import type { ScoreService } from './score-service.ts';
import { subjectsOf } from './scored-subjects.ts';
import type { RecordedPeriod, Snapshot } from './snapshot.ts';

/** Acts of one authority: those after one position, up to and including another. */
export interface ActsBetween {
  readonly authority: string;
  readonly after: number;
  readonly upTo: number;
}

/** A card that acts may have changed, begun or ended. */
export interface AffectedCard {
  readonly scheme: string;
  readonly period: string;
  /** As `subjectKey` writes it. */
  readonly subject: string;
}

/**
 * Every card on a day of truth that the acts may have changed: whatever reads one of their stamps, before them or after them. Some of those
 * named have not changed; none that has is left out. Periods may be left out by what they are at either end.
 */
export async function affectedBy(
  service: ScoreService,
  reader: Reader,
  { authority, after, upTo }: ActsBetween,
  asOf: Day,
  isAsked: (period: RecordedPeriod) => boolean = () => true,
): Promise<readonly AffectedCard[]> {
  const stamps = new StampIndex(await stampsOfActs(reader, { authority, after, upTo }));
  if (stamps.isEmpty) return [];
  const affected = new Map<string, AffectedCard>();
  // Acts that change nothing a snapshot shows leave the same one in force: it is looked through once.
  const snapshots = new Set([
    await service.snapshot(authority, after),
    await service.snapshot(authority, upTo),
  ]);
  for (const snapshot of snapshots) {
    for (const card of touchedIn(service, snapshot, asOf, stamps, isAsked))
      affected.set(`${card.scheme} ${card.period} ${card.subject}`, card);
  }
  return [...affected.values()];
}

function* touchedIn(
  service: ScoreService,
  snapshot: Snapshot,
  asOf: Day,
  stamps: StampIndex,
  isAsked: (period: RecordedPeriod) => boolean,
): Generator<AffectedCard> {
  const reads = new CardReads(service, snapshot, asOf);
  for (const scheme of new Set(snapshot.schemeRevisions.map((revision) => revision.scheme))) {
    for (const { code: period } of snapshot.periods.filter(isAsked)) {
      const plan = reads.plan(scheme, period);
      if (plan === null) continue;
      for (const subject of subjectsOf(snapshot, plan.scheme.configuration, plan.period))
        if (stamps.touch(reads.of(plan, subject))) yield { scheme, period, subject: subjectKey(subject) };
    }
  }
}

async function stampsOfActs(reader: Reader, { authority, after, upTo }: ActsBetween): Promise<Stamp[]> {
  return reader.query<Stamp>(
    `select distinct s.fact, s.about, ${dayNumber('s.from_day')} as "from", ${dayNumber('s.to_day')} as "to"
     from stamp s where s.authority = $1 and s.position > $2::bigint and s.position <= $3::bigint`,
    [authority, after, upTo],
  );
}

/** Stamps by fact and by whom they are about. */
class StampIndex {
  readonly #stamps: ReadonlyMap<string, readonly Stamp[]>;

  constructor(stamps: readonly Stamp[]) {
    this.#stamps = Map.groupBy(stamps, ({ fact, about }) => `${fact} ${about}`);
  }

  get isEmpty(): boolean {
    return this.#stamps.size === 0;
  }

  /** Whether any of them is about what is read; the same condition as that of stored cards. */
  touch(reads: readonly Read[]): boolean {
    return reads.some(({ fact, about, from, to }) =>
      [EVERYONE, ...about].some((one) =>
        this.#stamps
          .get(`${fact} ${one}`)
          ?.some((stamp) => stamp.from < to && (stamp.to === null || stamp.to > from)),
      ),
    );
  }
}
