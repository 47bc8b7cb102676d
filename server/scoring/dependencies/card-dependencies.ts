import { ConfigurationFault } from '../../../rules/kit/config.ts';
import type { Plan } from '../../../plugins/engine/plan.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import { Refusal } from '../../platform/problems.ts';
import { cardIn } from '../compute/card-facts.ts';
import { loaderOf } from '../../facts/loaders/index.ts';
import type { Dependency, DependencyScope } from '../../facts/dependencies.ts';
import { EVER, entered, inPeriod, unitAndPerson } from '../../facts/dependencies.ts';
import { dayOfTruth } from '../../facts/scope.ts';
import { Organisation } from '../../facts/organisation.ts';
import type { ScoreService } from '../compute/score-service.ts';
import type { Snapshot } from '../../facts/snapshot.ts';

/** In place of a subject: anyone whom the scheme scores. */
const ANYBODY = null;

/** Of anybody: no unit and no posts, since which days of which facts are read does not depend on them. */
const NOBODYS = {
  unit: '',
  leader: null,
  organisation: new Organisation({ units: [], lineage: [], appointments: [], absences: [] }),
};

/**
 * What cards depend on, derived without reading any fact.
 *
 * From the declarations of the fact loaders, the rows of the snapshot, and the cards that a card is made of. One structure
 * answers both "does this act touch that card" and "which cards does this act touch".
 */
export class CardDependencies {
  readonly #service: ScoreService;
  readonly #snapshot: Snapshot;
  readonly #requested: Day;

  /** @param requested day of truth as requested, before any cut-off. */
  constructor(service: ScoreService, snapshot: Snapshot, requested: Day) {
    this.#service = service;
    this.#snapshot = snapshot;
    this.#requested = requested;
  }

  /** Everything whose change could change the subject’s card: one entry a fact. */
  of(plan: Plan, subject: Subject): readonly Dependency[] {
    return merged(this.#card(plan, subject, [plan.scheme.scheme]));
  }

  /** Every fact that some card of the plan reads, with the first and the last day that any of them reads of it. */
  spans(plan: Plan): ReadonlyMap<string, Pick<Dependency, 'from' | 'to'>> {
    const dependencies = merged(this.#card(plan, ANYBODY, [plan.scheme.scheme]));
    return new Map(dependencies.map(({ fact, from, to }) => [fact, { from, to }]));
  }

  /** @param above schemes whose cards need this one, and its own: meeting one of them again is a cycle, and no card. */
  #card(plan: Plan, subject: Subject | typeof ANYBODY, above: readonly string[]): Dependency[] {
    const { period } = plan;
    const scope: DependencyScope = {
      ...(subject === ANYBODY
        ? NOBODYS
        : {
            unit: subject.unit,
            leader: subject.kind === 'APPOINTMENT' ? subject.leader : null,
            organisation: this.#snapshot.organisation,
          }),
      period,
      asOf: dayOfTruth(period, this.#requested).asOf,
    };
    const needs = plan.needs.map(({ id }) => id);
    const plugins = plan.plugins.map(({ plugin }) => plugin.id);
    return [
      ...this.#common(scope),
      configuration([plan.scheme.scheme, ...plugins], period.from),
      ...needs.flatMap((fact) => loaderOf(fact)?.dependencies(scope) ?? []),
      ...(needs.includes('period-card') ? this.#periodCards(plan, scope, subject, above) : []),
      ...(needs.includes('subordinate-rating') ? this.#subordinates(plan, scope, subject, above) : []),
      ...(needs.includes('decided-rating') ? this.#proposed(plan, subject, above) : []),
    ];
  }

  /** What every card reads: its period, the calendar, its unit and the units below, and who answers for the unit. */
  #common(scope: DependencyScope): Dependency[] {
    const posts = scope.organisation.postsOf(scope.unit).map(({ leader }) => leader);
    // A merger into a predecessor brings its figures here too.
    const predecessors = scope.organisation.predecessorsOf(scope.unit, EVER.to);
    return [
      { fact: 'period', about: [], ...inPeriod(scope) },
      { fact: 'calendar', about: [], ...EVER },
      { fact: 'organisation', about: [scope.unit, ...predecessors], ...EVER },
      { fact: 'appointment', about: [scope.unit], ...EVER },
      { fact: 'absence', about: posts, ...EVER },
    ];
  }

  /**
   * The cards of shorter periods, with the classes decided in them; before the post began, those of the leader’s former posts.
   */
  #periodCards(
    plan: Plan,
    scope: DependencyScope,
    subject: Subject | typeof ANYBODY,
    above: readonly string[],
  ): Dependency[] {
    const { madeOf } = plan.scheme.configuration;
    if (madeOf === null) return [];
    const { organisation, leader } = scope;
    const posts = leader === null ? [] : organisation.postsHeldBy(leader);
    const shorter = this.#snapshot.periods.filter(
      ({ kind, from, to }) => kind === madeOf.kind && from >= plan.period.from && to <= plan.period.to,
    );
    return [
      { fact: 'decided-rating', about: unitAndPerson(scope), ...entered(scope) },
      { fact: 'appointment', about: unitAndPerson(scope), ...EVER },
      { fact: 'organisation', about: posts.map(({ unit }) => unit), ...EVER },
      ...shorter
        .filter(({ from }) => from <= scope.asOf)
        .flatMap((period) => {
          const speaking =
            subject &&
            posts.find((post) => `appointment:${post.code}` === cardIn(subject, period, plan, organisation));
          const card = speaking ? organisation.appointmentSubject(speaking) : subject;
          return this.#nested(madeOf.scheme, period.code, [card], above);
        }),
    ];
  }

  /**
   * Classes of the units below and of staff; where a scheme rates the units below, its cards of them and of those who head them.
   */
  #subordinates(
    plan: Plan,
    scope: DependencyScope,
    subject: Subject | typeof ANYBODY,
    above: readonly string[],
  ): Dependency[] {
    const { organisation, period, unit } = scope;
    const below = organisation.childrenOf(unit, period.from, period.to);
    const dependencies: Dependency[] = [
      { fact: 'decided-rating', about: [unit, ...below.map(({ code }) => code)], ...entered(scope) },
      { fact: 'staff-rating', about: [unit], ...entered(scope) },
    ];
    const { subordinates } = plan.scheme.configuration;
    if (subordinates === null) return dependencies;
    const cards = below.flatMap((child) => [
      organisation.unitSubject(child),
      ...organisation.postsOf(child.code).map((post) => organisation.appointmentSubject(post)),
    ]);
    const read = subject === ANYBODY ? [ANYBODY] : cards;
    return [...dependencies, ...this.#nested(subordinates.scheme, period.code, read, above)];
  }

  #proposed(plan: Plan, subject: Subject | typeof ANYBODY, above: readonly string[]): Dependency[] {
    const { ratedBy } = plan.scheme.configuration;
    return ratedBy === null ? [] : this.#nested(ratedBy.scheme, plan.period.code, [subject], above);
  }

  /** Cards that another one is made of. */
  #nested(
    scheme: string,
    period: string,
    subjects: readonly (Subject | typeof ANYBODY)[],
    above: readonly string[],
  ): Dependency[] {
    const { from } = this.#snapshot.periods.find(({ code }) => code === period)!;
    const dependencies = [configuration([scheme], from)];
    const plan = above.includes(scheme) ? null : this.plan(scheme, period);
    if (plan === null) return dependencies;
    return [...dependencies, ...subjects.flatMap((subject) => this.#card(plan, subject, [...above, scheme]))];
  }

  /** The plan of a scheme for a period, or null where there is none to be made. */
  plan(scheme: string, period: string): Plan | null {
    try {
      return this.#service.planIn(this.#snapshot, scheme, period);
    } catch (error) {
      if (error instanceof Refusal || error instanceof ConfigurationFault) return null;
      throw error;
    }
  }
}

/** What is in force on a period’s first day counts for all of it. */
function configuration(about: readonly string[], firstDay: Day): Dependency {
  return { fact: 'configuration', about, from: firstDay, to: firstDay + 1 };
}

/** One entry a fact: about all codes of its dependencies, on the days from the first to the last. */
function merged(dependencies: readonly Dependency[]): Dependency[] {
  return [...Map.groupBy(dependencies, ({ fact }) => fact)].map(([fact, list]) => ({
    fact,
    about: [...new Set(list.flatMap(({ about }) => about))].toSorted((a, b) => (a < b ? -1 : 1)),
    from: Math.min(...list.map(({ from }) => from)),
    to: Math.max(...list.map(({ to }) => to)),
  }));
}
