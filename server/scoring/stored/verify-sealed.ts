import type { Rating } from '../../../rules/kit/rating.ts';
import { sha256 } from '../../platform/ledger/digest.ts';
import type { AttachedTable, RowFault } from '../../platform/model/data-model.ts';
import { SEALED_CARD, sealedText } from './sealed-cards.ts';

interface SealedRow {
  readonly kept_at: string;
  readonly scheme: string;
  readonly period: string;
  readonly subject: string;
  readonly digest: string;
  readonly decided: Rating | null;
  /** Digest of the bytes as they are. */
  readonly found: string;
}

/** Sealed cards, against the acts that sealed them. */
export const SEALED_CARDS: AttachedTable = {
  table: SEALED_CARD.name,
  async faults(store, authority, acts) {
    const rows = await store.query<SealedRow>(
      `select kept_at, scheme, period, subject, digest, decided_rating as decided, encode(sha256(convert_to(body, 'UTF8')), 'hex') as found
       from sealed_card where authority = $1 order by kept_at, scheme, period, subject`,
      [authority],
    );
    const byAct = Map.groupBy(rows, ({ kept_at }) => Number(kept_at));
    const entity = SEALED_CARD.name;
    const faults: RowFault[] = [];
    for (const position of [...new Set([...acts.keys(), ...byAct.keys()])].toSorted((a, b) => a - b)) {
      const act = acts.get(position);
      const own = byAct.get(position) ?? [];
      const text = own
        .flatMap((row) => sealedText(row, [row]))
        .toSorted()
        .join('\n');
      if (!act) faults.push({ position, fault: 'STRANGE', entity });
      else if (own.length < act.rows) faults.push({ position, fault: 'MISSING', entity });
      else if (sha256(text) !== act.digest) faults.push({ position, fault: 'ROWS', entity });
      for (const { scheme, period, subject, digest, found } of own)
        if (found !== digest)
          faults.push({ position, fault: 'ROWS', entity, row: `${scheme} ${period} ${subject}` });
    }
    return faults;
  },
};
