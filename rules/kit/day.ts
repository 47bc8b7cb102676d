/**
 * A local calendar day in Asia/Ho_Chi_Minh, counted from 1970-01-01.
 * Gregorian (Civil Code 2015 art. 145). Whole numbers compare and subtract exactly, and no time zone can shift them.
 *
 * @example parseDay('2026-03-01') - parseDay('2026-02-23') // 6
 */
export type Day = number;

/**
 * The day of a civil date; months are 1…12.
 * Algorithm: days_from_civil, H. Hinnant, "chrono-compatible low-level date algorithms".
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

/** A day as year, month (1…12) and day of the month. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** The civil date of a day: the inverse of `dayOf`. */
export function civilOf(day: Day): CivilDate {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Cards name the same few hundred days again and again: the days of 1970…2099 are written out once each. */
const LAST_CACHED = dayOf(2099, 12, 31);
const cached = new Map<Day, string>();

/** A day as text: "2026-02-23". */
export function formatDay(day: Day): string {
  const known = cached.get(day);
  if (known !== undefined) return known;
  const { year, month, dayOfMonth } = civilOf(day);
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  if (day >= 0 && day <= LAST_CACHED) cached.set(day, text);
  return text;
}

/**
 * Reads "2026-02-23".
 *
 * @example formatDay(parseDay('2026-02-23') + 7) // '2026-03-02'
 * @throws RangeError when the text is no day of the Gregorian calendar.
 */
export function parseDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = match && dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === null || formatDay(day) !== text) throw new RangeError(`"${text}" is no day (YYYY-MM-DD)`);
  return day;
}

/** Reads a day of our calendar, "0001-01-01" or later; null where the text is none. The database knows no year 0. */
export function dayOrNull(text: string): Day | null {
  try {
    const day = parseDay(text);
    return day >= FIRST_DAY ? day : null;
  } catch {
    return null;
  }
}

/** The first day that dates may have: a calendar of years has no year 0. */
export const FIRST_DAY = dayOf(1, 1, 1);

/**
 * The day of the week: 0 Monday … 6 Sunday.
 * 1970-01-01 was a Thursday.
 */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * The same date `months` later, or that month's last day where it does not exist.
 * Civil Code 2015 art. 148.3.
 *
 * @example formatDay(addMonths(parseDay('2026-01-31'), 1)) // '2026-02-28'
 */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  const firstOfNext = dayOf(target.month === 12 ? target.year + 1 : target.year, (target.month % 12) + 1, 1);
  return Math.min(dayOf(target.year, target.month, 1) + dayOfMonth - 1, firstOfNext - 1);
}
