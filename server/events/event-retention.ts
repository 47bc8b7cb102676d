import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Statements } from '../platform/database/database.ts';

const MILLISECONDS_OF_A_DAY = 86_400_000;
const EVERY_MILLISECONDS = 3_600_000;

/** Acts whose events go in one transaction: some thousand rows, gone before anybody waits for them. */
const ACTS_AT_ONCE = 20;

/** For how long events are kept, and where. */
export interface EventRetentionOptions {
  readonly store: Statements;
  readonly clock: Clock;
  /** Events are kept for so many days after they were announced. */
  readonly retentionDays: number;
  /** Called with what kept events from being removed; it is tried again the next time. */
  readonly onError: (error: unknown) => void;
}

/**
 * Removes expired events while the process runs, oldest first and whole acts at a time. Their last cursor is recorded, so that
 * removed events differ from lost ones. Announced cards and ranks stay, and so do the acts with the digests of their events.
 */
export class EventRetention {
  readonly #options: EventRetentionOptions;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isStopping = false;

  constructor(options: EventRetentionOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#timer !== null || this.#isStopping) return;
    this.#timer = setInterval(() => this.#wake(), EVERY_MILLISECONDS);
    this.#timer.unref();
    this.#wake();
  }

  /** Ends between two batches. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  /** Removes every event that has expired. */
  async removeExpired(): Promise<void> {
    const { store, clock, retentionDays } = this.#options;
    const before = new Date(Date.parse(clock.now()) - retentionDays * MILLISECONDS_OF_A_DAY).toISOString();
    const authorities = await store.query<{ code: string }>('select code from authority order by code');
    for (const { code } of authorities) {
      const end = await firstRetained(store, code, before);
      while (!this.#isStopping && (await removeSome(store, code, end))) await setImmediate();
    }
  }

  #wake(): void {
    this.#running ??= this.removeExpired()
      .catch(this.#options.onError)
      .finally(() => (this.#running = null));
  }
}

/** Position of the first act with an event announced at the instant or later; null where there is none. */
async function firstRetained(store: Statements, authority: string, instant: string): Promise<string | null> {
  const [row] = await store.query<{ position: string }>(
    `select position from score_event where authority = $1 and recorded_at >= $2::text::timestamptz
     order by position limit 1`,
    [authority, instant],
  );
  return row?.position ?? null;
}

/** Removes the oldest acts’ events before a position. @returns whether there were any that nobody else removed first. */
function removeSome(store: Statements, authority: string, end: string | null): Promise<boolean> {
  return store.transaction(async (tx) => {
    const [floor] = await tx.query<{ position: string }>(
      `insert into score_event_floor as f (authority, position, number)
       select $1, e.position, e.number from (
         select position, max(number) as number from score_event
         where authority = $1 and ($2::text is null or position < $2::text::bigint)
         group by position order by position limit ${ACTS_AT_ONCE}
       ) e order by e.position desc limit 1
       on conflict (authority) do update set position = excluded.position, number = excluded.number
         where f.position < excluded.position
       returning f.position`,
      [authority, end],
    );
    if (!floor) return false;
    await tx.query('delete from score_event where authority = $1 and position <= $2::text::bigint', [
      authority,
      floor.position,
    ]);
    return true;
  });
}
