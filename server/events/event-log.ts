import type { Act } from '../platform/ledger/act.ts';
import type { Transaction } from '../platform/database/database.ts';
import { sha256 } from '../platform/ledger/digest.ts';
import { recordAttached } from '../platform/ledger/ledger.ts';
import { dayOf } from '../facts/scope.ts';
import type { EventBody, EventToRecord } from './event.ts';
import { aboutOf, eventText, ratingChanged } from './event.ts';

/**
 * Channel of notices that events were recorded; the payload is the code of the authority. It only wakes: the table is the truth.
 */
export const EVENTS_CHANNEL = 'score_event';

/** The most events of one act. */
const MOST_EVENTS = 200;

/** Digest of the events of an act, given as their stored texts in their order; the act holds it. */
export function digestOfEvents(texts: readonly string[]): string {
  return sha256(texts.join('\n'));
}

/** Columns of an event’s row by which events are found, as derived from its body. */
export function columnsOf(body: EventBody) {
  return {
    id: body.id,
    kind: body.kind,
    scheme: body.scheme,
    period: body.period,
    subject: body.kind === 'ranking.changed' ? body.cohort : body.subject.key,
    ...aboutOf(body),
    rating_changed: ratingChanged(body),
  };
}

/** Records events in acts of the ledger, in their order. @returns the position of the last act. */
export async function recordEvents(
  tx: Transaction,
  act: Omit<Act, 'kind' | 'actor'>,
  events: readonly EventToRecord[],
): Promise<number> {
  let position = 0;
  for (let start = 0; start < events.length; start += MOST_EVENTS) {
    const rows = events
      .slice(start, start + MOST_EVENTS)
      .map(({ body, day }, number) => ({ number, day, ...columnsOf(body), body: eventText(body) }));
    const digest = digestOfEvents(rows.map(({ body }) => body));
    position = await recordAttached(
      tx,
      { ...act, kind: 'score.announced', actor: 'system' },
      { table: 'score_event', rows: rows.length, digest },
    );
    await tx.query(
      `with inserted as (
       insert into score_event (authority, position, number, id, kind, day, scheme, period, subject, units, leaders, rating_changed, body, recorded_at)
       select $1, $2::bigint, x.number, x.id, x.kind, ${dayOf('x.day')}, x.scheme, x.period, x.subject,
         array(select jsonb_array_elements_text(x.units)), array(select jsonb_array_elements_text(x.leaders)),
         x.rating_changed, x.body, $3::text::timestamptz
       from jsonb_to_recordset($4::text::jsonb) as x (number int, id uuid, kind text, day int, scheme text, period text,
         subject text, units jsonb, leaders jsonb, rating_changed boolean, body text)
       )
       select pg_notify('${EVENTS_CHANNEL}', $1)`,
      [act.authority, position, act.recordedAt, JSON.stringify(rows)],
    );
  }
  return position;
}
