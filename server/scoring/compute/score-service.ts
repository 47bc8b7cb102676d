import { setImmediate } from 'node:timers/promises';
import type { EvaluatedCard } from '../../../plugins/engine/evaluate.ts';
import { evaluateIn } from '../../../plugins/engine/evaluate.ts';
import { EvaluationBatch } from '../../../plugins/engine/evaluation-batch.ts';
import type { Plan } from '../../../plugins/engine/plan.ts';
import { makePlan } from '../../../plugins/engine/plan.ts';
import { ConfigurationFault } from '../../../rules/kit/config.ts';
import type { SubjectFacts } from '../../../plugins/engine/subject-facts.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { AttributedRow } from '../../../rules/kit/fact.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import { Refusal } from '../../platform/problems.ts';
import { Attribution, distribute, subjectKey } from '../../facts/attribution.ts';
import { CardFacts } from './card-facts.ts';
import { loaderOf } from '../../facts/loaders/index.ts';
import type { FactScope, Reader } from '../../facts/scope.ts';
import { dayOfTruth } from '../../facts/scope.ts';
import type { InputPositions } from '../../facts/inputs.ts';
import { allAt } from '../../facts/inputs.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import { pluginRevisionsOn, schemeOn } from '../../schemes/revisions.ts';
import type { ScoreQuery, ScoreRun } from './score-run.ts';
import { chooseSubjects } from './scored-subjects.ts';
import type { Snapshot } from '../../facts/snapshot.ts';
import { SnapshotCache, periodOf } from '../../facts/snapshot.ts';
import { refused } from './scoring.problems.ts';

/**
 * The one way to compute a score. It reads a snapshot, and each needed fact once a batch, whatever the number of subjects in it,
 * and hands the rest to the pure engine. Cards that others are made of are computed first, in the same run.
 */
export class ScoreService {
  readonly #reader: Reader;
  readonly #catalogue: Catalogue;
  readonly #snapshots: SnapshotCache;
  readonly #plans = new WeakMap<Snapshot, Map<string, Plan>>();

  constructor(reader: Reader, catalogue: Catalogue, snapshots = new SnapshotCache()) {
    this.#reader = reader;
    this.#catalogue = catalogue;
    this.#snapshots = snapshots;
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  snapshot(authority: string, position: number): Promise<Snapshot> {
    return this.#snapshots.get(this.#reader, authority, position);
  }

  /**
   * Computes cards. Named subjects are computed together, with the same number of statements however many they are; all
   * subjects of a scheme are computed in batches.
   * @throws Refusal UNKNOWN_PERIOD, UNKNOWN_SCHEME or UNKNOWN_SUBJECT.
   * @throws ConfigurationFault when the scheme cannot be planned.
   */
  async computeMany(query: ScoreQuery): Promise<ScoreRun> {
    return this.computeIn(await this.plan(query), query);
  }

  /**
   * Computes cards under a plan that was made before.
   * @throws Refusal UNKNOWN_SUBJECT.
   */
  async computeIn(planned: Planned, query: ScoreQuery): Promise<ScoreRun> {
    const resolved = this.#resolve(planned, query, []);
    const cards = new Map<string, EvaluatedCard>();
    for await (const batch of this.#batches(resolved, query.subjects === 'ALL' ? UNITS_AT_ONCE : Infinity))
      for (const [key, card] of batch.cards) cards.set(key, card);
    return runOf(resolved, new Map(resolved.subjects.map((subject) => entryOf(cards, subjectKey(subject)))));
  }

  /**
   * The same cards, some units at a time, so that memory does not grow with the province.
   *
   * While one batch is evaluated, the database reads the next. A batch holds its facts in memory as long as it is referenced.
   * A unit's subjects come in one batch; units follow each other as their first subjects do. Leaving the loop early leaves
   * nothing running.
   * @throws as `computeMany`, at the first batch.
   */
  async *computeInBatches(query: ScoreQuery, unitsAtOnce = UNITS_IN_PASSING): AsyncGenerator<ScoreRun, void> {
    yield* this.#batches(this.#resolve(await this.plan(query), query, []), unitsAtOnce);
  }

  /** The scheme as planned for a period, and where its cards are read. @throws as `computeMany`. */
  async plan(query: Omit<ScoreQuery, 'subjects' | 'asOf'>): Promise<Planned> {
    const snapshot = await this.#snapshotOf(query);
    const { sealedAt } = periodOf(snapshot, query.period);
    // Nothing recorded after its sealing alters a period's cards, from whatever later position they are requested.
    if (sealedAt !== null && (query.inputs || query.position !== sealedAt))
      return this.plan({ ...query, position: sealedAt, inputs: undefined });
    const { position, inputs } = query;
    return { snapshot, plan: this.planIn(snapshot, query.scheme, query.period), position, inputs };
  }

  /** The snapshot that a query reads; composed of several where its groups of inputs are read at several positions. */
  async #snapshotOf({
    authority,
    position,
    inputs,
  }: Pick<ScoreQuery, 'authority' | 'position' | 'inputs'>): Promise<Snapshot> {
    if (!inputs) return this.snapshot(authority, position);
    const [{ organisation, leaders }, { cohorts }, configuration] = await Promise.all([
      this.snapshot(authority, inputs.ORGANISATION),
      this.snapshot(authority, inputs.DECISION),
      this.snapshot(authority, inputs.CONFIGURATION),
    ]);
    return { ...configuration, organisation, leaders, cohorts };
  }

  /** The same within a snapshot, made once for each. @throws as `computeMany`. */
  planIn(snapshot: Snapshot, schemeName: string, periodCode: string): Plan {
    let plans = this.#plans.get(snapshot);
    if (!plans) this.#plans.set(snapshot, (plans = new Map()));
    const key = `${periodCode} ${schemeName}`;
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = this.#planIn(snapshot, schemeName, periodCode)));
    return plan;
  }

  #planIn(snapshot: Snapshot, schemeName: string, periodCode: string): Plan {
    const period = periodOf(snapshot, periodCode);
    const scheme = schemeOn(snapshot, schemeName, period.from);
    if (!scheme?.configuration.periodKinds.includes(period.kind)) {
      throw new Refusal([refused('UNKNOWN_SCHEME', { code: schemeName }, 'scheme')]);
    }
    const revisions = pluginRevisionsOn(snapshot, this.#catalogue, period.from);
    return makePlan(scheme, this.#catalogue.plugins, revisions, period, snapshot.calendar);
  }

  /** @param above schemes whose cards need this one. */
  #resolve(
    { plan, snapshot, position, inputs }: Planned,
    query: ScoreQuery,
    above: readonly string[],
  ): Resolved {
    const { period, scheme } = plan;
    const schemes = [...above, query.scheme];
    return {
      query: { ...query, position, inputs },
      plan,
      snapshot,
      ...dayOfTruth(period, query.asOf),
      subjects: chooseSubjects(snapshot, scheme.configuration, period, query.subjects),
      cardsOfOthers: new CardFacts(this.#reader, (nested) =>
        this.#nested({ ...query, position, inputs, ...nested }, schemes),
      ),
    };
  }

  /** @throws ConfigurationFault where the scheme is one of those above: its cards would depend on themselves. */
  async *#nested(query: ScoreQuery, above: readonly string[]): AsyncGenerator<ScoreRun, void> {
    if (above.includes(query.scheme))
      throw new ConfigurationFault(
        `scheme ${query.scheme}`,
        `its cards depend on themselves: ${[...above, query.scheme].join(' → ')}`,
      );
    const resolved = this.#resolve(await this.plan(query), query, above);
    yield* this.#batches(resolved, query.subjects === 'ALL' ? UNITS_IN_PASSING : Infinity);
  }

  async *#batches(resolved: Resolved, unitsAtOnce: number): AsyncGenerator<ScoreRun, void> {
    const batches = batchesOf(resolved.subjects, unitsAtOnce);
    let reading = this.#startReading(resolved, batches[0]);
    try {
      for (let index = 0; index < batches.length; index++) {
        const known = await reading;
        reading = this.#startReading(resolved, batches[index + 1]);
        // Evaluating does not give way to anything: the statements of the next batch must be on their way before.
        if (index + 1 < batches.length) await setImmediate();
        const together = new EvaluationBatch(resolved.plan, resolved.asOf);
        yield runOf(resolved, new Map(known.map(([key, facts]) => [key, evaluateIn(together, facts)])));
      }
    } finally {
      await reading.catch(() => undefined);
    }
  }

  /** Starts to read facts ahead. It may fail before it is awaited: then awaiting it rejects. */
  #startReading(resolved: Resolved, subjects: readonly Subject[] = []): Promise<readonly KnownEntry[]> {
    const reading = subjects.length === 0 ? Promise.resolve([]) : this.#readFacts(resolved, subjects);
    reading.catch(() => undefined);
    return reading;
  }

  async #readFacts(
    { query, plan, snapshot, asOf, lastDayOver, cardsOfOthers }: Resolved,
    subjects: readonly Subject[],
  ): Promise<readonly KnownEntry[]> {
    const { period, scheme, calendar } = plan;
    const { organisation } = snapshot;
    const positions = query.inputs ?? allAt(query.position);
    const scope: FactScope = {
      authority: query.authority,
      position: positions.DATA,
      decisionPosition: positions.DECISION,
      period,
      asOf,
      lastDayOver,
      calendar,
      organisation,
      units: unique(subjects.map((subject) => subject.unit)),
      leaders: unique(
        subjects.flatMap((subject) => (subject.kind === 'APPOINTMENT' ? [subject.leader] : [])),
      ),
    };
    // All at one pinned position, so the statements may run beside one another.
    const [others, ...loads] = await Promise.all([
      cardsOfOthers.read(plan, { ...scope, position: positions.DECISION }, snapshot, subjects),
      ...plan.needs.map(async (fact) => {
        const loader = loaderOf(fact.id);
        if (loader === null) return { fact, rows: [] };
        const position = positions[loader.group ?? 'DATA'];
        return { fact, rows: await loader.load(plannedOnce(this.#reader, fact.id), { ...scope, position }) };
      }),
    ]);
    const known = subjects.map((subject) => [subjectKey(subject), emptyFacts(subject)] as const);
    const attribution = new Attribution(organisation, scope.units);
    const requested = new Set(known.map(([key]) => key));
    for (const { fact, rows } of loads) {
      const shares = distribute(rows, {
        organisation,
        attribution,
        calendar,
        inheritBelowWorkingDays: scheme.configuration.inheritBelowWorkingDays,
        undecidedDay: Math.min(asOf, period.to - 1),
        requested,
      });
      for (const [key, facts] of known) {
        const counted = shares.counted.get(key) ?? [];
        const own = others.get(fact.id)?.get(key);
        facts.facts[fact.id] = own ? [...counted, ...own] : counted;
        facts.inherited[fact.id] = shares.inherited.get(key) ?? [];
      }
    }
    return known;
  }
}

/** As many units at once as keep both the database and the evaluation busy. */
const UNITS_AT_ONCE = 40;
/** Fewer where the cards are not retained: less lies in memory, for a few statements more. */
const UNITS_IN_PASSING = 12;

/** A scheme as planned for a period, within the snapshot that its cards are made in. */
export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  /**
   * The position at which everything is read: the requested one, or that of the period’s sealing where it was sealed by then.
   */
  readonly position: number;
  readonly inputs?: InputPositions | undefined;
}

/** A query resolved: whose cards, under which plan, on which day of truth. */
interface Resolved {
  readonly query: ScoreQuery;
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly asOf: Day;
  readonly lastDayOver: Day;
  readonly subjects: readonly Subject[];
  /** Facts that are cards of other schemes and periods: computed once for all batches where possible. */
  readonly cardsOfOthers: CardFacts;
}

type KnownEntry = readonly [key: string, facts: SubjectFacts];

function runOf({ plan, asOf, snapshot }: Resolved, cards: ReadonlyMap<string, EvaluatedCard>): ScoreRun {
  return { plan, asOf, snapshot, cards };
}

function entryOf<V>(map: ReadonlyMap<string, V>, key: string): readonly [string, V] {
  return [key, map.get(key)!];
}

/** Subjects by unit, so many units a batch. */
function batchesOf(subjects: readonly Subject[], unitsAtOnce: number): Subject[][] {
  const byUnit = [...Map.groupBy(subjects, ({ unit }) => unit).values()];
  const batches: Subject[][] = [];
  for (let start = 0; start < byUnit.length; start += unitsAtOnce)
    batches.push(byUnit.slice(start, start + unitsAtOnce).flat());
  return batches;
}

interface MutableFacts extends SubjectFacts {
  readonly facts: Record<string, readonly AttributedRow[]>;
  readonly inherited: Record<string, readonly AttributedRow[]>;
}

function emptyFacts(subject: Subject): MutableFacts {
  return { subject, facts: {}, inherited: {} };
}

/** The statement of a fact is planned once a connection, not anew for each batch. */
function plannedOnce(reader: Reader, fact: string): Reader {
  return { query: (sql, parameters) => reader.query(sql, parameters, `fact/${fact}`) };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
