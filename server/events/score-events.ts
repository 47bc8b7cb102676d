import { isGiven } from '../platform/api/arguments.ts';
import type { Reads } from '../platform/database/database.ts';
import type { Rights, Scope } from '../platform/access/policy.ts';
import { maySeeCard } from '../platform/access/policy.ts';
import { codesText } from '../facts/scope.ts';
import type { EventBody, EventSubject } from './event.ts';
import { aboutOf, ratingChanged } from './event.ts';
import type { EventCursor } from './event-cursor.ts';

/** A recorded event, with its cursor. */
export interface ScoreEvent extends EventCursor {
  readonly body: EventBody;
  /** The stored text of the body: the bytes that the act’s digest covers. */
  readonly text: string;
  readonly ratingChanged: boolean;
  /** ISO instant in UTC. */
  readonly recordedAt: string;
}

/** Which events are wanted; a condition that is null or left out lets all through. */
export interface EventFilter {
  /** Of one of these units. */
  readonly units?: readonly string[] | null;
  readonly leader?: string | null | undefined;
  readonly scheme?: string | null | undefined;
  readonly ratingChanged?: boolean | null | undefined;
}

/** A range of events: behind one cursor, up to another where that is given, at most so many. */
export interface EventSpan {
  readonly after: EventCursor;
  readonly upTo?: EventCursor;
  readonly first: number;
}

/** Events of an authority that the rights open, in the order of the ledger. */
export async function readEvents(
  reader: Reads,
  rights: Rights,
  { after, upTo, first }: EventSpan,
  filter: EventFilter = {},
): Promise<readonly ScoreEvent[]> {
  const { where, parameters } = conditionOf(rights, filter);
  const next = (value: unknown): string => `$${parameters.push(value)}`;
  const cursor = ({ position, number }: EventCursor) => `(${next(position)}::bigint, ${next(number)}::int)`;
  const behind = `(e.position, e.number) > ${cursor(after)}`;
  const until = upTo === undefined ? '' : ` and (e.position, e.number) <= ${cursor(upTo)}`;
  const rows = await reader.query<{
    position: string;
    number: number;
    body: string;
    recorded_at: string;
  }>(
    `select e.position, e.number, e.body,
       to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
     from score_event e
     where ${where} and ${behind}${until}
     order by e.position, e.number limit ${next(first)}::int`,
    parameters,
  );
  return rows.map((row) => ({
    position: Number(row.position),
    number: row.number,
    text: row.body,
    ...visiblePart(rights, JSON.parse(row.body) as EventBody),
    recordedAt: row.recorded_at,
  }));
}

/** Number of events of an authority that the rights open and the filter lets through. */
export async function countEvents(reader: Reads, rights: Rights, filter: EventFilter): Promise<number> {
  const { where, parameters } = conditionOf(rights, filter);
  const [row] = await reader.query<{ events: number }>(
    `select count(*)::int as events from score_event e where ${where}`,
    parameters,
  );
  return row!.events;
}

/** Whether the rights open an event that was read with the rights of the system. */
export function isOpenTo(rights: Rights, { body }: ScoreEvent): boolean {
  return body.kind === 'ranking.changed'
    ? body.moved.some((one) => maySee(rights, one))
    : maySee(rights, body.subject);
}

/** Whether a filter lets the visible part of an event through. The same as the condition in SQL of `readEvents`. */
export function matchesFilter(
  { units, leader, scheme, ratingChanged: wanted }: EventFilter,
  { body, ratingChanged: changed }: Pick<ScoreEvent, 'body' | 'ratingChanged'>,
): boolean {
  const about = aboutOf(body);
  return (
    (!units || about.units.some((unit) => units.includes(unit))) &&
    (!isGiven(leader) || about.leaders.includes(leader)) &&
    (!isGiven(scheme) || body.scheme === scheme) &&
    (typeof wanted !== 'boolean' || changed === wanted)
  );
}

/** The part of an event that the rights open: of moved ranks, only those whose cards they open. */
export function visiblePart(rights: Rights, whole: EventBody): Pick<ScoreEvent, 'body' | 'ratingChanged'> {
  const body =
    whole.kind === 'ranking.changed'
      ? { ...whole, moved: whole.moved.filter((one) => maySee(rights, one)) }
      : whole;
  return { body, ratingChanged: ratingChanged(body) };
}

function maySee(rights: Rights, { unit, leader }: EventSubject): boolean {
  return maySeeCard(rights, { leader, units: [unit] });
}

/**
 * The condition in SQL of rights and filter.
 * A card is about one person in one unit, so `maySeeCard` can be said in SQL. Of ranks that moved, a filter applies to those
 * that the rights open: otherwise it would tell who else moved.
 */
function conditionOf(rights: Rights, filter: EventFilter) {
  const parameters: unknown[] = [rights.authority];
  const next = (value: unknown): string => `$${parameters.push(value)}`;
  const listed = (codes: Iterable<string>) => `${next(codesText([...codes]))}::text::text[]`;
  const { UNIT, EVALUATION } = rights.scopes;
  const seesAll = UNIT === 'ALL' && EVALUATION === 'ALL';
  const within = (scope: Scope): string => (scope === 'ALL' ? 'true' : `e.units && ${listed(scope)}`);
  const holds = (scope: Scope): string => (scope === 'ALL' ? 'true' : `m ->> 'unit' = any(${listed(scope)})`);
  // Written where it is used: a parameter that no condition names is refused by the database.
  const own = () => (rights.leader === null ? 'false' : `e.leaders @> array[${next(rights.leader)}::text]`);
  const isOwn = () => (rights.leader === null ? 'false' : `m ->> 'leader' = ${next(rights.leader)}`);
  const someVisible = (condition: string) =>
    `exists (select from jsonb_array_elements(e.body::jsonb -> 'moved') m where ${condition} and
       case when m ->> 'leader' is null then ${holds(UNIT)} else ${holds(EVALUATION)} or ${isOwn()} end)`;
  /** A condition on the event as a whole; of moved ranks, on those that are visible. */
  const visibly = (ofEvent: string, ofMoved: () => string): string =>
    seesAll ? ofEvent : `(${ofEvent} and (e.kind <> 'ranking.changed' or ${ofMoved()}))`;
  const { units, leader, scheme, ratingChanged: changed } = filter;
  const where = [
    'e.authority = $1',
    seesAll
      ? 'true'
      : `(case when e.leaders = '{}' then ${within(UNIT)} else ${within(EVALUATION)} or ${own()} end)`,
    ...(units
      ? [visibly(`e.units && ${listed(units)}`, () => someVisible(`m ->> 'unit' = any(${listed(units)})`))]
      : []),
    ...(isGiven(leader)
      ? [
          visibly(`e.leaders @> array[${next(leader)}::text]`, () =>
            someVisible(`m ->> 'leader' = ${next(leader)}`),
          ),
        ]
      : []),
    ...(isGiven(scheme) ? [`e.scheme = ${next(scheme)}`] : []),
    ...(typeof changed === 'boolean' ? [ratingCondition(changed, seesAll, someVisible)] : []),
  ];
  return { where: where.join(' and '), parameters };
}

function ratingCondition(
  changed: boolean,
  seesAll: boolean,
  someVisible: (condition: string) => string,
): string {
  const ofEvent = `e.rating_changed = ${String(changed)}`;
  if (seesAll) return ofEvent;
  const moved = someVisible(`m -> 'from' ->> 'rating' is distinct from m -> 'to' ->> 'rating'`);
  return `(case when e.kind = 'ranking.changed' then ${changed ? moved : `not ${moved}`} else ${ofEvent} end)`;
}
