import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { ActResult, Change } from '../ledger/act.ts';
import type { Service } from '../services.ts';
import type { AnyEntity, AnyRow, Entity } from '../model/entity.ts';
import type { Coded } from '../model/storage.ts';

/** What an act reads: rows of the ledger, and the request it belongs to. */
export interface ActContext {
  readonly authority: string;
  readonly today: Day;
  /** Subject of the account that acts. */
  readonly actor: string;
  /** Code of the document that the act rests on; null where the caller named none. */
  readonly document: string | null;
  /** Date of that document. */
  readonly documentDay: Day | null;
  /** A code for a new thing that the caller did not name: the same whenever this request is repeated. */
  newCode(): string;
  /** The row with the code; null where there is none. */
  find<C extends Columns>(entity: Entity<C>, code: string): Promise<Coded<Row<C>> | null>;
  /** The row with the code. @throws Refusal UNKNOWN_REFERENCE at the path */
  get<C extends Columns>(entity: Entity<C>, code: string, path: string): Promise<Coded<Row<C>>>;
  /** Rows that have the code in a column, by code. */
  pointing<C extends Columns>(
    entity: Entity<C>,
    column: keyof C & string,
    code: string,
  ): Promise<readonly Coded<Row<C>>[]>;
  /** Every row, in order of codes. For entities with few rows. */
  all<C extends Columns>(entity: Entity<C>): Promise<readonly Coded<Row<C>>[]>;
  /** A service of the running server, as the request knows it. @throws Error where none was handed over */
  service<T>(name: Service<T>): T;
}

/**
 * Request of a caller to perform an act.
 *
 * Its values are those given, and once it is checked, those read from them.
 */
export interface ActRequest {
  readonly act: ActDeclaration;
  /** Code of the authority; null where the caller left it out. */
  readonly authority: string | null;
  /** One row, or those of a bulk act. */
  readonly rows: readonly AnyRow[];
  readonly isBulk: boolean;
  readonly evidence: AnyRow | null;
  /** Values of `OPTION_COLUMNS`. */
  readonly options: AnyRow;
}

/** Declaration of an act: one mutation of the API, one entry of the ledger each time. */
export interface ActDeclaration {
  /** The mutation’s name and the kind of the ledger’s row: a verb and its object, "extendTaskDeadline". */
  readonly name: string;
  readonly title: Text;
  /** What it does, and when it is refused. */
  readonly help: Text;
  /** Input columns of its own; every act also takes authority, evidence and `OPTION_COLUMNS`. */
  readonly columns: Columns;
  /** Entity of what it is about, which the payload returns. */
  readonly entity: AnyEntity;
  /** Names of the roles that may do it. */
  readonly by: readonly string[];
  /** Whether the caller must name the document that it rests on. */
  readonly evidence: 'required' | 'optional';
  /** The same act on many rows at once, all or none. */
  readonly bulk: { readonly name: string; readonly title: Text } | null;
  /** Which input field a column of a row came from, where the names differ. */
  readonly paths: Readonly<Record<string, string>>;
  /** Units that must lie in the scope of the caller’s role; null stands for the authority as a whole. */
  scope(input: AnyRow, reader: ActContext): Promise<readonly (string | null)[]>;
  /** Works out what changes. @throws Refusal with paths of the input */
  changes(input: AnyRow, reader: ActContext): Promise<ActResult>;
}

interface ActSpec<C extends Columns> {
  readonly name: string;
  readonly title: Text;
  readonly help: Text;
  readonly columns: C;
  readonly entity: AnyEntity;
  readonly by: readonly string[];
  readonly evidence?: 'required';
  readonly bulk?: { readonly name: string; readonly title: Text };
  readonly paths?: Readonly<Record<string, string>>;
  scope(input: Row<C>, reader: ActContext): Promise<readonly (string | null)[]> | readonly (string | null)[];
  changes(input: Row<C>, reader: ActContext): Promise<ActResult> | ActResult;
}

/** Declares an act; its input, payload and mutation derive from the declaration. */
export function defineAct<const C extends Columns>(spec: ActSpec<C>): ActDeclaration {
  return {
    ...spec,
    evidence: spec.evidence ?? 'optional',
    bulk: spec.bulk ?? null,
    paths: spec.paths ?? {},
    scope: async (input, reader) => spec.scope(input as Row<C>, reader),
    changes: async (input, reader) => spec.changes(input as Row<C>, reader),
  };
}

/** What all acts of the product share, and the platform does not know by itself. */
export interface ActSupport {
  /** Input columns of the document that an act rests on. */
  readonly evidence: Columns;
  /** The document that the evidence names, recorded where it is new. */
  cite(evidence: Readonly<Record<string, unknown>>, reader: ActContext): Promise<Citation>;
  /** The unit and every unit above it, as they stand. */
  above(unit: string, reader: ActContext): Promise<readonly string[]>;
}

/** A cited document, and the changes that record it where it is new. */
export interface Citation {
  readonly document: string;
  readonly day: Day;
  readonly changes: readonly Change[];
}
