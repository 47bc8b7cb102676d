import { classify } from '../../../plugins/engine/classify.ts';
import type { EvaluatedCard } from '../../../plugins/engine/evaluate.ts';
import { isOpen } from '../../../plugins/engine/evaluate.ts';
import type { Plan } from '../../../plugins/engine/plan.ts';
import type { decidedRatingFact, periodCardFact, subordinateRatingFact } from '../../../rules/facts/card.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import type { AttributedRow, FactRow } from '../../../rules/kit/fact.ts';
import { exactText } from '../../../rules/kit/fraction.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import { Refusal } from '../../platform/problems.ts';
import { subjectKey } from '../../facts/attribution.ts';
import type { DecidedRatings } from './decided-ratings.ts';
import { countingRatings, decidedOf, decidedRatingsOf } from './decided-ratings.ts';
import type { FactScope, Reader } from '../../facts/scope.ts';
import { anyOf, codesText, enteredInTime, visible } from '../../facts/scope.ts';
import type { Organisation } from '../../facts/organisation.ts';
import { existsIn, heldIn } from '../../facts/organisation.ts';
import type { ScoreQuery, ScoreRun } from './score-run.ts';
import type { Snapshot } from '../../facts/snapshot.ts';

type PeriodCardRow = FactRow<typeof periodCardFact>;
type DecidedRow = FactRow<typeof decidedRatingFact>;
type SubordinateRow = FactRow<typeof subordinateRatingFact>;
type Nested = Pick<ScoreQuery, 'scheme' | 'period' | 'subjects'>;

/** Cards computed in the same run, batch by batch. */
type Compute = (nested: Nested) => AsyncIterable<ScoreRun>;

/**
 * Facts that are other cards: a subject’s cards of shorter periods, and the ratings directly below.
 *
 * They are computed first, by the same service; a decided class is used before a proposed one. One object serves all batches
 * of a run, so that ratings of subordinates are computed once.
 */
export class CardFacts {
  readonly #reader: Reader;
  readonly #compute: Compute;
  #ratingsBelow: Promise<ReadonlyMap<string, Rating>> | null = null;

  constructor(reader: Reader, compute: Compute) {
    this.#reader = reader;
    this.#compute = compute;
  }

  /** Rows by fact id and subject key. */
  async read(
    plan: Plan,
    scope: FactScope,
    snapshot: Snapshot,
    subjects: readonly Subject[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly AttributedRow[]>>> {
    const reader = this.#reader;
    const compute = this.#compute;
    const needed = new Set(plan.needs.map((fact) => fact.id));
    const facts = new Map<string, ReadonlyMap<string, readonly AttributedRow[]>>();
    if (needed.has('period-card'))
      facts.set('period-card', await periodCards(reader, plan, scope, snapshot.periods, subjects, compute));
    if (needed.has('subordinate-rating')) {
      const proposed = () => (this.#ratingsBelow ??= proposedRatingsOfAll(plan, compute));
      facts.set('subordinate-rating', await subordinateRatings(reader, scope, subjects, proposed));
    }
    if (needed.has('decided-rating'))
      facts.set('decided-rating', await proposedRatings(plan, subjects, compute));
    return facts;
  }
}

/**
 * The class that another scheme proposes for the same subject and period, before caps; rules use it only where none is decided.
 */
async function proposedRatings(
  plan: Plan,
  subjects: readonly Subject[],
  compute: Compute,
): Promise<Map<string, readonly AttributedRow[]>> {
  const { ratedBy } = plan.scheme.configuration;
  if (ratedBy === null || subjects.length === 0) return new Map();
  const { period } = plan;
  const ratings = await nestedCards(
    { scheme: ratedBy.scheme, period: period.code, subjects: subjects.map(subjectKey) },
    compute,
    (card) => classify(card).rating,
  );
  return new Map(
    subjects.map((subject) => {
      const key = subjectKey(subject);
      const rating = ratings?.get(key) ?? null;
      const row: DecidedRow | null = rating && {
        code: `${ratedBy.scheme}/${period.code}`,
        unit: subject.unit,
        leader: subject.kind === 'APPOINTMENT' ? subject.leader : null,
        field: null,
        termFrom: null,
        decidedOn: period.to - 1,
        period: period.code,
        year: civilOf(period.from).year,
        yearly: period.kind === 'YEAR',
        rating,
        ratingSource: 'PROPOSED',
        document: null,
      };
      return [key, row === null ? [] : [row]] as const;
    }),
  );
}

async function periodCards(
  reader: Reader,
  plan: Plan,
  scope: FactScope,
  periods: readonly Period[],
  subjects: readonly Subject[],
  compute: Compute,
): Promise<Map<string, readonly AttributedRow[]>> {
  const { madeOf } = plan.scheme.configuration;
  const rows = new Map<string, PeriodCardRow[]>(subjects.map((subject) => [subjectKey(subject), []]));
  if (madeOf === null) return rows;
  const shorter = periods.filter(
    (period) => period.kind === madeOf.kind && period.from >= plan.period.from && period.to <= plan.period.to,
  );
  const decided = await decidedIn(
    reader,
    scope,
    shorter.map((period) => period.code),
  );
  for (const period of shorter) {
    const present = subjects.flatMap((subject) => {
      const card = cardIn(subject, period, plan, scope.organisation);
      return card === null ? [] : [{ subject, card }];
    });
    if (present.length === 0) continue;
    const cards =
      period.from > scope.asOf
        ? null
        : await nestedCards(
            {
              scheme: madeOf.scheme,
              period: period.code,
              subjects: [...new Set(present.map(({ card }) => card))],
            },
            compute,
            resultOf,
          );
    for (const { subject, card } of present) {
      const key = subjectKey(subject);
      rows
        .get(key)!
        .push(
          periodCardRow(
            subject,
            period,
            cards?.get(card) ?? null,
            decidedOf(subject, decided.get(period.code)),
          ),
        );
    }
  }
  return rows;
}

/** What `read` takes from each requested card, by subject key; null where the scheme was not in force then. */
async function nestedCards<T>(
  nested: Nested,
  compute: Compute,
  read: (card: EvaluatedCard) => T,
): Promise<ReadonlyMap<string, T> | null> {
  const values = new Map<string, T>();
  try {
    for await (const { cards } of compute(nested))
      for (const [key, card] of cards) values.set(key, read(card));
    return values;
  } catch (error) {
    if (error instanceof Refusal && error.problems.every((problem) => problem.code === 'UNKNOWN_SCHEME'))
      return null;
    throw error;
  }
}

/** What a year takes from the card of a shorter period. */
interface PeriodResult {
  /** Null while points are open or nothing applies. */
  readonly total: string | null;
  readonly rating: Rating | null;
}

function resultOf(card: EvaluatedCard): PeriodResult {
  const settled = card.applicableMax !== null && !isOpen(card);
  return { total: settled ? exactText(card.points) : null, rating: classify(card).rating };
}

/**
 * Key of the card that counts for a subject in a shorter period; null where none does.
 *
 * Before a post began, it is that of the leader's last post then: the former unit sends its results, and they enter the year
 * (Decree 335/2025 art. 19).
 */
export function cardIn(
  subject: Subject,
  period: Period,
  plan: Plan,
  organisation: Organisation,
): string | null {
  if (subject.kind === 'UNIT')
    return existsIn(organisation.units.get(subject.unit)!, period.from, period.to)
      ? subjectKey(subject)
      : null;
  if (heldIn(subject, period)) return subjectKey(subject);
  if (period.from >= subject.from) return null;
  const { roles, unitKinds } = plan.scheme.configuration;
  const former = organisation
    .postsHeldBy(subject.leader)
    .filter(
      (post) =>
        heldIn(post, period) &&
        roles.includes(post.role) &&
        (unitKinds.length === 0 || unitKinds.includes(organisation.units.get(post.unit)!.kind)),
    )
    .toSorted((a, b) => a.from - b.from || (a.code < b.code ? -1 : 1))
    .at(-1);
  return former ? `appointment:${former.code}` : null;
}

function periodCardRow(
  subject: Subject,
  period: Period,
  card: PeriodResult | null,
  decided: Rating | null,
): PeriodCardRow {
  const total = card?.total ?? null;
  const proposed = card?.rating ?? null;
  return {
    code: period.code,
    unit: subject.unit,
    leader: subject.kind === 'APPOINTMENT' ? subject.leader : null,
    field: null,
    termFrom: null,
    decidedOn: period.to - 1,
    period: period.code,
    from: period.from,
    total,
    rating: decided ?? proposed,
    ratingSource: decided !== null ? 'DECIDED' : proposed !== null ? 'PROPOSED' : null,
    missing: total === null,
  };
}

async function subordinateRatings(
  reader: Reader,
  scope: FactScope,
  subjects: readonly Subject[],
  proposedOfAll: () => Promise<ReadonlyMap<string, Rating>>,
): Promise<Map<string, readonly AttributedRow[]>> {
  const { organisation, period } = scope;
  const children = new Map(
    scope.units.map((unit) => [unit, organisation.childrenOf(unit, period.from, period.to)] as const),
  );
  const below = [...new Set([...children.values()].flat().map((child) => child.code))];
  const around = { ...scope, units: [...scope.units, ...below], leaders: [] };
  const rated = (await decidedIn(reader, around, [period.code])).get(period.code);
  const proposed: ReadonlyMap<string, Rating> = below.length === 0 ? new Map() : await proposedOfAll();
  const people = Map.groupBy(
    (await staffRatings(reader, scope)).filter((entry) => enteredInTime(scope, entry.recordedOn)),
    ({ unit }) => unit,
  );
  return new Map(
    subjects.map((subject) => {
      const rows: SubordinateRow[] = [];
      const base = {
        unit: subject.unit,
        leader: null,
        field: null,
        termFrom: null,
        decidedOn: period.to - 1,
      } as const;
      for (const child of children.get(subject.unit) ?? []) {
        const decided = rated?.ofUnits.get(child.code);
        const rating = decided ?? proposed.get(child.code) ?? null;
        rows.push({
          ...base,
          code: child.code,
          subordinate: child.code,
          of: 'UNIT',
          rating,
          number: 1,
          ratingSource: decided ? 'DECIDED' : rating ? 'PROPOSED' : null,
        });
      }
      for (const entry of people.get(subject.unit) ?? []) {
        rows.push({
          ...base,
          code: entry.code,
          subordinate: entry.unit,
          of: 'PEOPLE',
          rating: entry.rating,
          number: entry.people,
          ratingSource: 'RECORDED',
        });
      }
      return [subjectKey(subject), rows] as const;
    }),
  );
}

/**
 * Proposed ratings of units, before caps, under the scheme for subordinates.
 * A unit is rated by its own card, or by that of its last head in the period; a deputy's class is not the unit's.
 */
async function proposedRatingsOfAll(plan: Plan, compute: Compute): Promise<Map<string, Rating>> {
  const { subordinates } = plan.scheme.configuration;
  const ratings = new Map<string, Rating>();
  if (subordinates === null) return ratings;
  const cards = await nestedCards(
    { scheme: subordinates.scheme, period: plan.period.code, subjects: 'ALL' },
    compute,
    (card) => ({ subject: card.known.subject, rating: classify(card).rating }),
  );
  const speaking = [...(cards?.values() ?? [])]
    .filter(({ subject }) => subject.kind === 'UNIT' || subject.role !== 'DEPUTY')
    .toSorted((a, b) => firstDayOf(a.subject) - firstDayOf(b.subject));
  for (const { subject, rating } of speaking) {
    if (rating === null) ratings.delete(subject.unit);
    else ratings.set(subject.unit, rating);
  }
  return ratings;
}

function firstDayOf(subject: Subject): number {
  return subject.kind === 'UNIT' ? 0 : subject.from;
}

interface StaffRating {
  readonly code: string;
  readonly unit: string;
  readonly rating: Rating;
  readonly people: number;
  readonly recordedOn: number;
}

async function staffRatings(reader: Reader, scope: FactScope): Promise<StaffRating[]> {
  return reader.query<StaffRating>(
    `select v.code, v.unit, v.rating, v.people, (v.recorded_on - date '1970-01-01') as "recordedOn" from staff_rating_version v
     where ${visible('v')} and v.unit = ${anyOf('$3')} and v.period = $4 order by v.code collate "C"`,
    [scope.authority, scope.position, codesText(scope.units), scope.period.code],
  );
}

/** The classes that count of the units and leaders of a scope, by period. */
async function decidedIn(
  reader: Reader,
  scope: FactScope,
  periods: readonly string[],
): Promise<ReadonlyMap<string, DecidedRatings>> {
  const found = await decidedRatingsOf(reader, scope, periods);
  const inTime = found.filter(({ decidedOn }) => enteredInTime(scope, decidedOn));
  const byPeriod = Map.groupBy(inTime, ({ period }) => period);
  return new Map([...byPeriod].map(([period, ratings]) => [period, countingRatings(ratings)]));
}
