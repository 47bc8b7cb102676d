import type { CardBody } from '../../../plugins/engine/card-body.ts';
import type { WrittenCard } from '../../../plugins/engine/card.ts';
import { digestOfText } from '../../../plugins/engine/digest.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Statements } from '../../platform/database/database.ts';
import type { OwnTable } from '../../platform/model/data-model.ts';
import { EVERYONE } from '../../platform/model/entity.ts';
import type { Dependency } from '../../facts/dependencies.ts';
import { anyOf, codesText, dayOf } from '../../facts/scope.ts';
import type { CardQuery, PeriodQuery } from '../compute/score-run.ts';
import { sealedCards } from './sealed-cards.ts';

/** Cards as the bytes that their digest covers, with what they read. Rows are added and dropped, never changed. */
export const SCORE_CARD_TABLE: OwnTable = {
  name: 'score_card',
  columns: {
    authority: 'text',
    scheme: 'text',
    period: 'text',
    subject: 'text',
    as_of: 'date',
    position: 'bigint',
    computed_by: 'text',
    digest: 'text',
    body: 'text',
    read_fact: 'text[]',
    read_about: 'text[]',
    read_from: 'date[]',
    read_to: 'date[]',
    kept_at: 'timestamptz',
  },
  key: ['authority', 'scheme', 'period', 'subject', 'as_of', 'position', 'computed_by'],
  defaults: { kept_at: 'now()' },
};

/** A computed card on its way into storage. */
export interface CardToStore extends Omit<WrittenCard, 'body'> {
  readonly subject: string;
  readonly dependencies: readonly Dependency[];
}

/**
 * SQL: stored cards of some subjects that no stamp has made invalid.
 * Dependencies are looked up one by one: the limit stops the planner from joining all stamps with all dependencies.
 */
export const FIND_VALID = `
  select c.subject, c.position, c.digest, c.body
  from score_card c
  where c.authority = $1 and c.scheme = $2 and c.period = $3 and c.subject = ${anyOf('$4')} and c.as_of = ${dayOf('$5')}
    and c.computed_by = $6
    and (c.position = $7::bigint or not exists (
      select from unnest(c.read_fact, c.read_about, c.read_from, c.read_to) as r (fact, about, from_day, to_day)
      cross join lateral (
        select from stamp s
        where s.authority = c.authority and s.fact = r.fact and s.about = r.about
          and s.position > least(c.position, $7::bigint) and s.position <= greatest(c.position, $7::bigint)
          and s.from_day < r.to_day and (s.to_day is null or s.to_day > r.from_day)
        limit 1
      ) touched
    ))`;

const STORE = `
  insert into score_card (authority, scheme, period, subject, as_of, position, computed_by, digest, body, read_fact, read_about, read_from, read_to)
  select $1, $2, $3, x.subject, ${dayOf('$4')}, $5::bigint, $6, x.digest, x.body,
    array(select jsonb_array_elements_text(x.fact)), array(select jsonb_array_elements_text(x.about)),
    array(select ${dayOf('jsonb_array_elements_text(x.first)')}), array(select ${dayOf('jsonb_array_elements_text(x.last)')})
  from jsonb_to_recordset($7::text::jsonb) as x (subject text, digest text, body text, fact jsonb, about jsonb, first jsonb, last jsonb)
  on conflict do nothing`;

/** How many cards of one subject, scheme and period are stored: of a few days of truth and positions, the latest stored. */
const STORED_OF_A_SUBJECT = 4;

const TRIM = `
  delete from score_card c
  where c.authority = $1 and c.scheme = $2 and c.period = $3 and c.subject = ${anyOf('$4')}
    and (as_of, position, computed_by) not in (
      select d.as_of, d.position, d.computed_by from score_card d
      where d.authority = c.authority and d.scheme = c.scheme and d.period = c.period and d.subject = c.subject
      order by d.kept_at desc, d.position desc, d.as_of desc limit ${STORED_OF_A_SUBJECT})`;

const DROP = `
  delete from score_card c
  where c.authority = $1 and c.scheme = $2 and c.period = $3 and c.subject = $4 and c.as_of = ${dayOf('$5')}
    and c.computed_by = $6 and c.position = $7::bigint`;

/** Characters of cards that wait to be written; what comes beyond is not stored, and computed again when requested. */
const MOST_WAITING = 16_000_000;
/** Characters of cards in one statement. */
const AT_ONCE = 1_000_000;

interface FoundRow {
  readonly subject: string;
  readonly position: string;
  readonly digest: string;
  readonly body: string;
}

interface Waiting {
  readonly of: CardQuery;
  readonly cards: readonly CardToStore[];
}

/**
 * Cards that were computed before, found again while they are valid.
 *
 * A card is valid as long as no stamp between its position and the requested one touches what it depends on; it does not
 * matter which of the two is the later one.
 */
export class StoredCards {
  readonly #store: Statements;
  readonly #nameComputer: () => string;
  #known: string | undefined;
  readonly #onError: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #size = 0;
  #writing: Promise<void> | null = null;

  /**
   * @param computedBy returns the fingerprint of the code that computes cards, when first needed: cards of other code are not
   * found.
   * @param onError receives what could not be stored, and rows that do not match their digest.
   */
  constructor(store: Statements, computedBy: () => string, onError: (error: unknown) => void) {
    this.#store = store;
    this.#nameComputer = computedBy;
    this.#onError = onError;
  }

  get #computedBy(): string {
    return (this.#known ??= this.#nameComputer());
  }

  /**
   * The valid cards of the subjects, by subject, in one statement. A row that does not match its digest is reported, dropped
   * and left out.
   */
  async find(of: CardQuery, subjects: readonly string[]): Promise<ReadonlyMap<string, WrittenCard>> {
    const { authority, scheme, period, asOf, position } = of;
    const requested = [authority, scheme, period, codesText(subjects), asOf, this.#computedBy, position];
    const rows = await this.#store.query<FoundRow>(FIND_VALID, requested, 'find-valid-cards');
    const found = new Map<string, WrittenCard>();
    for (const row of rows) {
      if (found.has(row.subject)) continue;
      if (digestOfText(row.body) === row.digest)
        found.set(row.subject, {
          body: JSON.parse(row.body) as CardBody,
          text: row.body,
          digest: row.digest,
        });
      else await this.#drop(of, row);
    }
    return found;
  }

  /**
   * The cards of the subjects that were sealed at that position.
   * @throws SealedCardFault.
   */
  findSealed(of: PeriodQuery, subjects: readonly string[]): Promise<ReadonlyMap<string, WrittenCard>> {
    return sealedCards(this.#store, of, subjects);
  }

  /** Stores cards when there is time: after this turn, one statement after the other. */
  store(of: CardQuery, cards: readonly CardToStore[]): void {
    const taken: CardToStore[] = [];
    for (const card of cards) {
      if (this.#size + card.text.length > MOST_WAITING) break;
      this.#size += card.text.length;
      taken.push(card);
    }
    if (taken.length === 0) return;
    this.#waiting.push({ of, cards: taken });
    this.#writing ??= this.#write();
  }

  /** Resolves once nothing waits to be written. */
  async idle(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    // Answers first: what is computed in this turn goes out before it is kept.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      for (const part of partsOf(next.cards)) {
        await this.#writePart(next.of, part).catch(this.#onError);
        for (const { text } of part) this.#size -= text.length;
      }
    }
    this.#writing = null;
  }

  async #writePart(of: CardQuery, cards: readonly CardToStore[]): Promise<void> {
    const { authority, scheme, period, asOf, position } = of;
    const rows = cards.map(({ subject, digest, text, dependencies }) => {
      const pairs = dependencies.flatMap(({ about, ...read }) =>
        [EVERYONE, ...about].map((one) => ({ ...read, about: one })),
      );
      return {
        subject,
        digest,
        body: text,
        fact: pairs.map((pair) => pair.fact),
        about: pairs.map((pair) => pair.about),
        first: pairs.map((pair) => pair.from),
        last: pairs.map((pair) => pair.to),
      };
    });
    const rowsText = JSON.stringify(rows);
    await this.#store.query(STORE, [authority, scheme, period, asOf, position, this.#computedBy, rowsText]);
    const subjects = codesText(cards.map(({ subject }) => subject));
    await this.#store.query(TRIM, [authority, scheme, period, subjects]);
  }

  async #drop(
    { authority, scheme, period, asOf }: CardQuery,
    { subject, position }: FoundRow,
  ): Promise<void> {
    const name = [authority, scheme, period, formatDay(asOf), position, subject].join(' ');
    this.#onError(new Error(`the stored card ${name} does not match its digest: it is computed anew`));
    await this.#store.query(DROP, [authority, scheme, period, subject, asOf, this.#computedBy, position]);
  }
}

function* partsOf(cards: readonly CardToStore[]): Generator<readonly CardToStore[]> {
  let part: CardToStore[] = [];
  let size = 0;
  for (const card of cards) {
    if (size > 0 && size + card.text.length > AT_ONCE) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(card);
    size += card.text.length;
  }
  yield part;
}
