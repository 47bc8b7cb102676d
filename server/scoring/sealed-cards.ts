import { digestOfText } from '../../plugins/engine/digest.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import type { Statements, Transaction } from '../platform/database.ts';
import type { OwnTable } from '../platform/house.ts';
import { anyOf, codesText } from './facts/scope.ts';

/** Cards of sealed periods as the bytes that their digest covers, with the class decided by then. Insert-only. */
export const SEALED_CARD: OwnTable = {
  name: 'sealed_card',
  columns: {
    authority: 'text',
    scheme: 'text',
    period: 'text',
    subject: 'text',
    position: 'bigint',
    kept_at: 'bigint',
    computed_by: 'text',
    digest: 'text',
    decided_rating: 'text null',
    body: 'text',
  },
  key: ['authority', 'scheme', 'period', 'subject', 'position'],
};

/** Cards of one scheme and period, by the position at which the period was sealed. */
export interface SealedKey {
  readonly authority: string;
  readonly scheme: string;
  readonly period: string;
  readonly position: number;
}

/** A card as it is sealed: canonical text of its body, with its digest. */
export interface CardToSeal {
  readonly subject: string;
  readonly text: string;
  readonly digest: string;
  /** The class that the competent authority had decided by then; null where none. */
  readonly decided: Rating | null;
}

/** What the ledger holds of cards that were sealed together: everything that is kept of them, in one text, whatever their order. */
export function sealedText(
  { scheme, period }: Pick<SealedKey, 'scheme' | 'period'>,
  cards: readonly Omit<CardToSeal, 'text'>[],
): string {
  return cards
    .map(({ subject, digest, decided }) => [scheme, period, subject, digest, decided ?? ''].join(' '))
    .toSorted()
    .join('\n');
}

/** Keeps cards that the act at `keptAt` seals. */
export async function keepSealed(
  tx: Transaction,
  { authority, scheme, period, position }: SealedKey,
  keptAt: number,
  computedBy: string,
  cards: readonly CardToSeal[],
): Promise<void> {
  await tx.query(
    `insert into sealed_card (authority, scheme, period, subject, position, kept_at, computed_by, digest, decided_rating, body)
     select $1, $2, $3, x.subject, $4::bigint, $5::bigint, $6, x.digest, x.decided, x.text
     from jsonb_to_recordset($7::text::jsonb) as x (subject text, digest text, decided text, text text)`,
    [authority, scheme, period, position, keptAt, computedBy, JSON.stringify(cards)],
  );
}

/** Whose cards are kept. */
export async function sealedSubjects(
  store: Pick<Statements, 'query'>,
  { authority, scheme, period, position }: SealedKey,
): Promise<ReadonlySet<string>> {
  const rows = await store.query<{ subject: string }>(
    'select subject from sealed_card where authority = $1 and scheme = $2 and period = $3 and position = $4::bigint',
    [authority, scheme, period, position],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/** A sealed card whose bytes are no longer those that were sealed. */
export class SealedCardFault extends Error {
  constructor({ authority, scheme, period }: SealedKey, subject: string) {
    super(`The sealed card ${authority} ${scheme} ${period} ${subject} does not match its digest`);
  }
}

/** Bodies of sealed cards with their digests, by subject. @throws SealedCardFault: what was sealed is never quietly computed again. */
export async function sealedCards(
  store: Pick<Statements, 'query'>,
  key: SealedKey,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, { readonly text: string; readonly digest: string }>> {
  const { authority, scheme, period, position } = key;
  const rows = await store.query<{ subject: string; digest: string; body: string }>(
    `select subject, digest, body from sealed_card
     where authority = $1 and scheme = $2 and period = $3 and position = $4::bigint and subject = ${anyOf('$5')}`,
    [authority, scheme, period, position, codesText(subjects)],
  );
  return new Map(
    rows.map(({ subject, digest, body }) => {
      if (digestOfText(body) !== digest) throw new SealedCardFault(key, subject);
      return [subject, { text: body, digest }];
    }),
  );
}
