import type { Day } from '../../rules/kit/day.ts';

/** Source of the current time; tests and replays pass their own. */
export interface Clock {
  /** The instant, ISO 8601 in UTC. */
  now(): string;
  /** The local day in Asia/Ho_Chi_Minh (UTC+7, no daylight saving). */
  today(): Day;
}

const MILLISECONDS_OF_A_DAY = 86_400_000;
const OFFSET_OF_VIETNAM = 7 * 3_600_000;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayOfInstant(Date.now()),
};

/** A clock that always gives one instant (ISO 8601). */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant).toISOString(), today: () => dayOfInstant(Date.parse(instant)) };
}

function dayOfInstant(milliseconds: number): Day {
  return Math.floor((milliseconds + OFFSET_OF_VIETNAM) / MILLISECONDS_OF_A_DAY);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

// The database knows no year 0, and no text of ours has a year of five digits.
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether a text is an instant of ISO 8601 with its offset. Without one it would be read in the machine’s own zone. */
export function isInstant(text: string): boolean {
  if (!INSTANT.test(text)) return false;
  const instant = Date.parse(text);
  if (Number.isNaN(instant) || instant < FIRST_INSTANT || instant > LAST_INSTANT) return false;
  // 30 February is read as 2 March.
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
