import { cardBody } from '../../plugins/engine/card.ts';
import { classify } from '../../plugins/engine/classify.ts';
import { canonicalText } from '../../plugins/engine/digest.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { evaluateCard, isOpen } from '../../plugins/engine/evaluate.ts';
import { makePlan } from '../../plugins/engine/plan.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import type { decidedRatingFact, periodCardFact, subordinateRatingFact } from '../../rules/facts/card.ts';
import type { Day } from '../../rules/kit/day.ts';
import { civilOf } from '../../rules/kit/day.ts';
import type { AttributedRow, FactRow } from '../../rules/kit/fact.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import { decidedRatingEntity, staffRatingEntity } from '../../server/modules/evaluation/evaluation.entity.ts';
import { periodEntity } from '../../server/modules/period/period.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import { Answering } from './answering.ts';
import type { NaiveLedger } from './ledger.ts';
import {
  absenceFacts,
  assessmentFacts,
  awardFacts,
  decidedRatingFacts,
  directingActFacts,
  gateFacts,
  initiativeFacts,
} from './person-facts.ts';
import { targetFacts } from './target-facts.ts';
import { taskFacts } from './task-facts.ts';
import { assignmentFacts, indexResultFacts, obstacleFacts, readingFacts, reportFacts } from './unit-facts.ts';
import { postsIn } from './posts.ts';
import type { View } from './view.ts';
import { pluginsFor, schemeFor, viewOf } from './view.ts';

const FACTS: Readonly<Record<string, (view: View) => readonly AttributedRow[]>> = {
  absence: absenceFacts,
  assessment: assessmentFacts,
  assignment: assignmentFacts,
  award: awardFacts,
  'decided-rating': decidedRatingFacts,
  'directing-act': directingActFacts,
  gate: gateFacts,
  'index-result': indexResultFacts,
  initiative: initiativeFacts,
  obstacle: obstacleFacts,
  reading: readingFacts,
  report: reportFacts,
  target: targetFacts,
  task: taskFacts,
};

export interface NaiveQuery {
  readonly position: number;
  readonly scheme: string;
  readonly period: string;
  /** Day of truth. */
  readonly asOf: Day;
}

/** Canonical bytes of every subject’s card, by subject; null where there is no such period or scheme. */
export function naiveTexts(ledger: NaiveLedger, query: NaiveQuery): Record<string, string> | null {
  const cards = naiveCards(ledger, query);
  return cards && Object.fromEntries([...cards].map(([key, card]) => [key, canonicalText(cardBody(card))]));
}

function naiveCards(ledger: NaiveLedger, query: NaiveQuery): Map<string, EvaluatedCard> | null {
  const view = viewOf(ledger, query.position, query.period, query.asOf);
  const scheme = view && schemeFor(view, query.scheme);
  if (!scheme?.configuration.periodKinds.includes(view!.period.kind)) return null;
  const { configuration } = scheme;
  const plan = makePlan(scheme, PLUGINS, pluginsFor(view!), view!.period, view!.calendar);
  const answering = new Answering(view!, configuration.inheritBelowWorkingDays);
  const rows = plan.needs.map((fact) => ({
    fact: fact.id,
    rows: (FACTS[fact.id]?.(view!) ?? []).map((row) => ({ row, answer: answering.forRow(row) })),
  }));
  const below = cardsOf(ledger, query, configuration.subordinates);
  const ratedBy = cardsOf(ledger, query, configuration.ratedBy);
  const shorter = shorterPeriods(ledger, query, view!, configuration);
  return new Map(
    subjectsOf(view!, configuration).map((subject) => {
      const key = keyOf(subject);
      const counted = new Map<string, AttributedRow[]>(
        rows.map((of) => [
          of.fact,
          of.rows.filter(({ answer }) => answer.counted.includes(key)).map(({ row }) => row),
        ]),
      );
      counted.get('period-card')?.push(...periodCards(view!, subject, shorter, configuration));
      counted.get('subordinate-rating')?.push(...subordinates(view!, subject, below));
      counted.get('decided-rating')?.push(...proposedRating(view!, subject, configuration, ratedBy));
      const inherited = rows.map((of) => [
        of.fact,
        of.rows.filter(({ answer }) => answer.shown.includes(key)).map(({ row }) => row),
      ]);
      const known = {
        subject,
        facts: Object.fromEntries(counted),
        inherited: Object.fromEntries(inherited) as Record<string, AttributedRow[]>,
      };
      return [key, evaluateCard(plan, known, view!.asOf)];
    }),
  );
}

function keyOf(subject: Subject): string {
  return subject.kind === 'UNIT' ? `unit:${subject.unit}` : `appointment:${subject.appointment}`;
}

function subjectsOf(view: View, configuration: SchemeConfiguration): Subject[] {
  const { period } = view;
  const units = view.rows(unitEntity);
  const isScored = (kind: string) =>
    configuration.unitKinds.length === 0 || configuration.unitKinds.some((one) => one === kind);
  if (configuration.subject === 'UNIT') {
    return units
      .filter((unit) => isScored(unit.kind) && touches(period, unit.openedOn, unit.closedOn))
      .map((unit) => ({
        kind: 'UNIT',
        unit: unit.code,
        unitKind: unit.kind,
        superiorUnit: unit.parent,
      }));
  }
  return postsIn(view).flatMap((post): Subject[] => {
    const unit = units.find(({ code }) => code === post.unit)!;
    if (!configuration.roles.includes(post.role) || !isScored(unit.kind)) return [];
    if (!touches(period, post.from, post.to)) return [];
    const { leader, role, legalStatus, from, to, fields } = post;
    return [
      {
        kind: 'APPOINTMENT',
        unit: unit.code,
        unitKind: unit.kind,
        superiorUnit: unit.parent,
        appointment: post.code,
        leader,
        role,
        legalStatus,
        from,
        to,
        fields,
      },
    ];
  });
}

function touches(period: { readonly from: Day; readonly to: Day }, from: Day, to: Day | null): boolean {
  return from < period.to && (to === null || to > period.from);
}

/** The class decided for a unit or a person in a period; the last decision counts. */
function decidedFor(view: View, subject: Subject, period: string): Rating | null {
  const decided = view
    .rows(decidedRatingEntity)
    .filter((row) => row.period === period && view.isEntered(row.decidedOn))
    .filter((row) =>
      subject.kind === 'UNIT'
        ? row.leader === null && row.unit === subject.unit
        : row.leader === subject.leader,
    )
    .toSorted((a, b) => a.decidedOn - b.decidedOn || (a.code < b.code ? -1 : 1));
  return decided.at(-1)?.rating ?? null;
}

interface Shorter {
  readonly code: string;
  readonly from: Day;
  readonly to: Day;
  readonly cards: ReadonlyMap<string, EvaluatedCard> | null;
}

function shorterPeriods(
  ledger: NaiveLedger,
  query: NaiveQuery,
  view: View,
  { madeOf }: SchemeConfiguration,
): Shorter[] {
  if (madeOf === null) return [];
  return view
    .rows(periodEntity)
    .filter(({ kind, from, to }) => kind === madeOf.kind && from >= view.period.from && to <= view.period.to)
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .map(({ code, from, to }) => ({
      code,
      from,
      to,
      cards: from > view.asOf ? null : naiveCards(ledger, { ...query, scheme: madeOf.scheme, period: code }),
    }));
}

/** Whose card stands for a subject in a shorter period: its own, or that of the post its holder had before. */
function speakerIn(
  view: View,
  subject: Subject,
  period: { readonly from: Day; readonly to: Day },
  configuration: SchemeConfiguration,
): string | null {
  if (subject.kind === 'UNIT') {
    const unit = view.rows(unitEntity).find(({ code }) => code === subject.unit)!;
    return touches(period, unit.openedOn, unit.closedOn) ? keyOf(subject) : null;
  }
  if (touches(period, subject.from, subject.to)) return keyOf(subject);
  if (subject.from <= period.from) return null;
  const units = view.rows(unitEntity);
  const former = postsIn(view)
    .filter((post) => post.leader === subject.leader && touches(period, post.from, post.to))
    .filter(
      (post) =>
        configuration.roles.includes(post.role) &&
        (configuration.unitKinds.length === 0 ||
          configuration.unitKinds.includes(units.find(({ code }) => code === post.unit)!.kind)),
    )
    .reduce<{ readonly code: string; readonly from: Day } | null>(
      (last, post) =>
        last === null || post.from > last.from || (post.from === last.from && post.code > last.code)
          ? post
          : last,
      null,
    );
  return former && `appointment:${former.code}`;
}

function periodCards(
  view: View,
  subject: Subject,
  shorter: readonly Shorter[],
  configuration: SchemeConfiguration,
): FactRow<typeof periodCardFact>[] {
  return shorter.flatMap(({ code, from, to, cards }) => {
    const key = speakerIn(view, subject, { from, to }, configuration);
    if (key === null) return [];
    const card = cards?.get(key) ?? null;
    const isSettled = card !== null && card.applicableMax !== null && !isOpen(card);
    const decided = decidedFor(view, subject, code);
    const proposed = card && classify(card).rating;
    return [
      {
        code,
        unit: subject.unit,
        leader: subject.kind === 'APPOINTMENT' ? subject.leader : null,
        field: null,
        termFrom: null,
        decidedOn: to - 1,
        period: code,
        from,
        total: isSettled ? exactText(card.points) : null,
        rating: decided ?? proposed,
        ratingSource: decided !== null ? 'DECIDED' : proposed !== null ? 'PROPOSED' : null,
        missing: !isSettled,
      },
    ];
  });
}

/** Cards of another scheme for the same period. */
function cardsOf(
  ledger: NaiveLedger,
  query: NaiveQuery,
  of: { readonly scheme: string } | null,
): ReadonlyMap<string, EvaluatedCard> | null {
  return of && naiveCards(ledger, { ...query, scheme: of.scheme });
}

/** The class that another scheme proposes. */
function proposedRating(
  { period }: View,
  subject: Subject,
  { ratedBy }: SchemeConfiguration,
  cards: ReadonlyMap<string, EvaluatedCard> | null,
): FactRow<typeof decidedRatingFact>[] {
  const card = cards?.get(keyOf(subject));
  const rating = card && classify(card).rating;
  if (!rating) return [];
  return [
    {
      code: `${ratedBy!.scheme}/${period.code}`,
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
    },
  ];
}

/** Ratings directly below: decided ones of units, else proposed ones; and of staff, as recorded. */
function subordinates(
  view: View,
  subject: Subject,
  cards: ReadonlyMap<string, EvaluatedCard> | null,
): FactRow<typeof subordinateRatingFact>[] {
  const { period } = view;
  const base = { unit: subject.unit, leader: null, field: null, termFrom: null, decidedOn: period.to - 1 };
  const units = view
    .rows(unitEntity)
    .filter((unit) => unit.parent === subject.unit && touches(period, unit.openedOn, unit.closedOn))
    .flatMap((unit): FactRow<typeof subordinateRatingFact>[] => {
      const itself: Subject = {
        kind: 'UNIT',
        unit: unit.code,
        unitKind: unit.kind,
        superiorUnit: unit.parent,
      };
      const decided = decidedFor(view, itself, period.code);
      // The head of the unit's last days speaks for it, or the unit itself; deputies never do.
      let speaker: EvaluatedCard | null = null;
      for (const card of cards?.values() ?? []) {
        const about = card.known.subject;
        if (about.unit !== unit.code || (about.kind === 'APPOINTMENT' && about.role === 'DEPUTY')) continue;
        const earlier = speaker?.known.subject;
        if (about.kind === 'UNIT' || earlier?.kind !== 'APPOINTMENT' || earlier.from <= about.from)
          speaker = card;
      }
      const rating = decided ?? (speaker === null ? null : classify(speaker).rating);
      const ratingSource = decided ? ('DECIDED' as const) : rating ? ('PROPOSED' as const) : null;
      const { code } = unit;
      return [{ ...base, code, subordinate: code, of: 'UNIT', rating, number: 1, ratingSource }];
    });
  const people = view
    .rows(staffRatingEntity)
    .filter(
      (row) => row.unit === subject.unit && row.period === period.code && view.isEntered(row.recordedOn),
    )
    .map((row) => ({
      ...base,
      code: row.code,
      subordinate: row.unit,
      of: 'PEOPLE' as const,
      rating: row.rating,
      number: row.people,
      ratingSource: 'RECORDED' as const,
    }));
  return [...units, ...people];
}
