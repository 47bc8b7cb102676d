import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { ApiFault } from '../platform/faults.ts';
import { service } from '../platform/services.ts';
import { isOpenTo, matchesFilter, readEvents, visiblePart } from './score-events.ts';
import type { EventFilter, ScoreEvent } from './score-events.ts';
import type { EventCursor } from './event-cursor.ts';
import { compareCursors, mustNotBeExpired, formatCursor } from './event-cursor.ts';
import type { AuthorityTail, EventBatch, EventTail, Follower } from './event-tail.ts';
import { EVENTS_AT_ONCE } from './event-tail.ts';

/** What a subscriber receives: an event, or only a cursor. One object for all who receive the same. */
export interface News {
  /** Subscribing again behind it misses nothing. */
  readonly cursor: EventCursor;
  readonly event: ScoreEvent | null;
  /** The request with which fields of the event are read. */
  readonly context: RequestContext;
  readonly at: ReadPoint;
}

/** A subscription: who subscribes, to which events, from where on. */
export interface FeedRequest {
  /** The request that subscribed; later ones are made of it, with the same viewer and language. */
  readonly context: RequestContext;
  readonly authority: string;
  /** Null: from now on. */
  readonly after: EventCursor | null;
  /** Equal for equal filters: such subscribers are served together. */
  readonly filterKey: string;
  /** The filter, with the units of the organisation as known at a read point. */
  filterAt(context: RequestContext, at: ReadPoint): Promise<EventFilter>;
}

/** Where a feed reads new events, and how many it holds for a slow subscriber. */
export interface EventFeedOptions {
  readonly tail: EventTail;
  /** The most events that wait for one subscriber to take them. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 1000;

/** Events that are read at once for a subscriber who resumes. */
const PAGE = 100;

/** After so many events that were not for them, subscribers receive a cursor alone. */
const MOST_PASSED_OVER = 100;

/** Key of the feed among the services of a request. */
export const FEED = service<EventFeed>('feed');

/** New events for any number of subscribers, each from its own cursor on and with its own rights. */
export class EventFeed {
  readonly #tail: EventTail;
  readonly #mostWaiting: number;
  readonly #audiences = new Map<string, Audience>();

  constructor({ tail, mostWaiting = MOST_WAITING }: EventFeedOptions) {
    this.#tail = tail;
    this.#mostWaiting = mostWaiting;
  }

  /**
   * Every event behind the cursor, then those to come, in the order of the ledger. Between the two comes a cursor alone: from
   * there on events are live.
   * @throws ApiFault EXPIRED_POSITION, SLOW_CONSUMER
   */
  subscribe(request: FeedRequest): AsyncGenerator<News, void, void> {
    const inbox = new Inbox(this.#mostWaiting);
    const stream = this.#stream(request, inbox);
    const end = stream.return.bind(stream);
    // A generator that waits for the next event would only end with that event.
    stream.return = (value) => {
      inbox.close();
      return end(value);
    };
    return stream;
  }

  async stop(): Promise<void> {
    await this.#tail.stop();
  }

  async *#stream(request: FeedRequest, inbox: Inbox): AsyncGenerator<News, void, void> {
    const { authority, context } = request;
    const tail = await this.#tail.acquire(authority);
    let audience: Audience | null = null;
    try {
      let cursor = request.after ?? tail.cursor;
      if (request.after !== null) await mustNotBeExpired(context.database, authority, cursor);
      while (!inbox.isClosed && compareCursors(cursor, tail.cursor) < 0) {
        const upTo = tail.cursor;
        const page = await readPage(request, cursor, upTo);
        for (const news of page) yield news;
        cursor = page.length < PAGE ? upTo : page.at(-1)!.cursor;
      }
      inbox.from = cursor;
      audience = this.#join(request, tail, inbox);
      const fresh = context.again();
      const at = { authority, position: cursor.position, asOf: context.clock.today() };
      yield { cursor, event: null, context: fresh, at };
      yield* inbox.items();
    } finally {
      if (audience?.leave(inbox) === true) this.#audiences.delete(audience.key);
      this.#tail.release(authority);
    }
  }

  /** To be called in the same turn of the event loop in which the tail’s cursor was read, or an event is missed. */
  #join(request: FeedRequest, tail: AuthorityTail, inbox: Inbox): Audience {
    const { viewer, language } = request.context;
    const key = JSON.stringify([
      request.authority,
      language,
      viewer?.leader,
      viewer?.grants,
      request.filterKey,
    ]);
    let audience = this.#audiences.get(key);
    if (!audience) this.#audiences.set(key, (audience = new Audience(key, request, tail)));
    audience.join(inbox);
    return audience;
  }
}

/** Events of the table between two cursors, with the rights of now. */
async function readPage(request: FeedRequest, after: EventCursor, upTo: EventCursor): Promise<News[]> {
  const { authority } = request;
  const context = request.context.again();
  const at = await context.at({ authority });
  const [reads, rights, filter] = await Promise.all([
    context.reads(at),
    context.rights(at),
    request.filterAt(context, at),
  ]);
  const events = await readEvents(reads, rights, { after, upTo, first: PAGE }, filter);
  await mustNotBeExpired(context.database, authority, after);
  return events.map((event) => ({ cursor: cursorOf(event), event, context, at }));
}

function cursorOf({ position, number }: ScoreEvent): EventCursor {
  return { position, number };
}

/** Subscribers who see the same of every event: what they receive is worked out once. */
class Audience implements Follower {
  readonly key: string;
  readonly #request: FeedRequest;
  readonly #tail: AuthorityTail;
  readonly #inboxes = new Set<Inbox>();
  #passedOver = 0;

  constructor(key: string, request: FeedRequest, tail: AuthorityTail) {
    this.key = key;
    this.#request = request;
    this.#tail = tail;
  }

  join(inbox: Inbox): void {
    this.#inboxes.add(inbox);
    this.#tail.followers.add(this);
  }

  /** Takes a subscriber out. @returns whether it was the last one. */
  leave(inbox: Inbox): boolean {
    this.#inboxes.delete(inbox);
    if (this.#inboxes.size > 0) return false;
    this.#tail.followers.delete(this);
    return true;
  }

  async prepare({ events, end }: EventBatch): Promise<() => void> {
    const request = this.#request;
    const { authority } = request;
    const context = request.context.again();
    const at = { authority, position: end.position, asOf: context.clock.today() };
    const [rights, filter] = await Promise.all([context.rights(at), request.filterAt(context, at)]);
    const news = events
      .filter((event) => isOpenTo(rights, event))
      .map((event) => ({ ...event, ...visiblePart(rights, event.body) }))
      .filter((visible) => matchesFilter(filter, visible))
      .map((event): News => ({ cursor: cursorOf(event), event, context, at }));
    this.#passedOver = news.length > 0 ? 0 : this.#passedOver + events.length;
    if (this.#passedOver >= MOST_PASSED_OVER) {
      this.#passedOver = 0;
      news.push({ cursor: end, event: null, context, at });
    }
    return () => {
      for (const inbox of this.#inboxes) inbox.put(news);
    };
  }

  async room(): Promise<void> {
    await Promise.all([...this.#inboxes].map((inbox) => inbox.room()));
  }

  fail(error: unknown): void {
    for (const inbox of this.#inboxes) inbox.fail(error);
  }
}

/** Queue of what one subscriber has not taken yet. */
class Inbox {
  /** Up to here everything was delivered. */
  from: EventCursor | null = null;
  readonly #most: number;
  readonly #waiting: News[] = [];
  #room: PromiseWithResolvers<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isClosed = false;
  #arrival: PromiseWithResolvers<void> | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  put(news: readonly News[]): void {
    if (news.length === 0 || this.#failure !== null || this.#isClosed) return;
    this.#waiting.push(...news);
    if (this.#waiting.length > this.#most) this.#overflow();
    this.#arrived();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#arrived();
  }

  close(): void {
    this.#isClosed = true;
    this.#clear();
    this.#arrived();
  }

  /** Resolves once another batch may be put in. */
  async room(): Promise<void> {
    if (this.#hasRoom) return;
    this.#room ??= Promise.withResolvers();
    await this.#room.promise;
  }

  async *items(): AsyncGenerator<News, void, void> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.error;
      if (this.#isClosed) return;
      const news = this.#waiting.shift();
      if (this.#hasRoom) this.#freed();
      if (news === undefined) {
        this.#arrival = Promise.withResolvers();
        await this.#arrival.promise;
      } else if (this.from === null || compareCursors(news.cursor, this.from) > 0) {
        this.from = news.cursor;
        yield news;
      }
    }
  }

  get #hasRoom(): boolean {
    return this.#waiting.length <= Math.max(0, this.#most - EVENTS_AT_ONCE);
  }

  #clear(): void {
    this.#waiting.length = 0;
    this.#freed();
  }

  #freed(): void {
    this.#room?.resolve();
    this.#room = null;
  }

  /** Drops what waits: it can be read from the table again, behind the last delivered cursor. */
  #overflow(): void {
    this.#clear();
    const cursor = formatCursor(this.from!);
    this.fail(
      new ApiFault(
        'SLOW_CONSUMER',
        'SLOW_CONSUMER',
        {
          vi: `Quá ${this.#most} sự kiện chờ nhận; hãy đăng ký lại với after: "${cursor}"`,
          en: `More than ${this.#most} events wait to be taken; subscribe again with after: "${cursor}"`,
        },
        null,
        { resumeAfter: cursor },
      ),
    );
  }

  #arrived(): void {
    this.#arrival?.resolve();
    this.#arrival = null;
  }
}
