import type { CardBody } from '../../plugins/engine/card-body.ts';
import { cardBody, titleBodies, writeCard } from '../../plugins/engine/card.ts';
import { classify } from '../../plugins/engine/classify.ts';
import { digestOf } from '../../plugins/engine/digest.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { isOpen } from '../../plugins/engine/evaluate.ts';
import { leaderBody } from '../../plugins/engine/leader.ts';
import type { Plan } from '../../plugins/engine/plan.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { CohortDeclaration, CohortMember, Standing } from '../../plugins/engine/standing.ts';
import { standingsOf } from '../../plugins/engine/standing.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { subjectKey } from './attribution.ts';
import type { ScoreRun } from './score-run.ts';
import type { ScoreService } from './score-service.ts';
import { chooseSubjects, scoredSubjects } from './scored-subjects.ts';
import { schemeOn } from './revisions.ts';
import { CardReads } from './card-reads.ts';
import { dayOfTruth } from './facts/scope.ts';
import type { Snapshot } from './snapshot.ts';
import { lastDayOf, periodOf } from './snapshot.ts';
import type { CardKey, StoredCard, StoredCards } from './stored-cards.ts';

/** When a card is asked for: of which period and scheme, on which day of truth, as known at which position. */
export interface CardQuery {
  readonly authority: string;
  readonly position: number;
  readonly scheme: string;
  readonly period: string;
  readonly asOf: Day;
}

/** A card as it is handed out: the body that the digest covers, and around it what the digest leaves out. */
export interface ScoreCard {
  readonly body: CardBody;
  readonly digest: string;
  readonly query: CardQuery;
  /** The day of truth that was used: at most the cut-off. */
  readonly asOf: Day;
  /** Subjects that the card is made of: more than one for a leader with several posts. */
  readonly subjects: readonly string[];
}

/** One line of a ranking. */
export interface RankedCard {
  readonly subject: Subject;
  readonly card: EvaluatedCard;
  readonly standing: Standing;
}

/** What a card’s answer needs besides its parts. */
interface Resolved {
  readonly query: CardQuery;
  readonly plan: Plan;
  readonly snapshot: Snapshot;
}

/**
 * Cards and standings of whole cohorts, read from the one way to compute a score. With storage, cards that were computed before and that
 * nothing recorded since has touched are taken from there; the answers are the same.
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

  /** Resolves once the cards computed so far are kept, or given up. */
  async kept(): Promise<void> {
    await this.#stored?.idle();
  }

  /** Cards of leaders by leader code; null for whoever the scheme does not score in the period. */
  async ofLeaders(query: CardQuery, leaders: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const resolved = await this.#resolve(query);
    const { plan, snapshot } = resolved;
    const { byLeader } = scoredSubjects(snapshot, plan.scheme.configuration, plan.period);
    const postsOf = (leader: string) => byLeader.get(leader) ?? [];
    const parts = await this.#parts(resolved, leaders.flatMap(postsOf));
    return new Map(leaders.map((leader) => [leader, this.#write(resolved, parts, postsOf(leader))] as const));
  }

  /** Cards of units by unit code; null where the scheme does not score the unit in the period. */
  async ofUnits(query: CardQuery, units: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const resolved = await this.#resolve(query);
    const { plan, snapshot } = resolved;
    const { byKey } = scoredSubjects(snapshot, plan.scheme.configuration, plan.period);
    const scored = (unit: string) => byKey.get(`unit:${unit}`) ?? [];
    const parts = await this.#parts(resolved, units.flatMap(scored));
    return new Map(units.map((unit) => [unit, this.#write(resolved, parts, [scored(unit)].flat())] as const));
  }

  /** One card per subject asked for by its key. @throws Refusal UNKNOWN_SUBJECT. */
  async ofSubjects(query: CardQuery, keys: readonly string[]): Promise<Map<string, ScoreCard>> {
    const resolved = await this.#resolve(query);
    const { plan, snapshot } = resolved;
    const subjects = chooseSubjects(snapshot, plan.scheme.configuration, plan.period, keys);
    const parts = await this.#parts(resolved, subjects);
    return new Map(
      keys.map((key, index) => [key, this.#write(resolved, parts, [subjects[index]!])!] as const),
    );
  }

  /** One card per subject of the scheme, in code order. */
  async ofAll(asked: CardQuery): Promise<ScoreCard[]> {
    const { query } = await this.#resolve(asked);
    const run = await this.#service.computeMany({ ...query, subjects: 'ALL' });
    return [...run.cards].map(([key, card]) => ({
      ...whole(cardBody(card)),
      query,
      asOf: run.asOf,
      subjects: [key],
    }));
  }

  /** Standings of everyone whom the scheme classes, by subject key: always over whole cohorts. */
  async standings(query: CardQuery): Promise<Map<string, RankedCard>> {
    const run = await this.#service.computeMany({ ...query, subjects: 'ALL' });
    const members = [...run.cards].map(([key, card]) => ({
      subject: card.known.subject,
      member: memberOf(key, card),
    }));
    return new Map(
      [...standingsAmong(run, members)].map(([key, standing]) => {
        const card = run.cards.get(key)!;
        return [key, { subject: card.known.subject, card, standing }] as const;
      }),
    );
  }

  /** The period of the same kind that ends where this one begins; null where none is recorded. */
  previousPeriod(snapshot: Snapshot, code: string): Period | null {
    const period = periodOf(snapshot, code);
    return snapshot.periods.find((entry) => entry.kind === period.kind && entry.to === period.from) ?? null;
  }

  /** Schemes in force on the period’s first day that score subjects of this kind; for a leader, of the leader’s role and regime. */
  schemesFor(
    snapshot: Snapshot,
    periodCode: string,
    subject: { readonly kind: 'UNIT' | 'LEADER'; readonly code: string },
  ): string[] {
    const period = periodOf(snapshot, periodCode);
    const names = [...new Set(snapshot.schemeRevisions.map((revision) => revision.scheme))].toSorted(
      (a, b) => (a < b ? -1 : 1),
    );
    return names.filter((name) => {
      const scheme = schemeOn(snapshot, name, period.from);
      if (!scheme?.configuration.periodKinds.includes(period.kind)) return false;
      const { configuration } = scheme;
      if ((configuration.subject === 'UNIT') !== (subject.kind === 'UNIT')) return false;
      const { byKey, byLeader } = scoredSubjects(snapshot, configuration, period);
      return subject.kind === 'UNIT'
        ? byKey.has(`unit:${subject.code}`)
        : (byLeader.get(subject.code) ?? []).some((post) => isOfRegime(post, configuration));
    });
  }

  async #resolve(query: CardQuery): Promise<Resolved> {
    const { plan, snapshot, position } = await this.#service.plan(query);
    return { query: { ...query, position }, plan, snapshot };
  }

  /** Cards of a sealed period as they were sealed, whatever computes cards today; those that are asked for of a day within it are not. */
  async #sealed(
    { query, snapshot }: Resolved,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, StoredCard>> {
    const period = periodOf(snapshot, query.period);
    if (period.sealedAt === null || query.asOf < lastDayOf(snapshot, period) || this.#stored === null)
      return new Map();
    return this.#stored.findSealed(query, keys);
  }

  /** The subjects’ own cards by key: those in storage that are valid, and the rest computed, and kept for the next time. */
  async #parts(resolved: Resolved, subjects: readonly Subject[]): Promise<ReadonlyMap<string, StoredCard>> {
    const { query } = resolved;
    const keys = [...new Set(subjects.map(subjectKey))];
    if (keys.length === 0) return new Map();
    const of = cardKey(resolved);
    const sealed = await this.#sealed(resolved, keys);
    const unsealed = keys.filter((key) => !sealed.has(key));
    if (unsealed.length === 0) return sealed;
    const parts = new Map([...sealed, ...((await this.#stored?.find(of, unsealed)) ?? [])]);
    const missing = unsealed.filter((key) => !parts.has(key));
    if (missing.length === 0) return parts;
    const { plan, snapshot, cards } = await this.#service.computeMany({ ...query, subjects: missing });
    const reads = this.#stored && new CardReads(this.#service, snapshot, query.asOf);
    const toKeep = [...cards].map(([subject, card]) => {
      const { body, text, digest } = writeCard(card);
      parts.set(subject, { body, digest });
      return { subject, text, digest, reads: reads?.of(plan, card.known.subject) ?? [] };
    });
    this.#stored?.keep(of, toKeep);
    return parts;
  }

  /** A card made of the subjects’ own ones; null of none. */
  #write(
    { query, plan }: Resolved,
    own: ReadonlyMap<string, StoredCard>,
    subjects: readonly Subject[],
  ): ScoreCard | null {
    if (subjects.length === 0) return null;
    const keys = subjects.map(subjectKey);
    const parts = subjects.map((subject, index) => ({
      ...own.get(keys[index]!)!,
      days: daysIn(subject, plan.period),
    }));
    const { body, digest } =
      parts.length === 1 ? parts[0]! : whole(leaderBody(parts, plan.scheme.configuration));
    return { body, digest, query, asOf: dayOfTruth(plan.period, query.asOf).asOf, subjects: keys };
  }
}

function whole(body: CardBody): StoredCard {
  return { body, digest: digestOf(body) };
}

/** Past the last cut-off of the periods within, nothing depends on the day any more. */
function cardKey({ query, plan, snapshot }: Resolved): CardKey {
  return { ...query, asOf: Math.min(query.asOf, lastDayOf(snapshot, plan.period)) };
}

/** What standings of a whole run are computed from. */
export type RankedRun = Pick<ScoreRun, 'snapshot' | 'asOf'> & {
  readonly plan: Pick<ScoreRun['plan'], 'scheme' | 'period'>;
};

/** Standings of everyone whom the scheme of a run classes, by subject key. The members are all of the run's, never a page. */
export function standingsAmong(
  run: RankedRun,
  members: readonly { readonly subject: Subject; readonly member: CohortMember }[],
): Map<string, Standing> {
  const { scheme, configuration } = run.plan.scheme;
  // People of another regime have a card here but no class, and stand in no cohort of this scheme.
  const ranked = members.filter(({ subject }) => isOfRegime(subject, configuration));
  const groups = Map.groupBy(ranked, ({ subject }) => groupOf(subject, configuration, run.snapshot));
  return new Map(
    [...groups].flatMap(([group, entries]) => [
      ...standingsOf(
        configuration,
        group,
        entries.map(({ member }) => member),
        declarationOf(run, scheme, group),
      ),
    ]),
  );
}

function daysIn(subject: Subject, period: Period): number {
  if (subject.kind === 'UNIT') return period.to - period.from;
  return Math.max(0, Math.min(subject.to ?? period.to, period.to) - Math.max(subject.from, period.from));
}

/** What standing needs of a card. */
export function memberOf(key: string, card: EvaluatedCard): CohortMember {
  const known: Fraction | null = card.applicableMax !== null && !isOpen(card) ? card.points : null;
  const titles = titleBodies(card).flatMap(({ title, state }) => (state === 'MET' ? [title] : []));
  return { key, points: known, rating: classify(card).rating, titles };
}

function isOfRegime(subject: Subject, configuration: SchemeConfiguration): boolean {
  return (
    subject.kind === 'UNIT' ||
    configuration.legalStatuses.length === 0 ||
    configuration.legalStatuses.includes(subject.legalStatus)
  );
}

/** The list in which a subject is ranked: whoever acts as head stands among the heads. */
function groupOf(subject: Subject, configuration: SchemeConfiguration, snapshot: Snapshot): string {
  const parts = configuration.cohort.by.map((key) => {
    switch (key) {
      case 'ROLE':
        return subject.kind === 'UNIT' ? 'UNIT' : subject.role === 'ACTING' ? 'HEAD' : subject.role;
      case 'UNIT_KIND':
        return subject.unitKind;
      case 'UNIT_ABOVE':
        return subject.superiorUnit ?? '–';
      case 'SIMILAR_GROUP':
        return (
          (subject.kind === 'APPOINTMENT' &&
            snapshot.organisation.appointments.get(subject.appointment)!.similarGroup) ||
          '–'
        );
      default:
        return key satisfies never;
    }
  });
  return parts.length === 0 ? '*' : parts.join('/');
}

/** The competent body’s word on a cohort, where it had been given by the day of truth; after the cut-off, whenever it was given. */
function declarationOf(run: RankedRun, scheme: string, group: string): CohortDeclaration | null {
  const { period } = run.plan;
  const row = run.snapshot.cohorts.find(
    (entry) =>
      entry.scheme === scheme &&
      entry.period === period.code &&
      (entry.group === group || entry.group === '*'),
  );
  if (!row || (run.asOf < period.cutOff && row.completeOn > run.asOf)) return null;
  return { headcount: row.headcount, ratedElsewhere: row.ratedElsewhere ?? 0, outstanding: row.outstanding };
}
