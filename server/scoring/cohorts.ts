import { titleBodies } from '../../plugins/engine/card.ts';
import { classify } from '../../plugins/engine/classify.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { isOpen } from '../../plugins/engine/evaluate.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { CohortDeclaration, CohortMember, Standing } from '../../plugins/engine/standing.ts';
import { standingsOf } from '../../plugins/engine/standing.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import type { ScoreRun } from './compute/score-run.ts';
import { isOfRegime } from './compute/scored-subjects.ts';
import type { Snapshot } from '../facts/snapshot.ts';

/** One line of a ranking. */
export interface RankedCard {
  readonly subject: Subject;
  readonly card: EvaluatedCard;
  readonly standing: Standing;
}

/** The ranking of everyone whom the scheme of a run classes, by subject key. The run must be of all its subjects. */
export function rankedCards(run: ScoreRun): Map<string, RankedCard> {
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

/** What standing needs of a card. */
export function memberOf(key: string, card: EvaluatedCard): CohortMember {
  const known: Fraction | null = card.applicableMax !== null && !isOpen(card) ? card.points : null;
  const titles = titleBodies(card).flatMap(({ title, state }) => (state === 'MET' ? [title] : []));
  return { key, points: known, rating: classify(card).rating, titles };
}

/** The list in which a subject is ranked; acting heads are ranked among the heads. */
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

/**
 * The competent body’s declaration of a cohort; null where none had been made by the day of truth.
 * After the cut-off it counts whenever it was made.
 */
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
