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

/** How often new events are looked for without having been told of any. */
const EVERY_MILLISECONDS = 3000;

/** The most events of one batch. */
export const EVENTS_AT_ONCE = 100;

/** New events of an authority, in order, read with the rights of nobody in particular. */
export interface EventBatch {
  readonly events: readonly ScoreEvent[];
  /** Behind the last of them. */
  readonly end: EventCursor;
}

/** Somebody who is told of new events. */
export interface Follower {
  /** Works out what to tell. @returns what tells it, called in the same turn for all followers. */
  prepare(batch: EventBatch): Promise<() => void>;
  /** Resolves once everybody behind it has room for another batch. */
  room(): Promise<void>;
  /** No event that follows can be told any more. */
  fail(error: unknown): void;
}

export interface EventTailOptions {
  readonly database: Pick<Database, 'query' | 'dataModel' | 'listen'>;
  /** Is told of what could not be read; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** So long at most all wait for those who have no room for another batch. */
  readonly patienceMilliseconds?: number;
}

const PATIENCE = 5000;

/** Reads the events of an authority behind the place that everybody who follows has been told of. */
export class AuthorityTail {
  readonly authority: string;
  readonly followers = new Set<Follower>();
  readonly #options: EventTailOptions;
  #place: EventCursor;
  #running: Promise<void> | null = null;
  #isWanted = false;
  #isOver = false;

  constructor(authority: string, cursor: EventCursor, options: EventTailOptions) {
    this.authority = authority;
    this.#place = cursor;
    this.#options = options;
  }

  /** Whoever joins the followers in the turn in which this is read misses nothing behind it. */
  get cursor(): EventCursor {
    return this.#place;
  }

  /** There may be more. Many calls while one is being read are one. */
  wake(): void {
    if (this.#isOver) return;
    this.#isWanted = true;
    this.#running ??= this.#run();
  }

  /** Looks without having been told to; whatever kept it from looking before, it may be so late that events are gone by now. */
  async look(): Promise<void> {
    try {
      await mustNotBeExpired(this.#options.database, this.authority, this.#place);
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
    const span = { after: this.#place, first: EVENTS_AT_ONCE };
    const events = await readEvents(database, systemRights(this.authority), span);
    const last = events.at(-1);
    if (last === undefined) return false;
    await this.#notify({ events, end: { position: last.position, number: last.number } });
    if (events.length < EVENTS_AT_ONCE) return false;
    await this.#room();
    return true;
  }

  /** A long run of events comes as fast as it is taken; whoever does not take them holds the others up for a while only. */
  async #room(): Promise<void> {
    const over = new AbortController();
    const { patienceMilliseconds = PATIENCE } = this.#options;
    await Promise.race([
      Promise.all([...this.followers].map((follower) => follower.room())),
      setTimeout(patienceMilliseconds, null, { signal: over.signal, ref: false }).catch(() => undefined),
    ]);
    over.abort();
  }

  /** Everybody is told in one turn, so that whoever joins is either told too or reads the batch from the table. */
  async #notify(batch: EventBatch): Promise<void> {
    const prepared = new Map<Follower, () => void>();
    for (;;) {
      const missing = [...this.followers].filter((follower) => !prepared.has(follower));
      if (missing.length === 0) break;
      await Promise.all(
        missing.map(async (follower) => {
          const notify = await follower.prepare(batch).catch((error: unknown) => () => {
            this.#failed(error);
            follower.fail(error);
          });
          prepared.set(follower, notify);
        }),
      );
    }
    for (const notify of prepared.values()) notify();
    this.#place = batch.end;
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
  readonly #tails = new Map<string, Held>();
  #listening: Promise<StopListening | null> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: EventTailOptions) {
    this.#options = options;
  }

  /** The tail of an authority, from the end of its ledger on where nobody followed it yet; to be let go once. */
  async hold(authority: string): Promise<AuthorityTail> {
    this.#timer ??= setInterval(() => this.#everySoOften(), EVERY_MILLISECONDS).unref();
    this.#listening ??= this.#listen();
    let held = this.#tails.get(authority);
    if (!held) this.#tails.set(authority, (held = { tail: this.#begin(authority), holders: 0 }));
    held.holders += 1;
    try {
      return await held.tail;
    } catch (error) {
      this.letGo(authority);
      throw error;
    }
  }

  letGo(authority: string): void {
    const held = this.#tails.get(authority);
    if (!held || --held.holders > 0) return;
    this.#tails.delete(authority);
    whenBegun(held, (tail) => void tail.stop());
  }

  /** Nobody is told any more. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const tails = [...this.#tails.values()].map(({ tail }) => tail.catch(() => null));
    await Promise.all(tails.map(async (tail) => (await tail)?.stop()));
    const stopListening = await this.#listening;
    await stopListening?.();
  }

  async #begin(authority: string): Promise<AuthorityTail> {
    // Only what is said from here on is heard, and only what is committed by now is passed over.
    await this.#listening;
    const position = await currentPosition(this.#options.database, authority);
    return new AuthorityTail(authority, { position, number: WHOLE_ACT }, this.#options);
  }

  async #listen(): Promise<StopListening | null> {
    try {
      return await this.#options.database.listen(EVENTS_CHANNEL, (authority) => {
        const held = authority === null ? this.#tails.values() : [this.#tails.get(authority)];
        for (const one of held) if (one) whenBegun(one, (tail) => tail.wake());
      });
    } catch (error) {
      this.#options.onError(error);
      this.#listening = null;
      return null;
    }
  }

  #everySoOften(): void {
    this.#listening ??= this.#listen();
    for (const held of this.#tails.values()) whenBegun(held, (tail) => void tail.look());
  }
}

interface Held {
  readonly tail: Promise<AuthorityTail>;
  holders: number;
}

/** One that could not begin has told whoever holds it. */
function whenBegun({ tail }: Held, work: (tail: AuthorityTail) => void): void {
  tail.then(work, () => undefined);
}
