import type { CardBody } from '../../../plugins/engine/card-body.ts';
import type { WrittenCard } from '../../../plugins/engine/card.ts';
import { digestOfText } from '../../../plugins/engine/digest.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import type { Statements, Transaction } from '../../platform/database/database.ts';
import type { OwnTable } from '../../platform/model/data-model.ts';
import { anyOf, codesText } from '../../facts/scope.ts';
import type { PeriodQuery } from '../compute/score-run.ts';

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

/** A card as it is sealed. */
export interface CardToSeal extends Pick<WrittenCard, 'text' | 'digest'> {
  readonly subject: string;
  /** The class that the competent authority had decided by then; null where none. */
  readonly decided: Rating | null;
}

/**
 * The text that the ledger holds of cards that were sealed together, whatever their order.
 * One line a card: scheme, period, subject, digest, decided class.
 */
export function sealedText(
  { scheme, period }: Pick<PeriodQuery, 'scheme' | 'period'>,
  cards: readonly Omit<CardToSeal, 'text'>[],
): string {
  return cards
    .map(({ subject, digest, decided }) => [scheme, period, subject, digest, decided ?? ''].join(' '))
    .toSorted()
    .join('\n');
}

/** Stores cards that the act at `storedAt` seals. */
export async function storeSealed(
  tx: Transaction,
  { authority, scheme, period, position }: PeriodQuery,
  storedAt: number,
  computedBy: string,
  cards: readonly CardToSeal[],
): Promise<void> {
  await tx.query(
    `insert into sealed_card (authority, scheme, period, subject, position, kept_at, computed_by, digest, decided_rating, body)
     select $1, $2, $3, x.subject, $4::bigint, $5::bigint, $6, x.digest, x.decided, x.text
     from jsonb_to_recordset($7::text::jsonb) as x (subject text, digest text, decided text, text text)`,
    [authority, scheme, period, position, storedAt, computedBy, JSON.stringify(cards)],
  );
}

/** Whose cards are kept. */
export async function sealedSubjects(
  store: Pick<Statements, 'query'>,
  { authority, scheme, period, position }: PeriodQuery,
): Promise<ReadonlySet<string>> {
  const rows = await store.query<{ subject: string }>(
    'select subject from sealed_card where authority = $1 and scheme = $2 and period = $3 and position = $4::bigint',
    [authority, scheme, period, position],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/** A sealed card whose bytes are no longer those that were sealed. */
export class SealedCardFault extends Error {
  constructor({ authority, scheme, period }: PeriodQuery, subject: string) {
    super(`The sealed card ${authority} ${scheme} ${period} ${subject} does not match its digest`);
  }
}

/**
 * Sealed cards by subject, as they were written at the position of the sealing. @throws SealedCardFault: what was sealed is never
 * quietly computed again.
 */
export async function sealedCards(
  store: Pick<Statements, 'query'>,
  key: PeriodQuery,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, WrittenCard>> {
  const { authority, scheme, period, position } = key;
  const rows = await store.query<{ subject: string; digest: string; body: string }>(
    `select subject, digest, body from sealed_card
     where authority = $1 and scheme = $2 and period = $3 and position = $4::bigint and subject = ${anyOf('$5')}`,
    [authority, scheme, period, position, codesText(subjects)],
  );
  return new Map(
    rows.map(({ subject, digest, body }) => {
      if (digestOfText(body) !== digest) throw new SealedCardFault(key, subject);
      return [subject, { body: JSON.parse(body) as CardBody, text: body, digest }];
    }),
  );
}
