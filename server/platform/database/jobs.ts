import type { PgBoss } from 'pg-boss';
import type { Database } from './database.ts';

/** Schema of pg-boss, which makes its tables there and brings them up to date by itself. */
const SCHEMA = 'scorecard_jobs';

/** How often a queue is polled for jobs that other processes sent. */
const POLL_SECONDS = 5;
/** A job whose worker gave no heartbeat for so long goes to another one; the least that pg-boss allows. */
const SILENT_SECONDS = 10;
/** How often heartbeats are checked. */
const LOOK_FOR_SILENT_SECONDS = 15;
/** A job that failed is tried again after so long, each time twice as long as before, up to the second. */
const RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 300;
/** Retries of a job; after the last one, the sender sends a new one where there is still something to do. */
const RETRIES = 8;
/** Finished jobs stay in the table for so long, for inspection. */
const KEPT_SECONDS = 3600;

/** A queue and its worker. */
export interface QueueOptions<Job extends object> {
  readonly name: string;
  /** Does the job; where it throws, the job is tried again later. */
  readonly work: (job: Job) => Promise<void>;
  /** Receives errors of the queue itself. */
  readonly onError: (error: unknown) => void;
}

/**
 * A queue of jobs, each done by one process of those on the database.
 *
 * A job is tried again when it fails or its worker dies. It is a hint that there is something to do, never the only record of
 * it: every row of the queue may be lost.
 */
export class JobQueue<Job extends object> {
  readonly #boss: PgBoss;
  readonly #name: string;
  readonly #worker: string;

  private constructor(boss: PgBoss, name: string, worker: string) {
    this.#boss = boss;
    this.#name = name;
    this.#worker = worker;
  }

  /** Makes the queue where there is none, and begins to work. */
  static async open<Job extends object>(
    database: Database,
    { name, work, onError }: QueueOptions<Job>,
  ): Promise<JobQueue<Job>> {
    const { PgBoss } = await import('pg-boss');
    const [schema] = await database.query<{ missing: boolean }>(
      'select to_regnamespace($1) is null as missing',
      [SCHEMA],
    );
    const boss = new PgBoss({
      db: {
        executeSql: async (text, values) => ({
          rows:
            values && values.length > 0 ? await database.query(text, values) : await database.script(text),
        }),
      },
      schema: SCHEMA,
      // A schema made for the application needs no right to make one, not even in order to find it there.
      createSchema: schema!.missing,
      ...(database.kind === 'embedded' && { backend: 'pglite' }),
      superviseIntervalSeconds: LOOK_FOR_SILENT_SECONDS,
      monitorIntervalSeconds: LOOK_FOR_SILENT_SECONDS,
      maintenanceIntervalSeconds: KEPT_SECONDS,
      schedule: false,
      registerInstance: false,
      persistWarnings: false,
      reindex: false,
      monitorVacuum: false,
    });
    boss.on('error', onError);
    boss.on('warning', ({ message }) => onError(new Error(message)));
    try {
      await boss.start();
      // One waiting, running or failed job a key: the pause after a failure also holds when it is sent again.
      await boss.createQueue(name, { policy: 'exclusive' });
      await boss.updateQueue(name, {
        retryLimit: RETRIES,
        retryDelay: RETRY_SECONDS,
        retryBackoff: true,
        retryDelayMax: LONGEST_RETRY_SECONDS,
        heartbeatSeconds: SILENT_SECONDS,
        deleteAfterSeconds: KEPT_SECONDS,
      });
      // On an embedded database there is no other process: the workers of these jobs are gone.
      if (database.kind === 'embedded') await boss.deleteAllJobs(name);
      const worker = await boss.work<Job>(name, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) =>
        work(job!.data),
      );
      return new JobQueue(boss, name, worker);
    } catch (error) {
      await boss.stop({ graceful: false, close: false });
      throw error;
    }
  }

  /**
   * Sends a job, unless one with this key is waiting, running or to be tried again. This process takes it at once if it is free.
   */
  async send(key: string, job: Job): Promise<void> {
    const sent = await this.#boss.send(this.#name, job, { singletonKey: key });
    if (sent !== null) this.#boss.notifyWorker(this.#worker);
  }

  /** Ends once the job at hand has ended; nobody waits for those that nobody took. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, close: false });
  }
}
