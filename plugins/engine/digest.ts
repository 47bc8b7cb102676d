import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { CardBody } from './card-body.ts';

/** A card body as RFC 8785 canonical JSON, text in NFC. */
export function canonicalText(body: CardBody): string {
  // Every number in a body is text except small whole counts, which RFC 8785 writes the same way everywhere.
  return canonicalJson(body);
}

/** SHA-256 of the canonical bytes, in hexadecimal. */
export function digestOf(body: CardBody): string {
  return digestOfText(canonicalText(body));
}

/** The same of a body’s canonical text. */
export function digestOfText(text: string): string {
  return hash('sha256', text, 'hex');
}
