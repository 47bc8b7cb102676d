import type { SubjectFacts } from '../../plugins/engine/evaluate.ts';
import { evaluateCard } from '../../plugins/engine/evaluate.ts';
import type { Plan } from '../../plugins/engine/plan.ts';
import { ConfigurationFault, makePlan } from '../../plugins/engine/plan.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { Refusal, refused } from '../platform/problems.ts';
import { Attribution, distribute, subjectKey } from './attribution.ts';
import { cardFacts } from './card-facts.ts';
import { FACT_LOADERS } from './facts/index.ts';
import type { FactScope, Reader } from './facts/scope.ts';
import { dayOfTruth } from './facts/scope.ts';
import { existsIn, heldIn } from './organisation.ts';
import type { Catalogue } from './revisions.ts';
import { pluginRevisionsOn, schemeOn } from './revisions.ts';
import type { ScoreQuery, ScoreRun } from './score-run.ts';
import type { Snapshot } from './snapshot.ts';
import { SnapshotCache } from './snapshot.ts';

/**
 * The one way to compute a score. It reads a snapshot and each needed fact once, whatever the number of subjects, and hands the rest to the
 * pure engine. Cards that others are made of are computed first, in the same run.
 */
export class ScoreService {
  readonly #reader: Reader;
  readonly #catalogue: Catalogue;
  readonly #snapshots: SnapshotCache;

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

  /** @throws Refusal UNKNOWN_PERIOD, UNKNOWN_SCHEME or UNKNOWN_SUBJECT. @throws ConfigurationFault when the scheme cannot be planned. */
  async computeMany(query: ScoreQuery): Promise<ScoreRun> {
    return this.#compute(query, []);
  }

  /** The scheme as planned for a period. @throws as `computeMany`. */
  async plan(query: Omit<ScoreQuery, 'subjects' | 'asOf'>): Promise<{ plan: Plan; snapshot: Snapshot }> {
    const snapshot = await this.snapshot(query.authority, query.position);
    const period = periodOf(snapshot, query.period);
    const scheme = schemeOn(snapshot, query.scheme, period.from);
    if (!scheme?.configuration.periodKinds.includes(period.kind)) {
      throw new Refusal([refused('UNKNOWN_SCHEME', { code: query.scheme }, 'scheme')]);
    }
    const revisions = pluginRevisionsOn(snapshot, this.#catalogue, period.from);
    return {
      snapshot,
      plan: makePlan(scheme, this.#catalogue.plugins, revisions, period, snapshot.calendar),
    };
  }

  /** @param above schemes whose cards need this one: meeting one of them again is a cycle. */
  async #compute(query: ScoreQuery, above: readonly string[]): Promise<ScoreRun> {
    if (above.includes(query.scheme))
      throw new ConfigurationFault(
        `scheme ${query.scheme}`,
        `its cards depend on themselves: ${[...above, query.scheme].join(' → ')}`,
      );
    const { plan, snapshot } = await this.plan(query);
    const { period, scheme } = plan;
    const { asOf, lastDayOver } = dayOfTruth(period, query.asOf);
    const subjects = chooseSubjects(snapshot, scheme.configuration, period, query.subjects);
    const scope: FactScope = {
      authority: query.authority,
      position: query.position,
      period,
      asOf,
      lastDayOver,
      calendar: plan.calendar,
      organisation: snapshot.organisation,
      units: unique(subjects.map((subject) => subject.unit)),
      leaders: unique(
        subjects.flatMap((subject) => (subject.kind === 'APPOINTMENT' ? [subject.leader] : [])),
      ),
    };
    const attribution = new Attribution(snapshot.organisation, scope.units);
    const known = new Map(subjects.map((subject) => [subjectKey(subject), emptyFacts(subject)]));
    const dependencies = await cardFacts(this.#reader, plan, scope, snapshot, subjects, (nested) =>
      this.#compute({ ...query, ...nested }, [...above, query.scheme]),
    );
    // All at one pinned position, so the statements may run beside one another.
    const loads = plan.needs.map(async (fact) => {
      const rows = await FACT_LOADERS[fact.id]?.load(this.#reader, scope);
      return { fact, rows: rows ?? [] };
    });
    for (const { fact, rows } of await Promise.all(loads)) {
      const shares = distribute(rows, {
        organisation: snapshot.organisation,
        attribution,
        calendar: plan.calendar,
        inheritBelowWorkingDays: scheme.configuration.inheritBelowWorkingDays,
        undecidedDay: Math.min(asOf, period.to - 1),
      });
      for (const [key, facts] of known) {
        const own = dependencies.get(fact.id)?.get(key) ?? [];
        facts.facts[fact.id] = [...(shares.counted.get(key) ?? []), ...own];
        facts.inherited[fact.id] = shares.inherited.get(key) ?? [];
      }
    }
    const cards = new Map([...known].map(([key, facts]) => [key, evaluateCard(plan, facts, asOf)] as const));
    return { plan, asOf, snapshot, cards };
  }
}

interface MutableFacts extends SubjectFacts {
  readonly facts: Record<string, readonly AttributedRow[]>;
  readonly inherited: Record<string, readonly AttributedRow[]>;
}

function emptyFacts(subject: Subject): MutableFacts {
  return { subject, facts: {}, inherited: {} };
}

/** @throws Refusal UNKNOWN_PERIOD. */
export function periodOf(snapshot: Snapshot, code: string): Period {
  const period = snapshot.periods.find((entry) => entry.code === code);
  if (!period) throw new Refusal([refused('UNKNOWN_PERIOD', { code }, 'period')]);
  return period;
}

/** Everyone whom the scheme scores in the period, in code order. */
export function subjectsOf(
  snapshot: Snapshot,
  configuration: SchemeConfiguration,
  period: Pick<Period, 'from' | 'to'>,
): Subject[] {
  const { organisation } = snapshot;
  const inKinds = (kind: string) =>
    configuration.unitKinds.length === 0 || (configuration.unitKinds as readonly string[]).includes(kind);
  if (configuration.subject === 'UNIT') {
    return [...organisation.units.values()]
      .filter((unit) => inKinds(unit.kind) && existsIn(unit, period.from, period.to))
      .map((unit) => organisation.unitSubject(unit));
  }
  return [...organisation.appointments.values()]
    .filter(
      (post) =>
        configuration.roles.includes(post.role) &&
        heldIn(post, period) &&
        inKinds(organisation.units.get(post.unit)!.kind),
    )
    .map((post) => organisation.appointmentSubject(post));
}

function chooseSubjects(
  snapshot: Snapshot,
  configuration: SchemeConfiguration,
  period: Period,
  asked: readonly string[] | 'ALL',
): readonly Subject[] {
  const all = subjectsOf(snapshot, configuration, period);
  if (asked === 'ALL') return all;
  const byKey = new Map(all.map((subject) => [subjectKey(subject), subject]));
  const missing = asked.filter((key) => !byKey.has(key));
  if (missing.length > 0) {
    throw new Refusal(
      missing.map((key) => refused('UNKNOWN_SUBJECT', { code: key.slice(key.indexOf(':') + 1) }, 'subject')),
    );
  }
  return asked.map((key) => byKey.get(key)!);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
