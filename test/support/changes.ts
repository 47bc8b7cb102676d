import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import type { EventBody } from '../../server/events/event.ts';
import type { Between } from '../../server/announcing/score-changes.ts';
import { ScoreChanges } from '../../server/announcing/score-changes.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from './database.ts';

/** A clock that stands on a morning until it is set to another one. */
export class TestClock implements Clock {
  #clock: Clock;

  constructor(day: string) {
    this.#clock = fixedClock(`${day}T09:00:00+07:00`);
  }

  itIs(day: string): void {
    parseDay(day);
    this.#clock = fixedClock(`${day}T09:00:00+07:00`);
  }

  now(): string {
    return this.#clock.now();
  }

  today(): number {
    return this.#clock.today();
  }
}

/** An event as it is kept. */
export interface KeptEvent {
  readonly position: number;
  readonly number: number;
  readonly body: EventBody;
}

/** Announcing as one process does it: a service of its own, nothing shared but the database. */
export function announcing(database: TestDatabase, clock: Clock, computedBy = 'code'): ScoreChanges {
  return new ScoreChanges({
    store: database,
    service: new ScoreService(database, CATALOGUE),
    clock,
    computedBy: () => computedBy,
  });
}

/** All events of an authority in the order of the ledger. */
export async function eventsOf(database: TestDatabase, authority: string): Promise<KeptEvent[]> {
  const rows = await database.query<{ position: string; number: number; body: string }>(
    'select position, number, body from score_event where authority = $1 order by position, number',
    [authority],
  );
  return rows.map(({ position, number, body }) => ({
    position: Number(position),
    number,
    body: JSON.parse(body) as EventBody,
  }));
}

/** Events in short: "kind period day subject from>to cause:points …". */
export function inShort({ body }: KeptEvent): string {
  if (body.kind === 'ranking.changed') {
    const moved = body.moved.map(({ key, from, to }) => `${key} ${from.rank ?? '-'}>${to.rank ?? '-'}`);
    return `${body.kind} ${body.period} ${body.day} ${body.cohort} ${moved.join(', ')}`;
  }
  const { kind, period, day, subject, from, to, parts } = body;
  const split = parts.map(({ cause, points }) => `${cause}:${points}`);
  return [kind, period, day, subject.key, `${from?.points ?? '-'}>${to?.points ?? '-'}`, ...split].join(' ');
}

export class Crash extends Error {}

/** Dies at the n-th milestone. */
export function dyingAt(n: number): Between {
  let count = 0;
  return async () => {
    if (++count === n) throw new Crash();
  };
}
