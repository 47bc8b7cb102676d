import { setTimeout } from 'node:timers/promises';
import { ApiFault } from '../platform/faults.ts';
import type { Database } from '../platform/database/database.ts';
import type { StopListening } from '../platform/database/notices.ts';
import { systemRights } from '../platform/access/policy.ts';
import { currentPosition } from '../platform/ledger/position.ts';
import { EVENTS_CHANNEL } from './event-log.ts';
import type { EventCursor } from './event-cursor.ts';
import { WHOLE_ACT, mustNotBeExpired } from './event-cursor.ts';
import type { ScoreEvent } from './score-events.ts';
import { readEvents } from './score-events.ts';

/** How often new events are looked for without a notice of any. */
const EVERY_MILLISECONDS = 3000;

/** The most events of one batch. */
export const EVENTS_AT_ONCE = 100;

/** New events of an authority, in order. Read with the rights of the system: each follower filters them. */
export interface EventBatch {
  readonly events: readonly ScoreEvent[];
  /** Behind the last of them. */
  readonly end: EventCursor;
}

/** Receives new events. */
export interface Follower {
  /** Works out what to deliver. @returns what delivers it, called in the same turn for all followers. */
  prepare(batch: EventBatch): Promise<() => void>;
  /** Resolves once all its subscribers have room for another batch. */
  room(): Promise<void>;
  /** Ends it: no later event can be delivered. */
  fail(error: unknown): void;
}

/** Where new events are read, and how slow followers are treated. */
export interface EventTailOptions {
  readonly database: Pick<Database, 'query' | 'dataModel' | 'listen'>;
  /** Called with what kept events from being read; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** How long all followers wait at most for those who have no room for another batch. */
  readonly patienceMilliseconds?: number;
}

const PATIENCE = 5000;

/** Reads the events of one authority and delivers each batch to all followers at once. */
export class AuthorityTail {
  readonly authority: string;
  readonly followers = new Set<Follower>();
  readonly #options: EventTailOptions;
  #cursor: EventCursor;
  #running: Promise<void> | null = null;
  #isWanted = false;
  #isOver = false;

  constructor(authority: string, cursor: EventCursor, options: EventTailOptions) {
    this.authority = authority;
    this.#cursor = cursor;
    this.#options = options;
  }

  /** Behind the last delivered event: who joins the followers in the turn in which it is read misses nothing. */
  get cursor(): EventCursor {
    return this.#cursor;
  }

  /** There may be more. Many calls while one is being read are one. */
  wake(): void {
    if (this.#isOver) return;
    this.#isWanted = true;
    this.#running ??= this.#run();
  }

  /** Looks without a notice. It may come so late that events have been removed meanwhile: then the followers fail. */
  async look(): Promise<void> {
    try {
      await mustNotBeExpired(this.#options.database, this.authority, this.#cursor);
      this.wake();
    } catch (error) {
      this.#failed(error);
      if (error instanceof ApiFault) for (const follower of this.followers) follower.fail(error);
    }
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWanted && !this.#isOver) {
        this.#isWanted = false;
        while (await this.#step()) if (this.#isOver) break;
      }
    } catch (error) {
      this.#failed(error);
    }
    this.#running = null;
  }

  /** @returns whether there may be more. */
  async #step(): Promise<boolean> {
    const { database } = this.#options;
    const span = { after: this.#cursor, first: EVENTS_AT_ONCE };
    const events = await readEvents(database, systemRights(this.authority), span);
    const last = events.at(-1);
    if (last === undefined) return false;
    await this.#deliver({ events, end: { position: last.position, number: last.number } });
    if (events.length < EVENTS_AT_ONCE) return false;
    await this.#awaitRoom();
    return true;
  }

  /** Waits until followers have taken what was delivered; a slow one holds the others up for a while only. */
  async #awaitRoom(): Promise<void> {
    const over = new AbortController();
    const { patienceMilliseconds = PATIENCE } = this.#options;
    await Promise.race([
      Promise.all([...this.followers].map((follower) => follower.room())),
      setTimeout(patienceMilliseconds, null, { signal: over.signal, ref: false }).catch(() => undefined),
    ]);
    over.abort();
  }

  /** Delivers to all in one turn, so that who joins meanwhile either receives the batch too or reads it from the table. */
  async #deliver(batch: EventBatch): Promise<void> {
    const prepared = new Map<Follower, () => void>();
    for (;;) {
      const missing = [...this.followers].filter((follower) => !prepared.has(follower));
      if (missing.length === 0) break;
      await Promise.all(
        missing.map(async (follower) => {
          const deliver = await follower.prepare(batch).catch((error: unknown) => () => {
            this.#failed(error);
            follower.fail(error);
          });
          prepared.set(follower, deliver);
        }),
      );
    }
    for (const deliver of prepared.values()) deliver();
    this.#cursor = batch.end;
  }

  #failed(error: unknown): void {
    if (!this.#isOver) this.#options.onError(error);
  }
}

/**
 * The one reader of new events in a process, for all who follow them. A notice wakes it, and so does a slow clock: the table is
 * the truth. It neither reads nor listens before somebody follows.
 */
export class EventTail {
  readonly #options: EventTailOptions;
  readonly #tails = new Map<string, SharedTail>();
  #listening: Promise<StopListening | null> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: EventTailOptions) {
    this.#options = options;
  }

  /** The tail of an authority, from the end of its ledger on where nobody followed it yet; to be released once. */
  async acquire(authority: string): Promise<AuthorityTail> {
    this.#timer ??= setInterval(() => this.#poll(), EVERY_MILLISECONDS).unref();
    this.#listening ??= this.#listen();
    let shared = this.#tails.get(authority);
    if (!shared) this.#tails.set(authority, (shared = { tail: this.#begin(authority), holders: 0 }));
    shared.holders += 1;
    try {
      return await shared.tail;
    } catch (error) {
      this.release(authority);
      throw error;
    }
  }

  /** Gives back what `acquire` gave; the last one stops the tail. */
  release(authority: string): void {
    const shared = this.#tails.get(authority);
    if (!shared || --shared.holders > 0) return;
    this.#tails.delete(authority);
    whenBegun(shared, (tail) => void tail.stop());
  }

  /** Ends all tails: nothing is delivered any more. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const tails = [...this.#tails.values()].map(({ tail }) => tail.catch(() => null));
    await Promise.all(tails.map(async (tail) => (await tail)?.stop()));
    const stopListening = await this.#listening;
    await stopListening?.();
  }

  async #begin(authority: string): Promise<AuthorityTail> {
    // Listen before reading the position: an event between the two would be neither notified nor read.
    await this.#listening;
    const position = await currentPosition(this.#options.database, authority);
    return new AuthorityTail(authority, { position, number: WHOLE_ACT }, this.#options);
  }

  async #listen(): Promise<StopListening | null> {
    try {
      return await this.#options.database.listen(EVENTS_CHANNEL, (authority) => {
        const woken = authority === null ? this.#tails.values() : [this.#tails.get(authority)];
        for (const one of woken) if (one) whenBegun(one, (tail) => tail.wake());
      });
    } catch (error) {
      this.#options.onError(error);
      this.#listening = null;
      return null;
    }
  }

  #poll(): void {
    this.#listening ??= this.#listen();
    for (const shared of this.#tails.values()) whenBegun(shared, (tail) => void tail.look());
  }
}

interface SharedTail {
  readonly tail: Promise<AuthorityTail>;
  holders: number;
}

/** Does work with a tail once it has begun; one that could not begin has rejected for those who acquired it. */
function whenBegun({ tail }: SharedTail, work: (tail: AuthorityTail) => void): void {
  tail.then(work, () => undefined);
}
