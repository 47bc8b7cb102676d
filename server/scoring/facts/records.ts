import type { Columns, Row } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { AttributedRow } from '../../../rules/kit/fact.ts';
import type { Noun } from '../../platform/noun.ts';
import type { Coded } from '../../platform/storage.ts';
import { decodeRow, selectColumns, versionTable } from '../../platform/storage.ts';
import type { FactScope, Reader } from './scope.ts';
import { anyOf, codesText, dayOf, visible } from './scope.ts';

type NounRecord<C extends Columns> = Coded<Row<C>>;

/** Rows of one noun visible at the scope’s position, in one statement; $3 units, $4 leaders, $5/$6 period, $7 day of truth, $8 its code. */
export async function select<C extends Columns>(
  reader: Reader,
  scope: FactScope,
  noun: Noun<C>,
  where: string,
): Promise<NounRecord<C>[]> {
  const untyped = noun as unknown as Noun;
  // Each parameter is named once up front, so that every statement takes the same list whatever its condition uses.
  const sql = `
    with span as (
      select ${dayOf('$5')} as "from", ${dayOf('$6')} as "to", ${dayOf('$7')} as as_of, $8::text as period, $3::text as units, $4::text as leaders
    )
    select ${selectColumns(untyped, 'v')} from ${versionTable(untyped)} v, span
    where ${visible('v')} and ${where} order by v.code collate "C"`;
  const raw = await reader.query(sql, [
    scope.authority,
    scope.position,
    codesText(scope.units),
    codesText(scope.leaders),
    scope.period.from,
    scope.period.to,
    scope.asOf,
    scope.period.code,
  ]);
  return raw.map((row) => decodeRow(noun, row));
}

/** SQL: the row is about a person asked for, or about a unit asked for and no person. */
export const OF_UNIT_OR_LEADER = `(v.leader = ${anyOf('$4')} or (v.leader is null and v.unit = ${anyOf('$3')}))`;
/** SQL: the row is about a person asked for. */
export const OF_LEADER = `v.leader = ${anyOf('$4')}`;
/** SQL: the row is about a unit asked for. */
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

/** The last day of the period, or the day of truth while it runs: where facts about the period as a whole stand. */
export function lastDayOf(scope: FactScope): Day {
  return Math.min(scope.period.to - 1, scope.asOf);
}
