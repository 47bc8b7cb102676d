import { formatDay } from '../../rules/kit/day.ts';
import type { Act } from '../platform/ledger/act.ts';
import type { Statements } from '../platform/database/database.ts';
import { digestOf } from '../platform/ledger/digest.ts';
import { idOf } from '../platform/ledger/ids.ts';
import { subjectKey } from '../facts/attribution.ts';
import { dayOfTruth } from '../facts/scope.ts';
import { standingsAmong } from '../scoring/cohorts.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import { subjectsOf } from '../scoring/compute/scored-subjects.ts';
import type { AnnouncedCard, AnnouncedRank, AnnouncedStanding } from './announced.ts';
import { announcedCards, announcedStandings, storeStanding } from './announced.ts';
import { recordEvents } from '../events/event-log.ts';
import { orNull } from './current-cards.ts';
import type { EventToRecord, RankSummary, RankingEventBody, ScoreEventBody } from '../events/event.ts';
import { EVENT_FORMAT } from '../events/event.ts';
import type { WorkBatch } from './work.ts';
import { finish } from './work.ts';

type Cards = ReadonlyMap<string, AnnouncedCard>;
type Members = Readonly<Record<string, AnnouncedRank>>;

interface Move {
  readonly subject: string;
  /** Null where it was in no list before. */
  readonly was: AnnouncedRank | null;
  readonly from: RankSummary;
  readonly to: AnnouncedRank;
}

interface Shift {
  readonly cohort: string;
  readonly before: AnnouncedStanding | null;
  readonly members: Members;
  readonly moved: readonly Move[];
}

/**
 * Ranks all subjects of a scheme and period by their announced cards. Whole cohorts; no card is computed again.
 * @returns a function that announces the ranks and proposed classes that moved
 */
export async function announceStandings({
  store,
  service,
  batch,
  act,
}: {
  readonly store: Statements;
  readonly service: ScoreService;
  readonly batch: WorkBatch;
  readonly act: Omit<Act, 'kind' | 'actor'>;
}): Promise<() => Promise<void>> {
  const [cards, before] = await Promise.all([
    announcedCards(store, batch, 'ALL'),
    announcedStandings(store, batch),
  ]);
  const cohorts = await currentCohorts(service, batch, cards);
  const shifts = [...new Set([...before.keys(), ...cohorts.keys()])].toSorted().map((cohort) => {
    const members = cohorts.get(cohort) ?? {};
    const old = before.get(cohort) ?? null;
    return { cohort, before: old, members, moved: movesBetween(old?.members ?? {}, members) };
  });
  const changed = shifts.filter(
    ({ before: old, members }) => digestOf(old?.members ?? {}) !== digestOf(members),
  );
  return () =>
    store.transaction(async (tx) => {
      const mine = await finish(tx, batch);
      if (mine.size === 0) return;
      const events = changed.flatMap((shift) => eventsOf(batch, shift, cards));
      const position = events.length === 0 ? batch.position : await recordEvents(tx, act, events);
      for (const { cohort, members } of changed)
        await storeStanding(tx, batch, cohort, { position, members });
    });
}

async function currentCohorts(
  service: ScoreService,
  { authority, scheme, period, position, day }: WorkBatch,
  cards: Cards,
): Promise<ReadonlyMap<string, Members>> {
  const planned = await orNull(() => service.plan({ authority, scheme, period, position }));
  const cohorts = new Map<string, Record<string, AnnouncedRank>>();
  if (planned === null) return cohorts;
  const { plan, snapshot } = planned;
  const members = subjectsOf(snapshot, plan.scheme.configuration, plan.period).flatMap((subject) => {
    const key = subjectKey(subject);
    const member = cards.get(key)?.member;
    return member ? [{ subject, member: { ...member, key } }] : [];
  });
  const { asOf } = dayOfTruth(plan.period, day);
  const own = new Map(members.map(({ member }) => [member.key, member.rating]));
  for (const [key, { group, rank, rating }] of standingsAmong({ plan, snapshot, asOf }, members)) {
    let cohort = cohorts.get(group);
    if (!cohort) cohorts.set(group, (cohort = {}));
    cohort[key] = { rank, rating, own: own.get(key)! };
  }
  return cohorts;
}

/** Subjects whose rank or proposed class changed. Who was in no list before counts as unranked, with the own class. */
function movesBetween(before: Members, after: Members): Move[] {
  const nothing: AnnouncedRank = { rank: null, rating: null, own: null };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((subject) => {
    const was = before[subject] ?? null;
    const to = after[subject] ?? nothing;
    const from = was ?? { rank: null, rating: to.own };
    return from.rank === to.rank && from.rating === to.rating ? [] : [{ subject, was, from, to }];
  });
}

function eventsOf(batch: WorkBatch, shift: Shift, cards: Cards): EventToRecord[] {
  const { cohort, before, members, moved } = shift;
  const { authority, scheme, period, day, position } = batch;
  if (moved.length === 0) return [];
  const follows = String(before?.position ?? 0);
  const identify = (...about: string[]) =>
    idOf('score-event', authority, scheme, period, cohort, follows, ...about);
  const header = {
    format: EVENT_FORMAT,
    authority,
    scheme,
    period,
    day: formatDay(day),
    asKnownAt: position,
  } as const;
  const about = (subject: string) => ({
    key: subject,
    unit: cards.get(subject)!.unit,
    leader: cards.get(subject)!.leader,
  });
  const ranking: RankingEventBody = {
    ...header,
    kind: 'ranking.changed',
    id: identify(digestOf(members)),
    cohort,
    size: Object.keys(members).length,
    moved: moved.map(({ subject, from, to }) => ({
      ...about(subject),
      from: { rank: from.rank, rating: from.rating },
      to: { rank: to.rank, rating: to.rating },
    })),
  };
  const capped = moved.flatMap(({ subject, was, to }): ScoreEventBody[] => {
    const card = cards.get(subject)!.card;
    // Where the own class changed, the card's own event announced it.
    if (was === null || card === null || was.own !== to.own || was.rating === to.rating) return [];
    return [
      {
        ...header,
        kind: 'score.changed',
        id: identify(digestOf(members), subject),
        subject: about(subject),
        by: 'STANDING',
        from: { ...card, rating: was.rating },
        to: { ...card, rating: to.rating },
        change: '0',
        parts: [],
      },
    ];
  });
  return [...capped, ranking].map((body) => ({ body, day }));
}
