import { ApiFault } from '../platform/faults.ts';
import type { Reads } from '../platform/database/database.ts';

/** A cursor in the order of events: right behind event `number` of the act at `position`. */
export interface EventCursor {
  readonly position: number;
  /** Counted from 0 within the act; WHOLE_ACT behind all events of it. */
  readonly number: number;
}

/** Number of a cursor behind every event of its act. */
export const WHOLE_ACT = 2_147_483_647;

/** The cursor before the first event. */
export const FIRST_CURSOR: EventCursor = { position: 0, number: WHOLE_ACT };

/** The cursor that a text names: "128.3" or "128"; null where the text is neither. */
export function parseCursor(text: string): EventCursor | null {
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  return { position: Number(match[1]), number: match[2] === undefined ? WHOLE_ACT : Number(match[2]) };
}

/** A cursor as text: "128.3" behind the fourth event of act 128, "128" behind all of them. */
export function formatCursor({ position, number }: EventCursor): string {
  return number === WHOLE_ACT ? String(position) : `${position}.${number}`;
}

/** Compares for sorting: below 0 where a comes before b, 0 where they are the same. */
export function compareCursors(a: EventCursor, b: EventCursor): number {
  return a.position - b.position || a.number - b.number;
}

/**
 * The cursor that a caller names; null where none is named.
 * @throws ApiFault BAD_CURSOR where it is none, UNKNOWN_POSITION where it lies beyond the end of the ledger.
 */
export function cursorAfter(after: string | null | undefined, end: number): EventCursor | null {
  if (after === null || after === undefined || after === '') return null;
  const cursor = parseCursor(after);
  if (cursor === null)
    throw ApiFault.badInput(
      'BAD_CURSOR',
      {
        vi: 'after phải là con trỏ của một sự kiện, dạng "128.3", hoặc vị trí sổ ghi, dạng "128"',
        en: 'after must be the cursor of an event, such as "128.3", or a position of the ledger, such as "128"',
      },
      'after',
    );
  if (cursor.position > end)
    throw ApiFault.badInput(
      'UNKNOWN_POSITION',
      {
        vi: `Sổ ghi mới đến vị trí ${end}; không có vị trí ${after}`,
        en: `The ledger ends at position ${end}; there is no place ${after}`,
      },
      'after',
    );
  return cursor;
}

/**
 * Refuses a cursor behind which events have been removed already. To be called after reading: the events may go meanwhile.
 * @throws ApiFault EXPIRED_POSITION, with the oldest cursor behind which nothing is missing.
 */
export async function mustNotBeExpired(store: Reads, authority: string, after: EventCursor): Promise<void> {
  const oldest = await oldestReadable(store, authority);
  if (compareCursors(after, oldest) >= 0) return;
  const cursor = formatCursor(oldest);
  throw new ApiFault(
    'EXPIRED_POSITION',
    'EXPIRED_POSITION',
    {
      vi: `Sự kiện ngay sau ${formatCursor(after)} không còn được lưu; vị trí cũ nhất còn đọc tiếp được là ${cursor}. Hãy đọc lại toàn bộ bảng điểm, rồi đọc tiếp từ vị trí sổ ghi của lần đọc đó`,
      en: `Events right behind ${formatCursor(after)} are no longer kept; the oldest place to go on from is ${cursor}. Read the cards anew, then go on from the position they were read at`,
    },
    'after',
    { oldest: cursor },
  );
}

/** The cursor behind the last removed event; before the first event where none was removed. */
async function oldestReadable(store: Reads, authority: string): Promise<EventCursor> {
  const [row] = await store.query<{ position: string; number: number }>(
    'select position, number from score_event_floor where authority = $1',
    [authority],
  );
  return row ? { position: Number(row.position), number: row.number } : { position: 0, number: 0 };
}
