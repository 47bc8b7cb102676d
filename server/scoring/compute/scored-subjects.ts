import type { SchemeConfiguration } from '../../../plugins/engine/scheme.ts';
import type { Period } from '../../../rules/kit/period.ts';
import type { Subject } from '../../../rules/kit/subject.ts';
import { Refusal } from '../../platform/problems.ts';
import { subjectKey } from '../../facts/attribution.ts';
import { existsIn, heldIn } from '../../facts/organisation.ts';
import { schemeOn } from '../../schemes/revisions.ts';
import type { Snapshot } from '../../facts/snapshot.ts';
import { periodOf } from '../../facts/snapshot.ts';
import { refused } from './scoring.problems.ts';

/** Whom a scheme scores in a period. */
interface ScoredSubjects {
  /** In code order. */
  readonly all: readonly Subject[];
  readonly byKey: ReadonlyMap<string, Subject>;
  readonly byUnit: ReadonlyMap<string, readonly Subject[]>;
  /** Posts by their holder; empty where the scheme scores units. */
  readonly byLeader: ReadonlyMap<string, readonly Subject[]>;
}

// A snapshot and a configuration never change: who is scored is worked out once for both, and freed with them.
const known = new WeakMap<Snapshot, WeakMap<SchemeConfiguration, Map<string, ScoredSubjects>>>();

/** Everyone whom the scheme scores in the period, by key, unit and leader. */
export function scoredSubjects(
  snapshot: Snapshot,
  configuration: SchemeConfiguration,
  period: Pick<Period, 'from' | 'to'>,
): ScoredSubjects {
  let ofSnapshot = known.get(snapshot);
  if (!ofSnapshot) known.set(snapshot, (ofSnapshot = new WeakMap()));
  let ofScheme = ofSnapshot.get(configuration);
  if (!ofScheme) ofSnapshot.set(configuration, (ofScheme = new Map()));
  const key = `${period.from} ${period.to}`;
  let subjects = ofScheme.get(key);
  if (!subjects) {
    const all = scoredIn(snapshot, configuration, period);
    const posts = all.filter((subject) => subject.kind === 'APPOINTMENT');
    subjects = {
      all,
      byKey: new Map(all.map((subject) => [subjectKey(subject), subject])),
      byUnit: Map.groupBy(all, ({ unit }) => unit),
      byLeader: Map.groupBy(posts, ({ leader }) => leader),
    };
    ofScheme.set(key, subjects);
  }
  return subjects;
}

/** Everyone whom the scheme scores in the period, in code order. */
export function subjectsOf(
  snapshot: Snapshot,
  configuration: SchemeConfiguration,
  period: Pick<Period, 'from' | 'to'>,
): readonly Subject[] {
  return scoredSubjects(snapshot, configuration, period).all;
}

/**
 * The requested subjects, in that order.
 * @throws Refusal UNKNOWN_SUBJECT naming every one that the scheme does not score.
 */
export function chooseSubjects(
  snapshot: Snapshot,
  configuration: SchemeConfiguration,
  period: Period,
  requested: readonly string[] | 'ALL',
): readonly Subject[] {
  const { all, byKey } = scoredSubjects(snapshot, configuration, period);
  if (requested === 'ALL') return all;
  const missing = requested.filter((key) => !byKey.has(key));
  if (missing.length > 0) {
    throw new Refusal(
      missing.map((key) => refused('UNKNOWN_SUBJECT', { code: key.slice(key.indexOf(':') + 1) }, 'subject')),
    );
  }
  return [...new Set(requested)].map((key) => byKey.get(key)!);
}

/**
 * Codes of the schemes that score a unit or a leader, as in force on the period’s first day.
 * A leader is scored in a post and under the regime of its legal status.
 * @throws Refusal UNKNOWN_PERIOD.
 */
export function schemesFor(
  snapshot: Snapshot,
  periodCode: string,
  subject: { readonly kind: 'UNIT' | 'LEADER'; readonly code: string },
): string[] {
  const period = periodOf(snapshot, periodCode);
  const names = [...new Set(snapshot.schemeRevisions.map((revision) => revision.scheme))].toSorted((a, b) =>
    a < b ? -1 : 1,
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

/** Whether the scheme classes the subject. People of another regime have a card, but neither class nor rank. */
export function isOfRegime(subject: Subject, configuration: SchemeConfiguration): boolean {
  return (
    subject.kind === 'UNIT' ||
    configuration.legalStatuses.length === 0 ||
    configuration.legalStatuses.includes(subject.legalStatus)
  );
}

function scoredIn(
  { organisation }: Snapshot,
  configuration: SchemeConfiguration,
  period: Pick<Period, 'from' | 'to'>,
): Subject[] {
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
