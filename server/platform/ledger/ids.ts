import { createHash, randomBytes } from 'node:crypto';

/** The namespace of this platform's natural keys: UUIDv5 of "leader-scorecard" in the DNS namespace of RFC 9562. */
const NAMESPACE = '38fd3fd6-4c7a-5640-93c9-955ff00e1bd3';

/** UUIDv5 of a natural key, the same on every machine. */
export function idOf(...parts: readonly string[]): string {
  const hash = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    // A separator that no key contains, so that ("a/b", "c") and ("a", "b/c") stay apart.
    .update(parts.join('\u0000').normalize('NFC'))
    .digest();
  return uuidFrom(hash, 5);
}

/** UUIDv7 of an instant (ISO text), for a live act. */
export function newActId(recordedAt: string): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.parse(recordedAt), 0, 6);
  return uuidFrom(bytes, 7);
}

function uuidFrom(bytes: Buffer, version: number): string {
  const out = Buffer.from(bytes.subarray(0, 16));
  out[6] = (out[6]! & 0x0f) | (version << 4);
  out[8] = (out[8]! & 0x3f) | 0x80;
  const hex = out.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
