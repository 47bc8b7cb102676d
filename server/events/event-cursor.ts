import { ApiFault } from '../platform/faults.ts';
import type { Reads } from '../platform/database/database.ts';

/** A place in the order of events: behind event `number` of the act at `position`; a whole act is passed with WHOLE_ACT. */
export interface EventCursor {
  readonly position: number;
  readonly number: number;
}

export const WHOLE_ACT = 2_147_483_647;

/** Before the first event. */
export const FIRST_CURSOR: EventCursor = { position: 0, number: WHOLE_ACT };

/** "128.3" behind the fourth event of act 128, "128" behind all of them; null where it is neither. */
export function parseCursor(text: string): EventCursor | null {
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return null;
  return { position: Number(match[1]), number: match[2] === undefined ? WHOLE_ACT : Number(match[2]) };
}

export function formatCursor({ position, number }: EventCursor): string {
  return number === WHOLE_ACT ? String(position) : `${position}.${number}`;
}

/** Below 0 where a comes before b, 0 where they are the same. */
export function compareCursors(a: EventCursor, b: EventCursor): number {
  return a.position - b.position || a.number - b.number;
}

/**
 * The place that a caller names; null where none is named. @throws ApiFault where it is none, or lies beyond the end of the
 * ledger.
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
 * Asked after events behind the place were read: none of them is missing because it is no longer kept.
 * @throws ApiFault EXPIRED_POSITION, with the oldest place from which nothing is missing.
 */
export async function mustNotBeExpired(store: Reads, authority: string, after: EventCursor): Promise<void> {
  const oldest = await oldestStored(store, authority);
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

/** The last event that is gone; before the first one where all are kept. */
async function oldestStored(store: Reads, authority: string): Promise<EventCursor> {
  const [row] = await store.query<{ position: string; number: number }>(
    'select position, number from score_event_floor where authority = $1',
    [authority],
  );
  return row ? { position: Number(row.position), number: row.number } : { position: 0, number: 0 };
}
