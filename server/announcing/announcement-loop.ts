import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { JobQueue } from '../platform/database/jobs.ts';
import type { ScoreChanges } from './score-changes.ts';
import type { Backlog } from './work.ts';
import { backlogs } from './work.ts';

/** How often the loop looks for work without being woken: for lost jobs, and for days that open. */
const EVERY_MILLISECONDS = 5000;

/** How many waiting cards bring one more process to work on an authority, and the most of them. */
const CARDS_A_PROCESS = 1000;
const MOST_PROCESSES = 8;

/** What the loop announces with, and how often it looks for work. */
export interface AnnouncementLoopOptions {
  readonly database: Database;
  readonly changes: ScoreChanges;
  readonly clock: Clock;
  /** Called with what could not be announced, which is tried again later; "*" where no authority is at fault. */
  readonly onError: (error: unknown, authority: string) => void;
  readonly everyMilliseconds?: number;
  readonly cardsAProcess?: number;
}

/** A job: announce everything that is due of an authority. */
interface CatchUp {
  readonly authority: string;
  readonly isOneOfSeveral: boolean;
}

/** The process is stopping: another one announces the rest. */
class Stopping extends Error {}

/**
 * Announces changes while the process runs. At the start, when woken and at intervals it looks which authorities have
 * something to announce, and sends a job for each; any process takes it. A lost notice or job only delays: the ledger and the
 * table of work hold everything that is to be done.
 */
export class AnnouncementLoop {
  readonly #database: Database;
  readonly #changes: ScoreChanges;
  readonly #clock: Clock;
  readonly #onError: AnnouncementLoopOptions['onError'];
  readonly #everyMilliseconds: number;
  readonly #cardsAProcess: number;
  #queue: JobQueue<CatchUp> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #isWanted = false;
  readonly #stopping = new AbortController();

  constructor({
    database,
    changes,
    clock,
    onError,
    everyMilliseconds = EVERY_MILLISECONDS,
    cardsAProcess = CARDS_A_PROCESS,
  }: AnnouncementLoopOptions) {
    this.#database = database;
    this.#changes = changes;
    this.#clock = clock;
    this.#onError = onError;
    this.#everyMilliseconds = everyMilliseconds;
    this.#cardsAProcess = cardsAProcess;
  }

  /** Resolves once it works. @throws where the queue of jobs cannot be opened. */
  async start(): Promise<void> {
    if (this.#queue !== null || this.#stopping.signal.aborted) return;
    this.#queue = await JobQueue.open<CatchUp>(this.#database, {
      name: 'score-changes',
      work: (job) => this.#catchUp(job),
      onError: (error) => this.#onError(error, '*'),
    });
    this.#timer = setInterval(() => this.wake(), this.#everyMilliseconds);
    this.#timer.unref();
    this.wake();
  }

  /** Looks for work soon. Does nothing before the start and after the stop; calls while it looks count as one. */
  wake(): void {
    if (this.#timer === null || this.#stopping.signal.aborted) return;
    this.#isWanted = true;
    this.#looking ??= this.#look();
  }

  /** Resolves once everything recorded so far is announced, by whichever process; never, where something cannot be. */
  async idle(): Promise<void> {
    while (this.#timer !== null && !this.#stopping.signal.aborted) {
      await this.#looking;
      const left = await backlogs(this.#database, this.#clock.today());
      if (left.every(({ isBehind }) => !isBehind)) return;
      await pause(10);
    }
  }

  /** Stops between two steps. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
    await this.#queue?.stop();
  }

  async #look(): Promise<void> {
    while (this.#isWanted && !this.#stopping.signal.aborted) {
      this.#isWanted = false;
      try {
        const all = await backlogs(this.#database, this.#clock.today());
        for (const backlog of all)
          await this.#send(backlog).catch((error: unknown) => this.#onError(error, backlog.authority));
      } catch (error) {
        this.#onError(error, '*');
      }
    }
    this.#looking = null;
  }

  /** Sends jobs for what is due: one, and more where many cards wait. Jobs already sent for the same step are not doubled. */
  async #send({ authority, step, isBehind, cards }: Backlog): Promise<void> {
    // Where other code announced the cards, all of them become work, whether or not anything else happened.
    const isBegun = await this.#changes.begin(authority);
    if (!isBehind && !isBegun) return;
    const processes = Math.min(MOST_PROCESSES, 1 + Math.floor(cards / this.#cardsAProcess));
    for (let one = 1; one <= processes; one++)
      await this.#queue!.send(`${authority} ${step ?? 0} ${one}`, { authority, isOneOfSeveral: one > 1 });
  }

  async #catchUp({ authority, isOneOfSeveral }: CatchUp): Promise<void> {
    try {
      await this.#changes.catchUp(authority, () => this.#giveWay(), isOneOfSeveral);
    } catch (error) {
      if (error instanceof Stopping) return;
      this.#onError(error, authority);
      throw error;
    }
  }

  /** Lets waiting requests go first. */
  async #giveWay(): Promise<void> {
    if (this.#stopping.signal.aborted) throw new Stopping();
    await setImmediate();
  }
}
