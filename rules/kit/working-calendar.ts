import type { Day } from './day.ts';
import { civilOf, weekdayOf } from './day.ts';

/**
 * One year of the official calendar: what differs from Monday to Friday.
 * The yearly notice decides it.
 */
export interface CalendarYear {
  readonly year: number;
  /** Days off besides Saturdays and Sundays, days given in exchange included. */
  readonly closed: readonly Day[];
  /** Saturdays and Sundays worked in exchange for a day off. */
  readonly worked: readonly Day[];
}

/**
 * Working days of an authority as known at one ledger position. Years without a notice count Monday to Friday and are named in
 * `yearsWithoutNotice`, so that a card can say so.
 */
export class WorkingCalendar {
  readonly version: string;
  readonly #years: ReadonlySet<number>;
  readonly #exceptions: ReadonlyMap<Day, boolean>;

  /** @param version names the notices used; it enters a card's digest. */
  constructor(version: string, years: readonly CalendarYear[]) {
    this.version = version;
    this.#years = new Set(years.map((entry) => entry.year));
    const exceptions = new Map<Day, boolean>();
    for (const entry of years) {
      for (const day of entry.closed) exceptions.set(day, false);
      for (const day of entry.worked) exceptions.set(day, true);
    }
    this.#exceptions = exceptions;
  }

  hasNotice(day: Day): boolean {
    return this.#years.has(civilOf(day).year);
  }

  isWorking(day: Day): boolean {
    return this.#exceptions.get(day) ?? weekdayOf(day) < 5;
  }

  /** The day itself if it is worked, else the next worked one (Civil Code 2015 art. 148.5). */
  roll(day: Day): Day {
    let next = day;
    while (!this.isWorking(next)) next++;
    return next;
  }

  /** End of a term of `count` working days; the event day itself is not counted (art. 147.2). */
  addWorkingDays(event: Day, count: number): Day {
    let day = event;
    for (let left = count; left > 0;) if (this.isWorking(++day)) left--;
    return day;
  }

  /** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
  workingDaysBetween(from: Day, to: Day): number {
    if (to <= from) return 0;
    const whole = to - from;
    // Full weeks hold five weekdays each; only the rest and the exceptions need a look.
    let count = Math.floor(whole / 7) * 5;
    for (let day = to - (whole % 7) + 1; day <= to; day++) if (weekdayOf(day) < 5) count++;
    for (const [day, works] of this.#exceptions) {
      if (day > from && day <= to && works !== weekdayOf(day) < 5) count += works ? 1 : -1;
    }
    return count;
  }
}
