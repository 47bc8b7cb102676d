import type { WrittenCard } from '../../plugins/engine/card.ts';
import { cardBody, writeBody, writeCard } from '../../plugins/engine/card.ts';
import { leaderBody } from '../../plugins/engine/leader.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { subjectKey } from '../facts/attribution.ts';
import { CardDependencies } from './dependencies/card-dependencies.ts';
import type { RankedCard } from './cohorts.ts';
import { rankedCards } from './cohorts.ts';
import { dayOfTruth } from '../facts/scope.ts';
import type { CardQuery } from './compute/score-run.ts';
import type { Planned, ScoreService } from './compute/score-service.ts';
import { chooseSubjects, scoredSubjects } from './compute/scored-subjects.ts';
import { lastDayOf, periodOf } from '../facts/snapshot.ts';
import type { StoredCards } from './stored/stored-cards.ts';

/** A finished card: the body that the digest covers, and what the digest leaves out. */
export interface ScoreCard extends Omit<WrittenCard, 'text'> {
  readonly query: CardQuery;
  /** The day of truth that was used: at most the cut-off. */
  readonly asOf: Day;
  /** Subjects that the card is made of: more than one for a leader with several posts. */
  readonly subjects: readonly string[];
}

/** A query, and the plan under which its cards are made. */
interface Resolved extends Planned {
  readonly query: CardQuery;
}

/**
 * Score cards and rankings. Uses sealed and stored cards that are valid, and computes the rest with ScoreService; both give the
 * same bytes.
 */
export class ScoreCards {
  readonly #service: ScoreService;
  readonly #stored: StoredCards | null;

  constructor(service: ScoreService, stored: StoredCards | null = null) {
    this.#service = service;
    this.#stored = stored;
  }

  get service(): ScoreService {
    return this.#service;
  }

  /** Resolves once the cards computed so far are stored, or given up. */
  async idle(): Promise<void> {
    await this.#stored?.idle();
  }

  /** Cards of leaders by leader code; null for those whom the scheme does not score in the period. */
  async ofLeaders(query: CardQuery, leaders: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const resolved = await this.#resolve(query);
    const { byLeader } = subjectsIn(resolved);
    return this.#made(resolved, new Map(leaders.map((leader) => [leader, byLeader.get(leader) ?? []])));
  }

  /** Cards of units by unit code; null where the scheme does not score the unit in the period. */
  async ofUnits(query: CardQuery, units: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const resolved = await this.#resolve(query);
    const { byKey } = subjectsIn(resolved);
    return this.#made(
      resolved,
      new Map(units.map((unit) => [unit, [byKey.get(`unit:${unit}`) ?? []].flat()])),
    );
  }

  /**
   * One card per requested subject key.
   * @throws Refusal UNKNOWN_SUBJECT.
   */
  async ofSubjects(query: CardQuery, keys: readonly string[]): Promise<Map<string, ScoreCard>> {
    const resolved = await this.#resolve(query);
    const { plan, snapshot } = resolved;
    const subjects = chooseSubjects(snapshot, plan.scheme.configuration, plan.period, keys);
    const made = await this.#made(resolved, new Map(subjects.map((one) => [subjectKey(one), [one]])));
    return made as Map<string, ScoreCard>;
  }

  /** One card per subject of the scheme, in code order. */
  async ofAll(requested: CardQuery): Promise<ScoreCard[]> {
    const { query, ...planned } = await this.#resolve(requested);
    const { cards, asOf } = await this.#service.computeIn(planned, { ...query, subjects: 'ALL' });
    return [...cards].map(([key, card]) => {
      const { body, digest } = writeBody(cardBody(card));
      return { body, digest, query, asOf, subjects: [key] };
    });
  }

  /** Standings of everyone whom the scheme classes, by subject key: always over whole cohorts. */
  async standings(query: CardQuery): Promise<Map<string, RankedCard>> {
    return rankedCards(await this.#service.computeMany({ ...query, subjects: 'ALL' }));
  }

  async #resolve(query: CardQuery): Promise<Resolved> {
    const planned = await this.#service.plan(query);
    return { ...planned, query: { ...query, position: planned.position } };
  }

  /** Cards by name, each made of the own cards of its subjects; null of none. */
  async #made(
    resolved: Resolved,
    subjectsOf: ReadonlyMap<string, readonly Subject[]>,
  ): Promise<Map<string, ScoreCard | null>> {
    const own = await this.#ownCards(resolved, [...subjectsOf.values()].flat());
    return new Map(
      [...subjectsOf].map(([name, subjects]) => [name, cardOver(resolved, own, subjects)] as const),
    );
  }

  /** The subjects’ own cards by key: sealed ones, valid stored ones, and the rest computed and stored. */
  async #ownCards(
    resolved: Resolved,
    subjects: readonly Subject[],
  ): Promise<ReadonlyMap<string, WrittenCard>> {
    const keys = [...new Set(subjects.map(subjectKey))];
    if (keys.length === 0) return new Map();
    const found = new Map(await this.#sealed(resolved, keys));
    const lacking = () => keys.filter((key) => !found.has(key));
    if (this.#stored !== null && lacking().length > 0)
      for (const [key, card] of await this.#stored.find(storedAs(resolved), lacking())) found.set(key, card);
    if (lacking().length > 0)
      for (const [key, card] of await this.#compute(resolved, lacking())) found.set(key, card);
    return found;
  }

  /**
   * Cards of a sealed period as they were sealed, whatever code computes cards today.
   * None for a day of truth before the period’s last day, as such cards are not sealed.
   */
  async #sealed(
    { query, snapshot }: Resolved,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, WrittenCard>> {
    const period = periodOf(snapshot, query.period);
    if (period.sealedAt === null || query.asOf < lastDayOf(snapshot, period) || this.#stored === null)
      return new Map();
    return this.#stored.findSealed(query, keys);
  }

  async #compute(resolved: Resolved, keys: readonly string[]): Promise<ReadonlyMap<string, WrittenCard>> {
    const { query, plan, snapshot } = resolved;
    const { cards } = await this.#service.computeIn(resolved, { ...query, subjects: keys });
    const written = new Map([...cards].map(([key, card]) => [key, writeCard(card)]));
    if (this.#stored === null) return written;
    const dependencies = new CardDependencies(this.#service, snapshot, query.asOf);
    const toStore = [...written].map(([subject, { text, digest }]) => ({
      subject,
      text,
      digest,
      dependencies: dependencies.of(plan, cards.get(subject)!.known.subject),
    }));
    this.#stored.store(storedAs(resolved), toStore);
    return written;
  }
}

function subjectsIn({ plan, snapshot }: Planned) {
  return scoredSubjects(snapshot, plan.scheme.configuration, plan.period);
}

/** Past the last cut-off of the periods within, nothing depends on the day any more: all such days are stored as one. */
function storedAs({ query, plan, snapshot }: Resolved): CardQuery {
  return { ...query, asOf: Math.min(query.asOf, lastDayOf(snapshot, plan.period)) };
}

/** The card over the subjects’ own ones; null of none. */
function cardOver(
  { query, plan }: Resolved,
  own: ReadonlyMap<string, WrittenCard>,
  subjects: readonly Subject[],
): ScoreCard | null {
  if (subjects.length === 0) return null;
  const keys = subjects.map(subjectKey);
  const { body, digest } =
    keys.length === 1
      ? own.get(keys[0]!)!
      : writeBody(
          leaderBody(
            subjects.map((subject, index) => ({
              body: own.get(keys[index]!)!.body,
              days: daysIn(subject, plan.period),
            })),
            plan.scheme.configuration,
          ),
        );
  return { body, digest, query, asOf: dayOfTruth(plan.period, query.asOf).asOf, subjects: keys };
}

function daysIn(subject: Subject, period: Period): number {
  if (subject.kind === 'UNIT') return period.to - period.from;
  return Math.max(0, Math.min(subject.to ?? period.to, period.to) - Math.max(subject.from, period.from));
}
