import type { CardBody } from '../../plugins/engine/card-body.ts';
import { cardBody, titlesAsked } from '../../plugins/engine/card.ts';
import { classify } from '../../plugins/engine/classify.ts';
import { digestOf } from '../../plugins/engine/digest.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { isOpen } from '../../plugins/engine/evaluate.ts';
import { leaderBody } from '../../plugins/engine/leader.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { CohortDeclaration, CohortMember, Standing } from '../../plugins/engine/standing.ts';
import { standingsOf } from '../../plugins/engine/standing.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { Refusal, refused } from '../platform/problems.ts';
import { subjectKey } from './attribution.ts';
import type { ScoreRun } from './score-run.ts';
import type { ScoreService } from './score-service.ts';
import { periodOf, subjectsOf } from './score-service.ts';
import { schemeOn } from './revisions.ts';
import type { Snapshot } from './snapshot.ts';

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

/** Cards and standings of whole cohorts, read from the one way to compute a score. */
export class ScoreCards {
  readonly #service: ScoreService;

  constructor(service: ScoreService) {
    this.#service = service;
  }

  get service(): ScoreService {
    return this.#service;
  }

  /** Cards of leaders by leader code; null for whoever the scheme does not score in the period. */
  async ofLeaders(query: CardQuery, leaders: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const { configuration, snapshot, period } = await this.#resolve(query);
    const wanted = new Set(leaders);
    const subjects = subjectsOf(snapshot, configuration, period).filter(
      (subject) => subject.kind === 'APPOINTMENT' && wanted.has(subject.leader),
    );
    const byLeader = Map.groupBy(subjects, (subject) =>
      subject.kind === 'APPOINTMENT' ? subject.leader : '',
    );
    const run = await this.#service.computeMany({ ...query, subjects: subjects.map(subjectKey) });
    return new Map(
      leaders.map((leader) => {
        const keys = (byLeader.get(leader) ?? []).map(subjectKey);
        return [leader, keys.length === 0 ? null : this.#write(query, run, keys, configuration)] as const;
      }),
    );
  }

  /** Cards of units by unit code; null where the scheme does not score the unit in the period. */
  async ofUnits(query: CardQuery, units: readonly string[]): Promise<Map<string, ScoreCard | null>> {
    const { configuration, snapshot, period } = await this.#resolve(query);
    const scored = new Set(
      configuration.subject === 'UNIT'
        ? subjectsOf(snapshot, configuration, period).map((subject) => subject.unit)
        : [],
    );
    const keys = units.filter((unit) => scored.has(unit)).map((unit) => `unit:${unit}`);
    const run = await this.#service.computeMany({ ...query, subjects: keys });
    return new Map(
      units.map(
        (unit) =>
          [unit, scored.has(unit) ? this.#write(query, run, [`unit:${unit}`], configuration) : null] as const,
      ),
    );
  }

  /** One card per subject asked for by its key. @throws Refusal UNKNOWN_SUBJECT. */
  async ofSubjects(query: CardQuery, keys: readonly string[]): Promise<Map<string, ScoreCard>> {
    const run = await this.#service.computeMany({ ...query, subjects: keys });
    const { configuration } = run.plan.scheme;
    return new Map(keys.map((key) => [key, this.#write(query, run, [key], configuration)] as const));
  }

  /** One card per subject of the scheme, in code order. */
  async ofAll(query: CardQuery): Promise<ScoreCard[]> {
    const run = await this.#service.computeMany({ ...query, subjects: 'ALL' });
    return [...run.cards.keys()].map((key) => this.#write(query, run, [key], run.plan.scheme.configuration));
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
      return subjectsOf(snapshot, configuration, period).some((candidate) =>
        subject.kind === 'UNIT'
          ? candidate.unit === subject.code
          : candidate.kind === 'APPOINTMENT' &&
            candidate.leader === subject.code &&
            isOfRegime(candidate, configuration),
      );
    });
  }

  async #resolve(
    query: CardQuery,
  ): Promise<{ configuration: SchemeConfiguration; snapshot: Snapshot; period: Period }> {
    const { plan, snapshot } = await this.#service.plan(query);
    return { configuration: plan.scheme.configuration, snapshot, period: plan.period };
  }

  #write(
    query: CardQuery,
    run: ScoreRun,
    keys: readonly string[],
    configuration: SchemeConfiguration,
  ): ScoreCard {
    const parts = keys.map((key) => {
      const card = run.cards.get(key);
      if (!card) throw new Refusal([refused('UNKNOWN_SUBJECT', { code: key }, 'subject')]);
      return { body: cardBody(card), days: daysIn(card.known.subject, run.plan.period) };
    });
    const body = parts.length === 1 ? parts[0]!.body : leaderBody(parts, configuration);
    return { body, digest: digestOf(body), query, asOf: run.asOf, subjects: keys };
  }
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
  const titles = titlesAsked(card).flatMap(({ title, state }) => (state === 'MET' ? [title] : []));
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
