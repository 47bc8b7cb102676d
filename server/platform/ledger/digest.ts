import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 over the RFC 8785 JSON of a value, in hexadecimal. */
export function digestOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to digest');
  return sha256(text);
}

/** Rows that one act changed, by code: the digest of the row put, null for a row retracted. */
export type RowDigests = ReadonlyMap<string, string | null>;

/** One digest over the rows of an entity that an act changed, whatever their order. */
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
