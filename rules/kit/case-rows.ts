import type { Column } from './columns.ts';
import type { Day } from './day.ts';
import { parseDay } from './day.ts';
import type { Fact } from './fact.ts';
import { parseFraction } from './fraction.ts';

/** Reads a scaled quantity from decimal text. @throws Error when it has more decimals than the column. */
export function quantityOf(value: string, scale: number): bigint {
  const read = parseFraction(value);
  const scaled = read.n * 10n ** BigInt(scale);
  if (scaled % read.d !== 0n) throw new Error(`${value} has more than ${scale} decimals`);
  return scaled / read.d;
}

/**
 * A full fact row from the few columns that a case names.
 * Days are written "YYYY-MM-DD", quantities as decimal text; a required day that is left out is `anyDay`.
 *
 * @throws Error when the fact has no such column, or a required choice or quantity is left out.
 */
export function rowOf(
  fact: Fact,
  given: Readonly<Record<string, unknown>>,
  anyDay: Day,
): Record<string, unknown> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fact.columns, name));
  if (unknown.length > 0) throw new Error(`fact ${fact.id} has no column ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(fact.columns).map(([name, column]) => [name, cell(name, column, given[name], anyDay)]),
  );
}

const EMPTY = { flag: false, count: 0, codes: [], days: [], text: '–', code: '–' } as const;

function cell(name: string, column: Column, given: unknown, anyDay: Day): unknown {
  if (given === null || given === undefined) {
    if (column.nullable) return null;
    if (column.type in EMPTY && given === undefined) return EMPTY[column.type as keyof typeof EMPTY];
    if (column.type === 'day') return anyDay;
    if (column.type === 'quantity') return 0n;
    throw new Error(`the case must give ${name}`);
  }
  if (column.type === 'day') return parseDay(String(given));
  if (column.type === 'quantity') return quantityOf(String(given), column.scale);
  if (column.type === 'choice' && !column.values.includes(String(given)))
    throw new Error(`${name}: ${String(given)} is no choice`);
  return given;
}
