import type { ReadPoint } from '../../platform/api/context.ts';
import type { EvaluatedCard } from '../../../plugins/engine/evaluate.ts';
import { leaves } from '../../../plugins/engine/evaluate.ts';
import type { Plan } from '../../../plugins/engine/plan.ts';
import { criteriaOf } from '../../../plugins/engine/plan.ts';
import type { CohortMember, PlaceResult, Standing } from '../../../plugins/engine/standing.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import {
  ONE,
  ZERO,
  compare,
  divide,
  equal,
  exactText,
  multiply,
  subtract,
} from '../../../rules/kit/fraction.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import { subjectKey } from '../../facts/attribution.ts';
import type { Reader } from '../../facts/scope.ts';
import { memberOf, standingsAmong } from '../../scoring/cohorts.ts';
import { ScoreService } from '../../scoring/compute/score-service.ts';
import { subjectsOf } from '../../scoring/compute/scored-subjects.ts';
import type { Snapshot } from '../../facts/snapshot.ts';
import { SnapshotCache } from '../../facts/snapshot.ts';
import type { Draft } from '../drafts/draft.ts';

/** Figures of one card in a simulation. Points are exact decimals or fractions as text. */
export interface SimulatedCard {
  readonly points: string;
  /** Points still open: what is owed and not there yet. */
  readonly open: string;
  /** The class by the subject's own facts, and the one proposed after caps; null where it is withheld. */
  readonly ownRating: Rating | null;
  readonly rating: Rating | null;
  readonly rank: number | null;
  readonly group: string | null;
  readonly cap: 'WITHIN' | 'BEYOND' | 'TIE' | null;
}

/** One leader's post, or one unit, before and after. */
export interface SimulatedSubject {
  readonly subject: string;
  readonly leader: string | null;
  readonly unit: string;
  /** Null where the scheme in force does not score the subject, or none was in force. */
  readonly before: SimulatedCard | null;
  /** Null where the draft no longer scores the subject. */
  readonly after: SimulatedCard | null;
  /** The criterion that moved the total most, with its points on the card. */
  readonly moved: { readonly line: string; readonly before: string; readonly after: string } | null;
}

/** Places of a capped class in one ranked group. */
export interface SimulatedCap {
  readonly group: string;
  readonly before: CapPlaces | null;
  readonly after: CapPlaces | null;
}

/** How many members a cap places within it, beyond it, and tied for the last place. */
export interface CapPlaces {
  readonly base: number;
  readonly places: number;
  readonly within: number;
  readonly beyond: number;
  readonly tied: number;
}

/** How a criterion fails to tell people apart. */
export const STUCK_KINDS = ['NOBODY_PASSES', 'NOBODY_FAILS', 'NOBODY_CONCERNED'] as const;

/** A criterion that gives all subjects of a period the same result. */
export interface StuckCriterion {
  readonly line: string;
  readonly kind: (typeof STUCK_KINDS)[number];
}

/** One scheme in one period. */
export interface SimulatedRun {
  readonly scheme: string;
  readonly period: string;
  readonly revisionBefore: number | null;
  readonly subjects: readonly SimulatedSubject[];
  readonly caps: readonly SimulatedCap[];
  readonly stuck: readonly StuckCriterion[];
}

/** What a draft would have made of past periods: plain data, the same for the same inputs. */
export interface SimulationResult {
  readonly format: 'leader-scorecard/simulation/1';
  readonly draft: { readonly code: string; readonly digest: string };
  readonly runs: readonly SimulatedRun[];
}

/** Which scheme in which period. */
export interface SimulationStep {
  readonly scheme: string;
  readonly period: string;
  /** False where no scheme of the name was in force then: there is nothing to compare with. */
  readonly inForce: boolean;
}

/** Cards of so many subjects are computed at once. */
const BATCH = 50;

/** A service that computes as if the draft had always been in force. */
export function serviceWith(draft: Draft, service: ScoreService, reader: Reader): ScoreService {
  return new ScoreService(reader, service.catalogue, new OverlaidSnapshots(draft, service));
}

class OverlaidSnapshots extends SnapshotCache {
  readonly #draft: Draft;
  readonly #service: ScoreService;
  readonly #overlaid = new Map<Snapshot, Snapshot>();

  constructor(draft: Draft, service: ScoreService) {
    super();
    this.#draft = draft;
    this.#service = service;
  }

  override async get(_reader: Reader, authority: string, position: number): Promise<Snapshot> {
    const snapshot = await this.#service.snapshot(authority, position);
    const known = this.#overlaid.get(snapshot);
    if (known) return known;
    const overlaid = overlay(snapshot, this.#draft);
    this.#overlaid.set(snapshot, overlaid);
    return overlaid;
  }
}

/** Before every period there is. */
const ALWAYS: Day = -1_000_000;

function overlay(snapshot: Snapshot, draft: Draft): Snapshot {
  const { configures, configuration, example } = draft;
  const shared = {
    code: draft.code,
    number: 0,
    effectiveFrom: ALWAYS,
    configuration,
    example,
    document: null,
  };
  if (draft.kind === 'SCHEME') {
    const others = snapshot.schemeRevisions.filter(({ scheme }) => scheme !== configures);
    return {
      ...snapshot,
      schemeRevisions: [...others, { ...shared, scheme: configures, effectiveTo: null }],
    };
  }
  const others = snapshot.pluginRevisions.filter(({ plugin }) => plugin !== configures);
  return { ...snapshot, pluginRevisions: [...others, { ...shared, plugin: configures }] };
}

/** The part of a card that comparing needs: few enough bytes that a whole province stays in memory. */
interface Reduced {
  readonly subject: Subject;
  readonly member: CohortMember;
  readonly points: Fraction;
  readonly open: Fraction;
  /** Points on the card by criterion, redistribution included. */
  readonly lines: ReadonlyMap<string, Fraction>;
  /** Share earned by criterion; null where it does not apply, absent while it is open. */
  readonly shares: ReadonlyMap<string, Fraction | null>;
}

/** Every card of one scheme and period, with standings. */
export interface Side {
  readonly plan: Plan;
  readonly cards: ReadonlyMap<string, Reduced>;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Keys of all subjects of a step. */
export async function subjectsOfStep(
  service: ScoreService,
  query: ReadPoint,
  step: SimulationStep,
): Promise<readonly string[]> {
  const { plan, snapshot } = await service.plan({ ...query, ...step });
  return subjectsOf(snapshot, plan.scheme.configuration, plan.period).map(subjectKey);
}

/**
 * Computes every card of one side of a step, and its standings.
 * @param onBatch called after every batch with its number of cards; it throws to end the work
 */
export async function computeSide(
  service: ScoreService,
  query: ReadPoint,
  step: SimulationStep,
  onBatch: (cards: number) => Promise<void>,
): Promise<Side> {
  const { plan, snapshot } = await service.plan({ ...query, ...step });
  const keys = await subjectsOfStep(service, query, step);
  const cards = new Map<string, Reduced>();
  let { asOf } = query;
  for (let start = 0; start < keys.length; start += BATCH) {
    const batch = keys.slice(start, start + BATCH);
    const run = await service.computeMany({ ...query, ...step, subjects: batch });
    asOf = run.asOf;
    for (const [key, card] of run.cards) cards.set(key, reduced(key, card));
    await onBatch(batch.length);
  }
  return { plan, cards, standings: standingsAmong({ plan, snapshot, asOf }, [...cards.values()]) };
}

function reduced(key: string, card: EvaluatedCard): Reduced {
  const lines = new Map<string, Fraction>();
  const shares = new Map<string, Fraction | null>();
  for (const { line, factor } of leaves(card)) {
    const { id } = line.planned;
    lines.set(id, multiply(line.points, factor));
    if (line.applicableMax === null) shares.set(id, null);
    else if (line.open.length === 0 && line.outcome?.kind !== 'FAILED' && !equal(line.applicableMax, ZERO))
      shares.set(id, divide(line.points, line.applicableMax));
  }
  return {
    subject: card.known.subject,
    member: memberOf(key, card),
    points: card.points,
    open: subtract(card.reach, card.points),
    lines,
    shares,
  };
}

/** Compares both sides of a step, subject by subject. */
export function compareSides(step: SimulationStep, before: Side | null, after: Side): SimulatedRun {
  const keys = [...new Set([...(before?.cards.keys() ?? []), ...after.cards.keys()])].toSorted();
  return {
    scheme: step.scheme,
    period: step.period,
    revisionBefore: before?.plan.scheme.number ?? null,
    subjects: keys.map((key) => {
      const [old, now] = [before?.cards.get(key) ?? null, after.cards.get(key) ?? null];
      const { subject } = (now ?? old)!;
      return {
        subject: key,
        leader: subject.kind === 'APPOINTMENT' ? subject.leader : null,
        unit: subject.unit,
        before: old && simulatedCard(old, before!.standings.get(key)),
        after: now && simulatedCard(now, after.standings.get(key)),
        moved: old && now && movedMost(old.lines, now.lines),
      };
    }),
    caps: capsOf(before?.standings ?? new Map(), after.standings),
    stuck: stuckIn(after),
  };
}

function simulatedCard(card: Reduced, standing: Standing | undefined): SimulatedCard {
  return {
    points: exactText(card.points),
    open: exactText(card.open),
    ownRating: card.member.rating,
    rating: standing ? standing.rating : card.member.rating,
    rank: standing?.rank ?? null,
    group: standing?.group ?? null,
    cap: standing?.cap?.result ?? null,
  };
}

function movedMost(
  before: ReadonlyMap<string, Fraction>,
  after: ReadonlyMap<string, Fraction>,
): SimulatedSubject['moved'] {
  let most: { line: string; old: Fraction; now: Fraction; size: Fraction } | null = null;
  for (const line of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
    const [old, now] = [before.get(line) ?? ZERO, after.get(line) ?? ZERO];
    const difference = subtract(now, old);
    const size = difference.n < 0n ? subtract(ZERO, difference) : difference;
    if (compare(size, most?.size ?? ZERO) > 0) most = { line, old, now, size };
  }
  return most && { line: most.line, before: exactText(most.old), after: exactText(most.now) };
}

function capsOf(before: ReadonlyMap<string, Standing>, after: ReadonlyMap<string, Standing>): SimulatedCap[] {
  const [old, now] = [before, after].map(placesByGroup) as [
    ReadonlyMap<string, CapPlaces>,
    ReadonlyMap<string, CapPlaces>,
  ];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().map((group) => ({
    group,
    before: old.get(group) ?? null,
    after: now.get(group) ?? null,
  }));
}

function placesByGroup(standings: ReadonlyMap<string, Standing>): ReadonlyMap<string, CapPlaces> {
  const groups = Map.groupBy(standings.values(), ({ group }) => group);
  return new Map(
    [...groups].flatMap(([group, members]) => {
      const caps = members.flatMap(({ cap }) => cap ?? []);
      const [first] = caps;
      if (!first) return [];
      const count = (result: PlaceResult['result']): number =>
        caps.filter((cap) => cap.result === result).length;
      const { base, places } = first;
      const counted = { within: count('WITHIN'), beyond: count('BEYOND'), tied: count('TIE') };
      return [[group, { base, places, ...counted }] as const];
    }),
  );
}

function stuckIn({ plan, cards }: Side): StuckCriterion[] {
  const criteria = plan.parts.flatMap(criteriaOf);
  return criteria.flatMap(({ id }): StuckCriterion[] => {
    const known = [...cards.values()].flatMap(({ shares }) => {
      const share = shares.get(id);
      return share === undefined ? [] : [share];
    });
    // What is open may still turn out either way.
    if (known.length === 0 || known.length < cards.size) return [];
    const applicable = known.flatMap((share) => share ?? []);
    const kind =
      applicable.length === 0
        ? 'NOBODY_CONCERNED'
        : applicable.every((share) => equal(share, ZERO))
          ? 'NOBODY_PASSES'
          : applicable.every((share) => equal(share, ONE))
            ? 'NOBODY_FAILS'
            : null;
    return kind === null ? [] : [{ line: id, kind }];
  });
}

/** Whether a subject's proposed class is another one. */
export function changesClass({ before, after }: SimulatedSubject): boolean {
  return before !== null && after !== null && before.rating !== after.rating;
}
