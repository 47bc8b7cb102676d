import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 over RFC 8785 JSON. */
export function digestOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to digest');
  return sha256(text);
}

/** What one act did to a row: the digest of the row it put, or null where it retracted it. */
export type RowDigests = ReadonlyMap<string, string | null>;

/** One digest over the rows of a noun that an act touched, whatever their order. */
export function digestOfRows(rows: RowDigests): string {
  const hash = createHash('sha256');
  for (const code of [...rows.keys()].toSorted(byCodeUnit)) {
    hash.update(`${JSON.stringify(code)} ${rows.get(code) ?? 'retracted'}\n`);
  }
  return hash.digest('hex');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
