import type { Columns, LabelColumn, ValueOf } from '../../rules/kit/columns.ts';
import type { Day } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { Language, Text } from '../../rules/kit/text.ts';
import type { Entity } from '../platform/model/entity.ts';
import { cellReader, versionTable } from '../platform/model/storage.ts';
import type { ColumnLists } from './columns.ts';
import { columnLists } from './columns.ts';
import type { FactScope, Reader } from './scope.ts';
import { anyOf, codesText, dayOf, visible } from './scope.ts';

/** The columns read of an entity, with its code. Facts are in Vietnamese, so of a label that text alone. */
type Found<C extends Columns, Name extends keyof C> = { readonly code: string } & {
  readonly [N in Name]: C[N] extends LabelColumn ? Pick<Text, 'vi'> : ValueOf<C[N]>;
};

const IN_VIETNAMESE: ReadonlySet<Language> = new Set(['vi']);

/**
 * The wanted columns of an entity's rows visible at the scope’s position, in code order.
 * One statement: $3 units, $4 leaders, $5/$6 period, $7 day of truth, $8 its code.
 */
export async function select<C extends Columns, const Name extends keyof C & string>(
  reader: Reader,
  scope: FactScope,
  entity: Entity<C>,
  wanted: readonly Name[],
  where: string,
): Promise<Found<C, Name>[]> {
  const cells = cellReader(entity, new Map(wanted.map((name) => [name, IN_VIETNAMESE])));
  const selected = cells.cells('v');
  // Each parameter is named once up front, so that every statement takes the same list whatever its condition uses.
  const sql = `
    with span as (
      select ${dayOf('$5')} as "from", ${dayOf('$6')} as "to", ${dayOf('$7')} as as_of,
        extract(year from ${dayOf('$6')} - 1)::int as year, $8::text as period, $3::text as units, $4::text as leaders
    ),
    found as (
      select ${selected.map((cell) => `${cell.sql} as "${cell.name}"`).join(', ')} from ${versionTable(entity)} v, span
      where ${visible('v')} and ${where} order by v.code collate "C"
    )
    select ${columnLists(
      'found',
      selected.map(({ name }) => name),
    )} as found`;
  const [answer] = await reader.query<{ readonly found: ColumnLists }>(sql, [
    scope.authority,
    scope.position,
    codesText(scope.units),
    codesText(scope.leaders),
    scope.period.from,
    scope.period.to,
    scope.asOf,
    scope.period.code,
  ]);
  const lists = selected.map(({ name }) => answer!.found[name]!);
  // An empty relation gives null in place of each list.
  const codes = lists[0] ?? [];
  return codes.map((_, index) => cells.decode(lists.map((list) => list[index])) as Found<C, Name>);
}

/** SQL: the row is about one of the leaders, or about one of the units and no person. */
export const OF_UNIT_OR_LEADER = `(v.leader = ${anyOf('$4')} or (v.leader is null and v.unit = ${anyOf('$3')}))`;
/** SQL: the row is about one of the leaders. */
export const OF_LEADER = `v.leader = ${anyOf('$4')}`;
/** SQL: the row is about one of the units. */
export const OF_UNIT = `v.unit = ${anyOf('$3')}`;

/** The columns that attribution reads, for a row about a unit or a person with no term. */
export function about(
  row: { readonly code: string; readonly unit?: string | null; readonly leader?: string | null },
  decidedOn: Day,
): AttributedRow {
  return {
    code: row.code,
    unit: row.unit ?? null,
    leader: row.leader ?? null,
    field: null,
    termFrom: null,
    decidedOn,
  };
}

/**
 * The last day of the period, or the day of truth while it runs.
 * Facts about the period as a whole stand there.
 */
export function lastDayOf(scope: FactScope): Day {
  return Math.min(scope.period.to - 1, scope.asOf);
}
