import { writeCard } from '../../plugins/engine/card.ts';
import type { EvaluatedCard } from '../../plugins/engine/evaluate.ts';
import { formatDay } from '../../rules/kit/day.ts';
import { exactText, parseFraction, subtract } from '../../rules/kit/fraction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Statements } from '../platform/database/database.ts';
import { idOf } from '../platform/ledger/ids.ts';
import { currentPosition } from '../platform/ledger/position.ts';
import { AffectedCards } from '../scoring/dependencies/affected.ts';
import { entitiesByName } from '../platform/model/data-model.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import { memberOf } from '../scoring/cohorts.ts';
import type { AnnouncedCard, CardToAnnounce } from './announced.ts';
import { announcedCards, storeAnnounced } from './announced.ts';
import { recordEvents } from '../events/event-log.ts';
import type { CauseShare, InputCause } from '../events/causes.ts';
import { currentCards } from './current-cards.ts';
import type { EventToRecord, ScoreEventBody } from '../events/event.ts';
import { EVENT_FORMAT } from '../events/event.ts';
import { cardsToSeal, sealCards } from './sealing.ts';
import type { ChangedTogether } from './split-by-cause.ts';
import { splitByCause } from './split-by-cause.ts';
import { announceStandings } from './rank-moves.ts';
import { isWatched, standingsOf, watchedCards } from './open-cards.ts';
import type { WorkBatch, WorkItem } from './work.ts';
import {
  SEALING,
  STANDINGS,
  beginProgress,
  finish,
  nextBatch,
  readProgress,
  randomEntryPoint,
  takeStep,
} from './work.ts';

/** Points between two steps of the work. A crash at any of them loses nothing and doubles nothing. */
export type Milestone = 'STEP_TAKEN' | 'BATCH_TAKEN' | 'COMPUTED' | 'ANNOUNCED';

/** Called between steps, which wait for it; what it throws ends the work. */
export type Between = (milestone: Milestone) => Promise<void>;

/** What changes are found, computed and recorded with. */
export interface ScoreChangesOptions {
  readonly store: Statements;
  readonly service: ScoreService;
  readonly clock: Clock;
  /** Fingerprint of the code that computes cards here, as of `fingerprintOf`. */
  readonly computedBy: () => string;
}

interface Change {
  readonly item: WorkItem;
  readonly before: AnnouncedCard | null;
  readonly after: CardToAnnounce;
}

/**
 * Finds and announces changes of cards. Acts of the ledger and days that open lead to the cards they may have changed; these are
 * computed anew, and those that differ from the announced ones become events. Work is stored in the database and each step is one
 * transaction, so any number of processes may do it at once, and any of them may die.
 */
export class ScoreChanges {
  readonly #store: Statements;
  readonly #service: ScoreService;
  readonly #affected: AffectedCards;
  readonly #clock: Clock;
  readonly #fingerprint: () => string;
  readonly #begun = new Set<string>();

  constructor({ store, service, clock, computedBy }: ScoreChangesOptions) {
    this.#store = store;
    this.#service = service;
    this.#affected = new AffectedCards(service, store);
    this.#clock = clock;
    this.#fingerprint = computedBy;
  }

  get #computedBy(): string {
    return this.#fingerprint();
  }

  /**
   * Announces everything up to the end of the ledger and to today, each missed day in its order.
   * @param isOneOfSeveral whether other processes work on the same authority: cards are then taken from a random point on.
   * @throws what broke first, after everything that could be announced was: the schemes and periods concerned are tried again the
   * next time.
   */
  async catchUp(
    authority: string,
    between: Between = () => Promise.resolve(),
    isOneOfSeveral = false,
  ): Promise<void> {
    const broken = new Map<string, unknown>();
    await this.begin(authority);
    do {
      await between('STEP_TAKEN');
      const skipped = new Set(broken.keys());
      const entry = isOneOfSeveral ? await randomEntryPoint(this.#store, authority) : null;
      for (;;) {
        const batch = await nextBatch(this.#store, authority, skipped, entry);
        if (batch === null) break;
        await between('BATCH_TAKEN');
        const announce = await this.#compute(batch).catch((error: unknown) => {
          const key = `${batch.scheme} ${batch.period}`;
          broken.set(key, error);
          skipped.add(key);
          return null;
        });
        if (announce === null) continue;
        await between('COMPUTED');
        await announce();
        await between('ANNOUNCED');
      }
    } while (await this.#advance(authority));
    for (const error of broken.values()) throw error;
  }

  /**
   * Other code than the one that announced the cards computes them all again, once a process: what it corrects is announced too.
   * @returns whether this was the first time.
   */
  async begin(authority: string): Promise<boolean> {
    if (this.#begun.has(authority)) return false;
    await beginProgress(this.#store, authority, this.#clock.today(), this.#computedBy);
    for (;;) {
      const progress = await readProgress(this.#store, authority);
      if (progress.computedBy === this.#computedBy) break;
      const snapshot = await this.#service.snapshot(authority, progress.position);
      const cards = [
        ...watchedCards(this.#service, snapshot, progress.day),
        ...cardsToSeal(this.#service, snapshot),
      ];
      if (await takeStep(this.#store, progress, { computedBy: this.#computedBy }, cards)) break;
    }
    this.#begun.add(authority);
    return true;
  }

  /** One step on: to the end of the ledger, then a day at a time. @returns whether there was one to take. */
  async #advance(authority: string): Promise<boolean> {
    const progress = await readProgress(this.#store, authority);
    const { position, day } = progress;
    const upTo = await currentPosition(this.#store, authority);
    if (upTo > position) {
      const acts = { authority, after: position, upTo };
      const cards = await this.#affected.by(acts, day, isWatched(day));
      const declared = await standingsOf(this.#store, this.#service, acts, day);
      const sealed = cardsToSeal(
        this.#service,
        await this.#service.snapshot(authority, upTo),
        await this.#service.snapshot(authority, position),
      );
      const work = [...cards, ...ranksOf(cards, declared), ...sealed];
      await takeStep(this.#store, progress, { position: upTo }, work);
      return true;
    }
    if (this.#clock.today() <= day) return false;
    const snapshot = await this.#service.snapshot(authority, position);
    const cards = watchedCards(this.#service, snapshot, day + 1, true);
    await takeStep(this.#store, progress, { day: day + 1 }, cards);
    return true;
  }

  /** Computes a batch outside any transaction. @returns what announces it. */
  async #compute(batch: WorkBatch): Promise<() => Promise<void>> {
    const act = { authority: batch.authority, recordedAt: this.#clock.now() };
    const header = { store: this.#store, service: this.#service, batch, act };
    switch (batch.items[0]!.subject) {
      case STANDINGS:
        return announceStandings(header);
      case SEALING:
        return () => sealCards({ ...header, computedBy: this.#computedBy });
    }
    const changes = await this.#changesIn(batch);
    const parts = await this.#partsOf(batch, changes);
    return () =>
      this.#store.transaction(async (tx) => {
        const mine = await finish(tx, batch);
        const announced = changes.filter(({ item }) => mine.has(item.subject));
        if (announced.length === 0) return;
        const events = announced.map((change) =>
          eventOf(batch, change, parts.get(change.item.subject) ?? []),
        );
        const position = await recordEvents(tx, act, events);
        const cards = announced.map(({ after }) => after);
        await storeAnnounced(tx, batch, position, this.#computedBy, cards);
      });
  }

  /** Cards that differ from the announced ones. */
  async #changesIn(batch: WorkBatch): Promise<Change[]> {
    const { authority, scheme, period, position, day, items } = batch;
    const subjects = items.map(({ subject }) => subject);
    const [announced, cards] = await Promise.all([
      announcedCards(this.#store, batch, subjects),
      currentCards(this.#service, { authority, scheme, period, position, asOf: day }, subjects),
    ]);
    return items.flatMap((item) => {
      const before = announced.get(item.subject) ?? null;
      const card = cards.get(item.subject);
      if (!card && !before?.card) return [];
      const after = card ? written(item.subject, card) : ended(item.subject, before!);
      return (before?.card?.digest ?? null) === (after.card?.digest ?? null) ? [] : [{ item, before, after }];
    });
  }

  /**
   * What each cause did to the points of changed cards, by subject. Cards whose inputs changed from the same state are split
   * together.
   */
  async #partsOf(
    batch: WorkBatch,
    changes: readonly Change[],
  ): Promise<ReadonlyMap<string, readonly CauseShare[]>> {
    const parts = new Map<string, readonly CauseShare[]>();
    const groups = Map.groupBy(changes, ({ item }) => `${item.sincePosition} ${item.sinceDay}`);
    for (const group of groups.values()) {
      const { sincePosition, sinceDay } = group[0]!.item;
      const cards = group.flatMap(({ item, before, after }) => {
        if (!before?.card || !after.card) return [];
        const sameCode = before.computedBy === this.#computedBy;
        return [{ subject: item.subject, from: before.card.points, to: after.card.points, sameCode }];
      });
      if (cards.length === 0) continue;
      const { authority, scheme, period, position, day } = batch;
      const changed: ChangedTogether = {
        authority,
        scheme,
        period,
        before: { position: sincePosition, day: sinceDay },
        after: { position, day },
        replaced: await this.#replaced(batch, sincePosition, sinceDay),
        cards,
      };
      for (const [subject, own] of await splitByCause(this.#service, changed)) parts.set(subject, own);
    }
    return parts;
  }

  /** Groups of inputs that may have changed since. */
  async #replaced(
    { authority, position, day }: WorkBatch,
    sincePosition: number,
    sinceDay: number,
  ): Promise<ReadonlySet<InputCause>> {
    const entities = await this.#store.query<{ noun: string }>(
      `select distinct c ->> 'noun' as noun from act a cross join lateral jsonb_array_elements(a.body -> 'changes') c
       where a.authority = $1 and a.position > $2::bigint and a.position <= $3::bigint
         and exists (select from stamp s where s.authority = a.authority and s.position = a.position)`,
      [authority, sincePosition, position],
    );
    const known = entitiesByName(this.#store.dataModel.entities);
    return new Set<InputCause>([
      ...entities.map(({ noun: entity }) => known.get(entity)!.group),
      ...(day === sinceDay ? [] : (['TIME'] as const)),
    ]);
  }
}

/** Standings that changed cards, or decisions on a cohort, may move. */
function ranksOf(
  cards: readonly { readonly scheme: string; readonly period: string }[],
  declared: readonly { readonly scheme: string; readonly period: string }[],
) {
  const lists = new Map(
    [...cards, ...declared].map(({ scheme, period }) => [`${scheme} ${period}`, { scheme, period }]),
  );
  return [...lists.values()].map((list) => ({ ...list, subject: STANDINGS }));
}

function written(subject: string, card: EvaluatedCard): CardToAnnounce {
  const { body, text, digest } = writeCard(card);
  const { points, open, max, rating } = body;
  const { subject: about } = card.known;
  const { key: _, ...member } = memberOf(subject, card);
  return {
    subject,
    unit: about.unit,
    leader: about.kind === 'APPOINTMENT' ? about.leader : null,
    card: { digest, points, open, max, rating },
    member,
    text,
  };
}

function ended(subject: string, { unit, leader }: AnnouncedCard): CardToAnnounce {
  return { subject, unit, leader, card: null, member: null, text: null };
}

function eventOf(batch: WorkBatch, { before, after }: Change, parts: readonly CauseShare[]): EventToRecord {
  const { authority, scheme, period, day, position } = batch;
  const { subject, unit, leader } = after;
  const from = before?.card ?? null;
  const to = after.card;
  const follows = String(before?.position ?? 0);
  const body: ScoreEventBody = {
    format: EVENT_FORMAT,
    kind: from === null ? 'score.first' : to === null ? 'score.ended' : 'score.changed',
    id: idOf('score-event', authority, scheme, period, subject, follows, to?.digest ?? ''),
    authority,
    scheme,
    period,
    day: formatDay(day),
    asKnownAt: position,
    subject: { key: subject, unit, leader },
    by: 'OWN',
    from,
    to,
    change: from && to && exactText(subtract(parseFraction(to.points), parseFraction(from.points))),
    parts,
  };
  return { body, day };
}
