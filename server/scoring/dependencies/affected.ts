import { setImmediate } from 'node:timers/promises';
import type { Day } from '../../../rules/kit/day.ts';
import type { Stamp } from '../../platform/model/entity.ts';
import { subjectKey } from '../../facts/attribution.ts';
import { DependencyIndex, stampsByFact } from './dependency-index.ts';
import type { Reader } from '../../facts/scope.ts';
import { dayNumber } from '../../facts/scope.ts';
import type { ScoreService } from '../compute/score-service.ts';
import type { RecordedPeriod, Snapshot } from '../../facts/snapshot.ts';

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

/** Finds the cards that acts may have changed. */
export class AffectedCards {
  readonly #service: ScoreService;
  readonly #reader: Reader;
  // Worked out once for a snapshot and day, and freed with the snapshot.
  readonly #indexes = new WeakMap<Snapshot, DependencyIndex>();

  constructor(service: ScoreService, reader: Reader) {
    this.#service = service;
    this.#reader = reader;
  }

  /**
   * Every card on a day of truth that the acts may have changed: each that reads one of their stamps, before or after them.
   * Some of those returned have not changed; none that has is left out. `isRequested` sees a period as it is at either end.
   */
  async by(
    { authority, after, upTo }: ActsBetween,
    asOf: Day,
    isRequested: (period: RecordedPeriod) => boolean = () => true,
  ): Promise<readonly AffectedCard[]> {
    const stamps = stampsByFact(await this.#stampsOf({ authority, after, upTo }));
    if (stamps.size === 0) return [];
    const affected = new Map<string, AffectedCard>();
    // Acts that touch no row of a snapshot leave the same one valid: the set then holds one.
    const snapshots = new Set([
      await this.#service.snapshot(authority, after),
      await this.#service.snapshot(authority, upTo),
    ]);
    for (const snapshot of snapshots) {
      const index = this.#indexOf(snapshot, asOf);
      const periods = snapshot.periods.filter(isRequested);
      for (const scheme of new Set(snapshot.schemeRevisions.map((revision) => revision.scheme)))
        for (const { code: period } of periods) {
          const touched = index.touched(scheme, period, stamps).map(subjectKey);
          if (touched.length === 0) continue;
          for (const subject of touched)
            affected.set(`${scheme} ${period} ${subject}`, { scheme, period, subject });
          // Looking through a large province for the first time takes long: requests that wait go first.
          await setImmediate();
        }
    }
    return [...affected.values()];
  }

  #indexOf(snapshot: Snapshot, asOf: Day): DependencyIndex {
    let index = this.#indexes.get(snapshot);
    if (index?.requested !== asOf)
      this.#indexes.set(snapshot, (index = new DependencyIndex(this.#service, snapshot, asOf)));
    return index;
  }

  async #stampsOf({ authority, after, upTo }: ActsBetween): Promise<Stamp[]> {
    return this.#reader.query<Stamp>(
      `select distinct s.fact, s.about, ${dayNumber('s.from_day')} as "from", ${dayNumber('s.to_day')} as "to"
       from stamp s where s.authority = $1 and s.position > $2::bigint and s.position <= $3::bigint`,
      [authority, after, upTo],
    );
  }
}
