import type { Day } from '../../rules/kit/day.ts';

/** The one place that knows what time it is; tests and replays hand in their own. */
export interface Clock {
  /** The instant, ISO 8601 in UTC. */
  now(): string;
  /** The local day in Asia/Ho_Chi_Minh (UTC+7, no daylight saving). */
  today(): Day;
}

const MILLISECONDS_OF_A_DAY = 86_400_000;
const OFFSET_OF_VIETNAM = 7 * 3_600_000;

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayOfInstant(Date.now()),
};

/** A clock that stands at an instant until told another. */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant).toISOString(), today: () => dayOfInstant(Date.parse(instant)) };
}

function dayOfInstant(milliseconds: number): Day {
  return Math.floor((milliseconds + OFFSET_OF_VIETNAM) / MILLISECONDS_OF_A_DAY);
}
