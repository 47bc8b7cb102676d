import type { Column, Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { Problem } from '../problems.ts';

/** `about` of a stamp that concerns everybody and every unit of the authority. */
export const EVERYONE = '*';

/**
 * A fact about a unit or person that a write changes, over a span of days.
 *
 * `to` is not included and null is open-ended. `about` is the code that the fact is looked up by (a unit, a person …), or
 * EVERYONE.
 */
export interface Stamp {
  readonly fact: string;
  readonly about: string;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * Who may see a row, beyond what a role opens over a whole authority.
 *
 * OPEN – every viewer with a grant in the authority;
 * UNIT – viewers whose scope holds one of the units that these columns name;
 * PERSON – viewers whose scope holds the unit, or where none is named a post of the leader; and the leader;
 * EVALUATION – the same, for the few whose role is to judge people or to check it.
 * Where it has neither column, a row is for those whose role judges over the whole authority.
 */
export type Visibility<Name extends string = string> =
  | { readonly class: 'OPEN' }
  | { readonly class: 'UNIT'; readonly units: readonly Name[] }
  | {
      readonly class: 'PERSON' | 'EVALUATION';
      readonly leader: Name | null;
      readonly unit: Name | null;
    };

/** Class of a visibility, which roles open. */
export type VisibilityClass = Visibility['class'];

/** A row whose columns are known only at run time. */
export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * Groups of rows that answers are computed from, each with one kind of origin.
 *
 * ORGANISATION – who is who, and where;
 * DATA – what units do and report, and whatever no answer is computed from;
 * DECISION – what a competent body decides about work or people;
 * CONFIGURATION – what is in force on a period's first day, and what the period is.
 */
export const INPUT_GROUPS = ['ORGANISATION', 'DATA', 'DECISION', 'CONFIGURATION'] as const;
/** One of `INPUT_GROUPS`. */
export type InputGroup = (typeof INPUT_GROUPS)[number];

/**
 * An entity whose columns are known only at run time.
 *
 * Every `Entity<C>` is one: functions that take a row are declared as methods, whose parameters TypeScript lets narrow. Code
 * that handles all entities alike uses this type; only code that reads single columns uses `Entity<C>`.
 */
export interface AnyEntity {
  /** Singular, camelCase: "qualityReview". */
  readonly name: string;
  /** Name of its file in a data folder, without ".csv": "quality-reviews". */
  readonly file: string;
  /** Kind of origin of its rows: a change of an answer is explained by it. */
  readonly group: InputGroup;
  /** Whether rows are searched by what they point to here: every reference to it has an index. */
  readonly indexed: boolean;
  readonly title: Text;
  /** What one row is, and how to fill it in. */
  readonly help: Text;
  /** Columns that name the thing; their values, joined by "/", are its code. */
  readonly key: readonly string[];
  readonly visibility: Visibility;
  readonly columns: Columns;
  /** Column lists that queries search by, each an index; references to an indexed entity have one anyway. */
  readonly searched: readonly (readonly string[])[];
  /** Refusals and flags that one row alone can show. */
  check(row: AnyRow): readonly Problem[];
  /**
   * Code column that names the whole which a row is a part of, such as the task of an extension.
   *
   * A part affects all that the whole affects, whatever the part itself says.
   */
  readonly partOf: string | null;
  /**
   * Codes of the units or persons that a whole affects, by this row of it.
   *
   * For example the lead unit of a task, the receiver of its handover.
   */
  affects?(row: AnyRow): readonly string[];
  /**
   * Facts that a version of the row affects.
   *
   * `whom` is for wholes and their parts: all that the whole affects, before and after the write. What a row does to an answer
   * must be covered by the stamps of that row alone.
   */
  stamps(row: AnyRow, whom: readonly string[]): readonly Stamp[];
}

/**
 * An entity of the ledger with its typed columns.
 *
 * Declared once: table, import format, checks and rows derive from it. The ledger keeps an anchor (authority, code) that foreign
 * keys point to, and versions with the position that recorded them and the position that superseded them.
 */
export interface Entity<C extends Columns> extends AnyEntity {
  readonly key: readonly (keyof C & string)[];
  readonly columns: C;
  readonly searched: readonly (readonly (keyof C & string)[])[];
  check(row: Row<C>): readonly Problem[];
  readonly partOf: (keyof C & string) | null;
  affects?(row: Row<C>): readonly string[];
  stamps(row: Row<C>, whom: readonly string[]): readonly Stamp[];
}

/** Type of an entity's rows. */
export type EntityRow<N extends { readonly columns: Columns }> = Row<N['columns']>;

interface EntitySpec<C extends Columns> {
  readonly name: string;
  readonly file: string;
  readonly group: InputGroup;
  readonly indexed?: true;
  readonly title: Text;
  readonly help: Text;
  readonly key: readonly (keyof C & string)[];
  readonly visibility: Visibility<keyof C & string>;
  readonly columns: C;
  readonly searched?: readonly (readonly (keyof C & string)[])[];
  check?(row: Row<C>): readonly Problem[];
  readonly partOf?: keyof C & string;
  affects?(row: Row<C>): readonly string[];
  stamps(row: Row<C>, whom: readonly string[]): readonly Stamp[];
}

/**
 * Declares an entity.
 * @throws Error where its visibility is missing or incomplete, so that no row becomes visible by oversight
 */
export function defineEntity<const C extends Columns>(spec: EntitySpec<C>): Entity<C> {
  if (!isDeclared(spec.visibility, spec.columns))
    throw new Error(`the entity "${spec.name}" does not declare who may see its rows`);
  return {
    ...spec,
    indexed: spec.indexed ?? false,
    searched: spec.searched ?? [],
    check: spec.check?.bind(spec) ?? (() => []),
    partOf: spec.partOf ?? null,
    stamps: spec.stamps.bind(spec),
  };
}

/** Whether a visibility has a known class and names existing code columns. */
function isDeclared(visibility: Visibility | undefined, columns: Columns): boolean {
  const isCode = (name: string) => ['code', 'codes'].includes(columns[name]?.type ?? '');
  if (!visibility) return false;
  switch (visibility.class) {
    case 'OPEN':
      return true;
    case 'UNIT':
      return visibility.units.length > 0 && visibility.units.every(isCode);
    case 'PERSON':
    case 'EVALUATION': {
      const named = [visibility.leader, visibility.unit].flatMap((name) => name ?? []);
      return named.every(isCode) && (named.length > 0 || visibility.class === 'EVALUATION');
    }
    default:
      visibility satisfies never;
      return false;
  }
}

/** The natural key of a row: its key columns joined by "/". */
export function codeOf(entity: AnyEntity, row: AnyRow): string {
  return entity.key.map((name) => keyText(entity.columns[name]!, row[name])).join('/');
}

function keyText(column: Column, value: unknown): string {
  return column.type === 'day' ? formatDay(value as Day) : String(value);
}

/** The database name of a camelCase name: "qualityReview" → "quality_review". */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Names of the database columns that hold one declared column: a label takes two. */
export function storedNames(name: string, column: Column): string[] {
  return column.type === 'label' ? [`${snake(name)}_vi`, `${snake(name)}_en`] : [snake(name)];
}
