import type { Reads, Statements } from '../database/database.ts';
import { Refusal, refused } from '../problems.ts';

/** A past state of knowledge: a position of the ledger, or an instant (ISO text). */
export type KnownAt = { readonly position: number } | { readonly instant: string };

/** The last position of an authority's ledger; 0 before its first act. */
export async function currentPosition(store: Reads, authority: string): Promise<number> {
  const [row] = await store.query<{ position: string }>(
    'select position from ledger_counter where authority = $1',
    [authority],
  );
  return Number(row?.position ?? 0);
}

/**
 * The position of a past state of knowledge; null means the last one.
 *
 * An instant means the acts before the first one recorded later than it, so an act recorded afterwards under an earlier instant
 * never enters an answer already given.
 * @throws Refusal UNKNOWN_POSITION ahead of the ledger, or after `now` where that is given.
 */
export async function positionAt(
  store: Statements,
  authority: string,
  knownAt: KnownAt | null,
  now?: string,
): Promise<number> {
  if (knownAt !== null && 'instant' in knownAt)
    return positionAtInstant(store, authority, knownAt.instant, now);
  const current = await currentPosition(store, authority);
  if (knownAt === null) return current;
  const { position } = knownAt;
  if (!Number.isSafeInteger(position) || position < 0 || position > current) throw unknown(String(position));
  return position;
}

async function positionAtInstant(
  store: Statements,
  authority: string,
  instant: string,
  now: string | undefined,
): Promise<number> {
  const at = Date.parse(instant);
  if (Number.isNaN(at) || (now !== undefined && at > Date.parse(now))) throw unknown(instant);
  const [row] = await store.query<{ position: string }>(
    `select coalesce(min(position) filter (where recorded_at > $2::text::timestamptz) - 1, max(position), 0) as position
     from act where authority = $1`,
    [authority, new Date(at).toISOString()],
  );
  return Number(row!.position);
}

function unknown(value: string): Refusal {
  return new Refusal([refused('UNKNOWN_POSITION', { value }, 'knownAt')]);
}
