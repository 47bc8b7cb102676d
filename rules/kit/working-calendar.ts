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
  readonly #years: readonly CalendarYear[];
  readonly #versionOf: (years: readonly CalendarYear[]) => string;
  readonly #exceptions: ReadonlyMap<Day, boolean>;

  /** @param versionOf names notices by what they say: the same days give the same name. */
  constructor(versionOf: (years: readonly CalendarYear[]) => string, years: readonly CalendarYear[]) {
    this.#versionOf = versionOf;
    this.#years = years;
    const exceptions = new Map<Day, boolean>();
    for (const entry of years) {
      for (const day of entry.closed) exceptions.set(day, false);
      for (const day of entry.worked) exceptions.set(day, true);
    }
    this.#exceptions = exceptions;
  }

  /** Whether the year of a day has its notice: without one only Saturdays and Sundays are known to be off. */
  hasNotice(day: Day): boolean {
    const { year } = civilOf(day);
    return this.#years.some((entry) => entry.year === year);
  }

  /**
   * Names the notices that a period’s cards count by: those of its years and of the year before, in which terms begin.
   * It enters a card's digest, so that a notice of another year changes no card.
   */
  versionFor({ from, cutOff }: { readonly from: Day; readonly cutOff: Day }): string {
    const [first, last] = [civilOf(from).year - 1, civilOf(cutOff).year];
    return this.#versionOf(this.#years.filter(({ year }) => year >= first && year <= last));
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
    // Halved rather than counted: a term written down with a slip may be a million years long.
    let [early, late] = [event, event + 2 * count + 7 + this.#exceptions.size];
    while (early < late) {
      const middle = Math.floor((early + late) / 2);
      if (this.workingDaysBetween(event, middle) < count) early = middle + 1;
      else late = middle;
    }
    return early;
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
