import type { Day } from './day.ts';
import type { Text } from './text.ts';

/**
 * A typed column of a fact or of a stored entity.
 * One vocabulary for what rules read and what the database holds: row types, table layouts, import checks and the
 * catalogue for staff all derive from it.
 */
export type Column =
  | CodeColumn
  | TextColumn
  | DayColumn
  | CountColumn
  | QuantityColumn
  | FlagColumn
  | ChoiceColumn<string>
  | CodesColumn
  | DaysColumn
  | LabelColumn;

interface ColumnBase {
  readonly title: Text;
  readonly nullable: boolean;
}
/** A natural key; in a stored entity, `of` names the entity that it points to. */
export interface CodeColumn extends ColumnBase {
  readonly type: 'code';
  readonly of: string | null;
  /** Whether it may be several names joined by "/". What points to an entity always may: some keys are joined. */
  readonly joined: boolean;
}

/** A text in one language. */
export interface TextColumn extends ColumnBase {
  readonly type: 'text';
}
/** A text in both languages. */
export interface LabelColumn extends ColumnBase {
  readonly type: 'label';
}

/** A local calendar day. */
export interface DayColumn extends ColumnBase {
  readonly type: 'day';
}

/** A whole number, not negative. */
export interface CountColumn extends ColumnBase {
  readonly type: 'count';
}
/** A decimal number kept exactly as a bigint of units of 10^-scale. */
export interface QuantityColumn extends ColumnBase {
  readonly type: 'quantity';
  readonly scale: number;
}

/** Yes or no. */
export interface FlagColumn extends ColumnBase {
  readonly type: 'flag';
}

/** One of a closed list of values. */
export interface ChoiceColumn<Value extends string> extends ColumnBase {
  readonly type: 'choice';
  readonly values: readonly Value[];
}

/** Several natural keys. */
export interface CodesColumn extends ColumnBase {
  readonly type: 'codes';
  readonly of: string | null;
}

/** Several local calendar days. */
export interface DaysColumn extends ColumnBase {
  readonly type: 'days';
}

/** Columns by name. */
export type Columns = Readonly<Record<string, Column>>;

type BareValue<C extends Column> =
  C extends ChoiceColumn<infer Value>
    ? Value
    : C extends CodeColumn | TextColumn
      ? string
      : C extends DayColumn
        ? Day
        : C extends CountColumn
          ? number
          : C extends QuantityColumn
            ? bigint
            : C extends FlagColumn
              ? boolean
              : C extends CodesColumn
                ? readonly string[]
                : C extends DaysColumn
                  ? readonly Day[]
                  : C extends LabelColumn
                    ? Text
                    : never;

/** The type of a column's value; null is added where it may be unknown. */
export type ValueOf<C extends Column> = C['nullable'] extends true ? BareValue<C> | null : BareValue<C>;

/** The plain read-only row that a set of columns describes. */
export type Row<C extends Columns> = { readonly [Name in keyof C]: ValueOf<C[Name]> };

type Required<C> = C & { readonly nullable: false };
type Optional<C> = Omit<C, 'nullable'> & { readonly nullable: true };

const base = (vi: string, en: string) => ({ title: { vi, en }, nullable: false as const });

/** Declares a natural key. @param of the entity that it points to, where it points to one. */
export const code = (vi: string, en: string, of: string | null = null): Required<CodeColumn> => ({
  ...base(vi, en),
  type: 'code',
  of,
  joined: of !== null,
});

/** Declares a natural key that may be several names joined by "/", such as the number of a document. */
export const joinedCode = (vi: string, en: string): Required<CodeColumn> => ({
  ...code(vi, en),
  joined: true,
});

/** Declares a text in one language. */
export const text = (vi: string, en: string): Required<TextColumn> => ({ ...base(vi, en), type: 'text' });

/** Declares a text in both languages. */
export const label = (vi: string, en: string): Required<LabelColumn> => ({ ...base(vi, en), type: 'label' });

/** Declares a local calendar day. */
export const day = (vi: string, en: string): Required<DayColumn> => ({ ...base(vi, en), type: 'day' });

/** Declares a whole number. */
export const count = (vi: string, en: string): Required<CountColumn> => ({ ...base(vi, en), type: 'count' });

/** Declares an exact decimal number. @param scale its decimals. */
export const quantity = (vi: string, en: string, scale: number): Required<QuantityColumn> => ({
  ...base(vi, en),
  type: 'quantity',
  scale,
});

/** Declares a yes or no. */
export const flag = (vi: string, en: string): Required<FlagColumn> => ({ ...base(vi, en), type: 'flag' });

/** Declares one of a closed list of values. */
export const choice = <const Value extends string>(
  vi: string,
  en: string,
  values: readonly Value[],
): Required<ChoiceColumn<Value>> => ({
  ...base(vi, en),
  type: 'choice',
  values,
});

/** Declares several natural keys. @param of the entity that they point to. */
export const codes = (vi: string, en: string, of: string | null = null): Required<CodesColumn> => ({
  ...base(vi, en),
  type: 'codes',
  of,
});

/** Declares several local calendar days. */
export const days = (vi: string, en: string): Required<DaysColumn> => ({ ...base(vi, en), type: 'days' });

/** The same column, allowed to be unknown. */
export function optional<C extends Column>(column: C): Optional<C> {
  return { ...column, nullable: true };
}
