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

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is an instant of ISO 8601 with its offset. Without one it would be read in the machine’s own zone. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}
