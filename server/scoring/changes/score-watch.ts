import { setImmediate } from 'node:timers/promises';
import type { Statements } from '../../platform/database.ts';
import type { ScoreChanges } from './score-changes.ts';

/** How often every authority is looked through without being asked to: for what other processes recorded, and for days that open. */
const EVERY_MILLISECONDS = 5000;

export interface ScoreWatchOptions {
  readonly store: Statements;
  readonly changes: ScoreChanges;
  /** Is told of what could not be announced; it is tried again the next time. */
  readonly onError: (error: unknown, authority: string) => void;
  readonly everyMilliseconds?: number;
}

/** The process is going: what is left is announced by whoever comes next. */
class Stopping extends Error {}

/**
 * Keeps announcing while the process runs: at the start, when woken, and every so often. It is only ever late, never wrong: whatever it was
 * not woken for, it finds in the ledger.
 */
export class ScoreWatch {
  readonly #store: Statements;
  readonly #changes: ScoreChanges;
  readonly #onError: ScoreWatchOptions['onError'];
  readonly #everyMilliseconds: number;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isWanted = false;
  #isStopping = false;

  constructor({ store, changes, onError, everyMilliseconds = EVERY_MILLISECONDS }: ScoreWatchOptions) {
    this.#store = store;
    this.#changes = changes;
    this.#onError = onError;
    this.#everyMilliseconds = everyMilliseconds;
  }

  start(): void {
    if (this.#timer !== null || this.#isStopping) return;
    this.#timer = setInterval(() => this.wake(), this.#everyMilliseconds);
    this.#timer.unref();
    this.wake();
  }

  /** Something was recorded. Does nothing before the start and after the stop; many calls are one. */
  wake(): void {
    if (this.#timer === null || this.#isStopping) return;
    this.#isWanted = true;
    this.#running ??= this.#run();
  }

  /** Resolves once everything that it was woken for is announced. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Ends between two steps. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.idle();
  }

  async #run(): Promise<void> {
    while (this.#isWanted && !this.#isStopping) {
      this.#isWanted = false;
      for (const authority of await this.#authorities()) await this.#catchUp(authority);
    }
    this.#running = null;
  }

  async #authorities(): Promise<readonly string[]> {
    try {
      const rows = await this.#store.query<{ code: string }>('select code from authority order by code');
      return rows.map(({ code }) => code);
    } catch (error) {
      this.#onError(error, '*');
      return [];
    }
  }

  async #catchUp(authority: string): Promise<void> {
    try {
      await this.#changes.catchUp(authority, () => this.#giveWay());
    } catch (error) {
      if (!(error instanceof Stopping)) this.#onError(error, authority);
    }
  }

  /** Requests that wait go first. */
  async #giveWay(): Promise<void> {
    if (this.#isStopping) throw new Stopping();
    await setImmediate();
  }
}
