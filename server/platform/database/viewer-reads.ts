import type { Reads, ViewerClaims } from './database.ts';
import type { DataModel } from '../model/data-model.ts';

/** One statement of a batch. */
interface Waiting {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly name: string | undefined;
  readonly resolve: (rows: object[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** The connection of one batch: statements are sent without waiting, and run in their order. */
export interface BatchConnection {
  execute(sql: string, parameters?: readonly unknown[], name?: string): Promise<object[]>;
  release(broken: boolean): void | Promise<void>;
}

/** The application role of the database: owns nothing, and is under its policies. */
export const READER_ROLE = 'scorecard_reader';

/**
 * Reads with one viewer's rights, under the row-level policies of the database.
 *
 * Statements of the same turn of the event loop share one short read-only transaction, which takes on the application role and
 * the viewer's claims and ends with the last of them. Where the driver pipelines, all of it is one round trip.
 */
export class ViewerReads implements Reads {
  readonly dataModel: DataModel;
  readonly #claims: string;
  readonly #connect: () => Promise<BatchConnection>;
  #waiting: Waiting[] = [];

  constructor(dataModel: DataModel, claims: ViewerClaims, connect: () => Promise<BatchConnection>) {
    this.dataModel = dataModel;
    this.#claims = JSON.stringify(claims);
    this.#connect = connect;
  }

  query<T extends object = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
    name?: string,
  ): Promise<T[]> {
    return new Promise<T[]>((resolve, reject) => {
      const resolveRows = resolve as (rows: object[]) => void;
      if (this.#waiting.push({ sql, parameters, name, resolve: resolveRows, reject }) > 1) return;
      // After everything else of this turn: loaders that batch by turn all query before it.
      queueMicrotask(() => {
        const batch = this.#waiting;
        this.#waiting = [];
        void this.#run(batch);
      });
    });
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    let connection: BatchConnection;
    try {
      connection = await this.#connect();
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    const [begun, claimed, ...rest] = await Promise.allSettled([
      connection.execute('begin read only'),
      connection.execute(TAKE_ROLE, [READER_ROLE, this.#claims]),
      ...batch.map(({ sql, parameters, name }) => connection.execute(sql, parameters, name)),
      connection.execute('commit'),
    ]);
    const answers = rest.slice(0, batch.length);
    const ended = rest[batch.length]!;
    // Without a transaction around them role and claims would outlive the batch: such a connection is not used again.
    const around = [begun, claimed, ended].find((one) => one.status === 'rejected');
    await connection.release(around !== undefined);
    const failed = answers.findIndex(({ status }) => status === 'rejected');
    for (const [index, waiting] of batch.entries()) {
      const answer = answers[index]!;
      if (around?.status === 'rejected') waiting.reject(around.reason);
      else if (answer.status === 'fulfilled') waiting.resolve(answer.value);
      else if (index === failed) waiting.reject(answer.reason);
      // An earlier failure ended the transaction: this one is run once more, without the one that failed.
      else void this.#run([waiting]);
    }
  }
}

/** Takes on role and claims until the transaction ends; not counted, like begin and commit. */
export const TAKE_ROLE = `select set_config('role', $1::text, true), set_config('scorecard.viewer', $2::text, true)`;
