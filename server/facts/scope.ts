import type { Day } from '../../rules/kit/day.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import type { Statements } from '../platform/database/database.ts';
import { visibleAt } from '../platform/ledger/reading.ts';
import type { Organisation } from './organisation.ts';

/** What reads rows: a database, or a transaction of one. */
export type Reader = Pick<Statements, 'query'>;

/** For whom, when and as known when facts are read. */
export interface FactScope {
  readonly authority: string;
  /** Pinned ledger position: nothing recorded later is seen. */
  readonly position: number;
  /** The same for what is decided about the rows read, such as the extensions and causes of tasks. */
  readonly decisionPosition: number;
  readonly period: Period;
  /** Day of truth, at most the cut-off. */
  readonly asOf: Day;
  /**
   * Last day that is over: the day before `asOf` while it runs, the cut-off itself once it has passed. Only then is a
   * due date missed.
   */
  readonly lastDayOver: Day;
  readonly calendar: WorkingCalendar;
  readonly organisation: Organisation;
  /** Units whose facts are read, their own or as the unit of a post. */
  readonly units: readonly string[];
  /** People whose facts are read. */
  readonly leaders: readonly string[];
}

/**
 * The day on which a period’s states are read, and the last day that is over on it.
 * Neither passes the cut-off.
 */
export function dayOfTruth(period: Period, requested: Day): Pick<FactScope, 'asOf' | 'lastDayOver'> {
  const asOf = Math.min(requested, period.cutOff);
  return { asOf, lastDayOver: requested > period.cutOff ? period.cutOff : asOf - 1 };
}

/**
 * SQL: the version under `alias` is visible at position $2 of authority $1.
 * Or at another parameter’s position.
 */
export function visible(alias: string, parameter = 2): string {
  return `${alias}.authority = $1 and ${visibleAt(alias, parameter)}`;
}

/** SQL: any of the codes that `codesText` wrote into one parameter. PostgreSQL sees how many they are and plans accordingly. */
export function anyOf(parameter: string): string {
  return `any(${parameter}::text::text[])`;
}

/** Codes as one text parameter: an array literal, the same on both drivers. */
export function codesText(codes: readonly string[]): string {
  return `{${codes.map((code) => `"${code.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** SQL: a day parameter given as a whole number. */
export function dayOf(parameter: string): string {
  return `(date '1970-01-01' + ${parameter}::int)`;
}

/** SQL: a date column as a whole number. */
export function dayNumber(column: string): string {
  return `(${column} - date '1970-01-01')`;
}

/**
 * Whether what a competent body entered counts.
 * Once the cut-off has been reached, it counts whenever it was entered.
 */
export function enteredInTime(scope: FactScope, on: Day): boolean {
  return scope.asOf >= scope.period.cutOff || on <= scope.asOf;
}

const FAR_FUTURE = 2_000_000;

/** The last day on which a reading may have become known: once the cut-off has been reached, any day. */
export function lastKnownDay({ asOf, period }: Pick<FactScope, 'asOf' | 'period'>): Day {
  return asOf >= period.cutOff ? FAR_FUTURE : asOf;
}
