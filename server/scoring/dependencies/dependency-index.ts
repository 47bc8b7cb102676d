import type { Plan } from '../../../plugins/engine/plan.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import type { Stamp } from '../../platform/model/entity.ts';
import { EVERYONE } from '../../platform/model/entity.ts';
import { CardDependencies } from './card-dependencies.ts';
import type { Dependency } from '../../facts/dependencies.ts';
import type { ScoreService } from '../compute/score-service.ts';
import { scoredSubjects } from '../compute/scored-subjects.ts';
import type { Snapshot } from '../../facts/snapshot.ts';

/** Stamps by fact, and by whom they are about. */
export type StampsByFact = ReadonlyMap<string, ReadonlyMap<string, readonly Stamp[]>>;

/** Groups stamps by fact, then by whom they are about. */
export function stampsByFact(stamps: readonly Stamp[]): StampsByFact {
  const byFact = Map.groupBy(stamps, ({ fact }) => fact);
  return new Map([...byFact].map(([fact, list]) => [fact, Map.groupBy(list, ({ about }) => about)]));
}

/**
 * Which cards read what, of one snapshot and day of truth: the inverse of `CardDependencies`.
 *
 * The cards of a scheme and period are looked through once, when a stamp first falls on days that they read; from then on a
 * stamp leads to the units whose cards read of whom it is about, and only the cards of these are held against it.
 */
export class DependencyIndex {
  /** Day of truth as requested. */
  readonly requested: Day;
  readonly #snapshot: Snapshot;
  readonly #reads: CardDependencies;
  readonly #plans = new Map<string, Plan | null>();
  readonly #spans = new Map<Plan, ReturnType<CardDependencies['spans']>>();
  /** Units whose cards read something about a code. Of all plans together: coarser, and as small as the organisation. */
  readonly #readers = new Map<string, Set<string>>();
  readonly #lookedThrough = new Set<Plan>();

  constructor(service: ScoreService, snapshot: Snapshot, requested: Day) {
    this.requested = requested;
    this.#snapshot = snapshot;
    this.#reads = new CardDependencies(service, snapshot, requested);
  }

  /** Whose cards of the scheme and period read any of the stamps; the same condition as that of stored cards. */
  touched(scheme: string, period: string, stamps: StampsByFact): readonly Subject[] {
    const plan = this.#plan(scheme, period);
    if (plan === null) return [];
    const about = this.#aboutWithin(plan, stamps);
    if (about.size === 0) return [];
    const { all, byUnit } = scoredSubjects(this.#snapshot, plan.scheme.configuration, plan.period);
    const candidates = about.has(EVERYONE)
      ? all
      : [...this.#readersOf(plan, about)].flatMap((unit) => byUnit.get(unit) ?? []);
    return candidates.filter((subject) => touch(stamps, this.#reads.of(plan, subject)));
  }

  #plan(scheme: string, period: string): Plan | null {
    const key = `${scheme} ${period}`;
    let plan = this.#plans.get(key);
    if (plan === undefined) this.#plans.set(key, (plan = this.#reads.plan(scheme, period)));
    return plan;
  }

  /** Whom the stamps are about that fall on days which some card of the plan reads. */
  #aboutWithin(plan: Plan, stamps: StampsByFact): ReadonlySet<string> {
    let spans = this.#spans.get(plan);
    if (!spans) this.#spans.set(plan, (spans = this.#reads.spans(plan)));
    const about = new Set<string>();
    for (const [fact, byAbout] of stamps) {
      const span = spans.get(fact);
      if (!span) continue;
      for (const [one, list] of byAbout) if (list.some((stamp) => falls(stamp, span))) about.add(one);
    }
    return about;
  }

  #readersOf(plan: Plan, about: ReadonlySet<string>): ReadonlySet<string> {
    if (!this.#lookedThrough.has(plan)) this.#lookThrough(plan);
    const units = new Set<string>();
    for (const one of about) for (const unit of this.#readers.get(one) ?? []) units.add(unit);
    return units;
  }

  #lookThrough(plan: Plan): void {
    for (const subject of scoredSubjects(this.#snapshot, plan.scheme.configuration, plan.period).all)
      for (const { about } of this.#reads.of(plan, subject))
        for (const one of about) {
          const units = this.#readers.get(one);
          if (units) units.add(subject.unit);
          else this.#readers.set(one, new Set([subject.unit]));
        }
    this.#lookedThrough.add(plan);
  }
}

function touch(stamps: StampsByFact, dependencies: readonly Dependency[]): boolean {
  return dependencies.some((read) => {
    const byAbout = stamps.get(read.fact);
    return (
      byAbout !== undefined &&
      [EVERYONE, ...read.about].some((one) => byAbout.get(one)?.some((stamp) => falls(stamp, read)))
    );
  });
}

function falls(stamp: Stamp, { from, to }: Pick<Dependency, 'from' | 'to'>): boolean {
  return stamp.from < to && (stamp.to === null || stamp.to > from);
}
