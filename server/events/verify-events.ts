import { isDeepStrictEqual } from 'node:util';
import type { Attached, AttachedTable, RowFault } from '../platform/model/data-model.ts';
import type { Queries } from '../platform/model/queries.ts';
import { columnsOf, digestOfEvents } from './event-log.ts';
import type { EventBody, ScoreEventBody } from './event.ts';

const EVENTS = 'score_event';
const CARDS = 'announced_card';

/** Announcing acts that are looked through together. */
const ACTS_AT_ONCE = 100;

/** Verifies events against the acts that announced them, and announced cards against these events. */
export const ANNOUNCED_EVENTS: AttachedTable = {
  table: EVENTS,
  async faults(store, authority, acts) {
    const [row] = await store.query<{ floor: string }>(
      'select position as floor from score_event_floor where authority = $1',
      [authority],
    );
    const floor = Number(row?.floor ?? 0);
    const faults = await strayRows(store, authority, acts);
    const positions = [...acts.keys()];
    for (let start = 0; start < positions.length; start += ACTS_AT_ONCE) {
      const some = positions.slice(start, start + ACTS_AT_ONCE);
      const events = await eventsAt(store, authority, some);
      const cards = await cardsAt(store, authority, some);
      for (const position of some) {
        const own = events.get(position) ?? [];
        const isStored = position > floor || own.length > 0;
        const fault = isStored ? eventFault(own, acts.get(position)!) : null;
        if (fault !== null) faults.push({ position, fault, entity: EVENTS });
        // Neither altered nor removed events prove anything about cards.
        const recorded =
          isStored && fault === null ? own.map(({ body }) => JSON.parse(body) as EventBody) : null;
        faults.push(...cardFaults(position, cards.get(position) ?? [], recorded));
      }
    }
    return faults;
  },
};

/** Rows at positions of acts that announced nothing. */
async function strayRows(
  store: Queries,
  authority: string,
  acts: ReadonlyMap<number, Attached>,
): Promise<RowFault[]> {
  const rows = await store.query<{ noun: string; position: string }>(
    `select distinct '${EVENTS}' as noun, position from score_event where authority = $1
     union select '${CARDS}', position from announced_card where authority = $1 order by 2, 1`,
    [authority],
  );
  return rows
    .map(({ noun: entity, position }) => ({ position: Number(position), fault: 'STRANGE', entity }) as const)
    .filter(({ position }) => !acts.has(position));
}

interface EventRow {
  readonly position: string;
  readonly number: number;
  readonly body: string;
  readonly columns: ReturnType<typeof columnsOf> & { readonly day: string };
  /** Whether it was recorded when its act was. */
  readonly timely: boolean;
}

async function eventsAt(store: Queries, authority: string, positions: readonly number[]) {
  const rows = await store.query<EventRow>(
    `select e.position, e.number, e.body, e.recorded_at = a.recorded_at as timely,
       json_build_object('id', e.id, 'kind', e.kind, 'scheme', e.scheme, 'period', e.period, 'subject', e.subject, 'units', e.units,
         'leaders', e.leaders, 'rating_changed', e.rating_changed, 'day', e.day) as columns
     from score_event e join act a on a.authority = e.authority and a.position = e.position
     where e.authority = $1 and e.position between $2::bigint and $3::bigint order by e.position, e.number`,
    [authority, positions[0], positions.at(-1)],
  );
  return Map.groupBy(rows, ({ position }) => Number(position));
}

function eventFault(rows: readonly EventRow[], act: Attached): RowFault['fault'] | null {
  if (rows.length < act.rows) return 'MISSING';
  if (digestOfEvents(rows.map(({ body }) => body)) !== act.digest) return 'ROWS';
  const isAsRecorded = rows.every(({ number, body, columns, timely }, index) => {
    const recorded = JSON.parse(body) as EventBody;
    return (
      timely &&
      number === index &&
      isDeepStrictEqual({ ...columnsOf(recorded), day: recorded.day }, { ...columns })
    );
  });
  return isAsRecorded ? null : 'ROWS';
}

interface CardRow {
  readonly position: string;
  readonly name: string;
  readonly subject: { readonly key: string; readonly unit: string; readonly leader: string | null };
  readonly day: string;
  readonly asKnownAt: number;
  readonly card: Readonly<Record<'digest' | 'points' | 'open' | 'max' | 'rating', string | null>>;
  /** Digest of the bytes as they are; null without any. */
  readonly found: string | null;
}

async function cardsAt(store: Queries, authority: string, positions: readonly number[]) {
  const rows = await store.query<CardRow>(
    `select c.position, concat_ws(' ', c.scheme, c.period, c.subject) as name, c.day::text as day, c.as_known_at::int as "asKnownAt",
       json_build_object('key', c.subject, 'unit', c.unit, 'leader', c.leader) as subject,
       json_build_object('digest', c.digest, 'points', c.points, 'open', c.open, 'max', c.max, 'rating', c.rating) as card,
       encode(sha256(convert_to(c.body, 'UTF8')), 'hex') as found
     from announced_card c where c.authority = $1 and c.position between $2::bigint and $3::bigint
     order by c.position, c.scheme, c.period, c.subject`,
    [authority, positions[0], positions.at(-1)],
  );
  return Map.groupBy(rows, ({ position }) => Number(position));
}

/**
 * Faults of the cards that an act announced.
 * @param recorded events of the act; null without usable ones: then each card is held against its own digest only.
 */
function cardFaults(
  position: number,
  rows: readonly CardRow[],
  recorded: readonly EventBody[] | null,
): RowFault[] {
  const faultOf = (fault: RowFault['fault'], row: string) =>
    ({ position, fault, entity: CARDS, row }) as const;
  const altered = rows.filter(({ card, found }) => card.digest !== found);
  if (recorded === null) return altered.map(({ name }) => faultOf('ROWS', name));
  const announced = new Map<string, ScoreEventBody>(
    recorded.flatMap((body) =>
      body.kind === 'ranking.changed' || body.by !== 'OWN'
        ? []
        : [[`${body.scheme} ${body.period} ${body.subject.key}`, body] as const],
    ),
  );
  const stored = new Set(rows.map(({ name }) => name));
  return [
    ...[...announced.keys()].filter((name) => !stored.has(name)).map((name) => faultOf('MISSING', name)),
    ...rows.flatMap(({ name, subject, day, asKnownAt, card, found }) => {
      const event = announced.get(name);
      if (!event) return [faultOf('STRANGE', name)];
      const none = { digest: null, points: null, open: null, max: null, rating: null };
      const isAsRecorded =
        card.digest === found &&
        isDeepStrictEqual(
          { subject, day, asKnownAt, card },
          { subject: event.subject, day: event.day, asKnownAt: event.asKnownAt, card: event.to ?? none },
        );
      return isAsRecorded ? [] : [faultOf('ROWS', name)];
    }),
  ];
}
