import DataLoader from 'dataloader';
import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Service } from '../services.ts';
import type { Citation, ActContext } from './define-act.ts';
import type { AnyEntity, Entity } from '../model/entity.ts';
import { Refusal } from '../problems.ts';
import { unknownReference } from '../ledger/references.ts';
import type { HeldRow, RowSource } from '../ledger/row-source.ts';
import type { Coded, Only } from '../model/storage.ts';

/** The act that rows are read for, and its actor. */
export interface ActCall {
  readonly authority: string;
  readonly today: number;
  readonly actor: string;
  /** Id of the act. */
  readonly id: string;
  readonly services: { get<T>(name: Service<T>): T };
}

type Found = readonly HeldRow[];

/**
 * Reads ledger rows for an act, batched over all rows of its request.
 *
 * It records the latest position of the rows it returned, so that an act that rests on rows newer than its caller has read is
 * refused.
 */
export class ActReader {
  readonly #source: RowSource;
  readonly #call: ActCall;
  readonly #loaders = new Map<string, DataLoader<string, Found>>();
  #latest = 0;

  constructor(source: RowSource, call: ActCall) {
    this.#source = source;
    this.#call = call;
  }

  get authority(): string {
    return this.#call.authority;
  }

  /** Position that recorded the newest of the rows returned so far; 0 for none. */
  get latest(): number {
    return this.#latest;
  }

  /** The act context of one row of the request; index null where the request has only one row. */
  ofRow(index: number | null, citation: Citation | null): ActContext {
    const { authority, today, actor, id, services } = this.#call;
    let newCodes = 0;
    return {
      authority,
      today,
      actor,
      document: citation?.document ?? null,
      documentDay: citation?.day ?? null,
      newCode: () => [id, index, newCodes++ || null].filter((part) => part !== null).join('-'),
      find: async (entity, code) => (await this.#find(entity, 'code', code))[0] ?? null,
      get: async (entity, code, path) => {
        const [row] = await this.#find(entity, 'code', code);
        if (row) return row;
        throw new Refusal([unknownReference(entity, code, path)]);
      },
      pointing: (entity, column, code) => this.#find(entity, column, code),
      all: (entity) => this.#find(entity, null, ''),
      service: (name) => services.get(name),
    };
  }

  /** A reader whose rows do not count to `latest`: for documents, and the units above a unit. */
  aside(): ActReader {
    return new ActReader(this.#source, this.#call);
  }

  async #find<C extends Columns>(
    entity: Entity<C>,
    by: string | null,
    code: string,
  ): Promise<Coded<Row<C>>[]> {
    const found = await this.#loader(entity, by).load(code);
    for (const { recordedPosition } of found) this.#latest = Math.max(this.#latest, recordedPosition);
    return found.map(({ row }) => row as Coded<Row<C>>);
  }

  #loader(entity: AnyEntity, by: string | null): DataLoader<string, Found> {
    const key = `${entity.name} ${by ?? ''}`;
    let loader = this.#loaders.get(key);
    if (!loader) {
      loader = new DataLoader((codes) => this.#load(entity, by, codes));
      this.#loaders.set(key, loader);
    }
    return loader;
  }

  async #load(entity: AnyEntity, by: string | null, codes: readonly string[]): Promise<Found[]> {
    const only: Only = by === null ? {} : by === 'code' ? { codes } : { where: { [by]: codes } };
    const rows = [...(await this.#source.rows(entity, only)).values()].toSorted((a, b) =>
      a.row.code < b.row.code ? -1 : 1,
    );
    if (by === null) return codes.map(() => rows);
    const groups = Map.groupBy(rows, ({ row }) => row[by] as string);
    return codes.map((code) => groups.get(code) ?? []);
  }
}
