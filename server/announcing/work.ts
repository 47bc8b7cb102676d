import { randomUUID } from 'node:crypto';
import type { Day } from '../../rules/kit/day.ts';
import type { Statements, Transaction } from '../platform/database/database.ts';
import type { AffectedCard } from '../scoring/dependencies/affected.ts';
import { anyOf, codesText, dayNumber, dayOf } from '../facts/scope.ts';

/** In place of a subject: the ranks of everyone whom the scheme scores in the period. */
export const STANDINGS = '*';

/** In place of a subject: everyone whom the scheme scores in the period, whose cards are sealed. */
export const SEALING = '!';

/** The most cards computed together. */
export const MOST_CARDS = 100;

/** How far the acts and days of an authority have been processed. */
export interface Progress {
  readonly authority: string;
  readonly position: number;
  /** The last day that was opened; it never goes back. */
  readonly day: Day;
  readonly computedBy: string;
  /** Counts the changes of this row: of two processes that take the same step, the later one notices. */
  readonly step: number;
}

/** A card to be computed again, and when the announced one was last known to be right. */
export interface WorkItem {
  readonly subject: string;
  readonly step: number;
  readonly sincePosition: number;
  readonly sinceDay: Day;
}

/** Work of one scheme and period, with the position and day it is to be computed at. */
export interface WorkBatch {
  readonly authority: string;
  readonly scheme: string;
  readonly period: string;
  readonly position: number;
  readonly day: Day;
  readonly items: readonly WorkItem[];
}

/** Begins an authority that was never processed: from before its first act, on this day. */
export async function beginProgress(
  store: Statements,
  authority: string,
  day: Day,
  computedBy: string,
): Promise<void> {
  await store.query(
    `insert into score_progress (authority, position, day, computed_by, step) values ($1, 0, ${dayOf('$2')}, $3, 0) on conflict do nothing`,
    [authority, day, computedBy],
  );
}

/** The progress of an authority, which must have begun. */
export async function readProgress(store: Statements, authority: string): Promise<Progress> {
  const [row] = await store.query<{ position: string; day: Day; computed_by: string; step: string }>(
    `select position, ${dayNumber('day')} as day, computed_by, step from score_progress where authority = $1`,
    [authority],
  );
  return {
    authority,
    position: Number(row!.position),
    day: row!.day,
    computedBy: row!.computed_by,
    step: Number(row!.step),
  };
}

/**
 * Takes a step (further in the ledger, a day on, to other code) and adds the cards to compute again.
 * @returns false, with nothing changed, where another process has taken a step since `from` was read
 */
export async function takeStep(
  store: Statements,
  from: Progress,
  to: Partial<Pick<Progress, 'position' | 'day' | 'computedBy'>>,
  cards: readonly AffectedCard[],
): Promise<boolean> {
  const { authority } = from;
  const next = { ...from, ...to, step: from.step + 1 };
  return store.transaction(async (tx) => {
    const moved = await tx.query(
      `update score_progress set position = $2::bigint, day = ${dayOf('$3')}, computed_by = $4, step = $5::bigint
       where authority = $1 and step = $6::bigint returning 1 as one`,
      [authority, next.position, next.day, next.computedBy, next.step, from.step],
    );
    if (moved.length === 0) return false;
    if (cards.length > 0)
      await tx.query(
        `insert into score_work (authority, scheme, period, subject, step, since_position, since_day)
         select $1, x.scheme, x.period, x.subject, $2::bigint, $3::bigint, ${dayOf('$4')}
         from jsonb_to_recordset($5::text::jsonb) as x (scheme text, period text, subject text)
         on conflict (authority, scheme, period, subject) do update set step = excluded.step`,
        [authority, next.step, from.position, from.day, JSON.stringify(cards)],
      );
    return true;
  });
}

/** What there is to do about an authority. */
export interface Backlog {
  readonly authority: string;
  /** Of its progress; null where it was never looked through. */
  readonly step: string | null;
  /** Whether there is anything to do: acts or days not looked through, or cards to be computed. */
  readonly isBehind: boolean;
  /** Cards to be computed, counted up to `MOST_COUNTED`. */
  readonly cards: number;
}

/** Beyond this it does not matter how many cards wait. */
const MOST_COUNTED = 10_000;

/** Every authority, with what there is to do on this day, in one statement. */
export async function backlogs(store: Statements, day: Day): Promise<Backlog[]> {
  return store.query<{ authority: string; step: string | null; isBehind: boolean; cards: number }>(
    `select a.code as authority, p.step,
       coalesce(p.position < c.position or p.day < ${dayOf('$1')}, true) or w.cards > 0 as "isBehind", w.cards
     from authority a
     join ledger_counter c on c.authority = a.code
     left join score_progress p on p.authority = a.code
     cross join lateral (
       select count(*)::int as cards from (select from score_work w where w.authority = a.code limit ${MOST_COUNTED}) w
     ) w
     order by a.code`,
    [day],
  );
}

/** Where one of several processes begins in the work, so that they rarely compute the same cards. */
export interface EntryPoint {
  readonly scheme: string;
  readonly period: string;
  /** Orders the cards of each scheme and period. */
  readonly salt: string;
}

/** A random entry point; null where no work waits. */
export async function randomEntryPoint(store: Statements, authority: string): Promise<EntryPoint | null> {
  const [list] = await store.query<{ scheme: string; period: string }>(
    `select scheme, period from (select distinct scheme, period from score_work where authority = $1) w order by random() limit 1`,
    [authority],
  );
  return list ? { ...list, salt: randomUUID() } : null;
}

/** In the order of their codes. */
const FIRST: EntryPoint = { scheme: '', period: '', salt: '' };

/**
 * The next work of one scheme and period, from an entry point on and round to it. Cards come first; once none waits anywhere,
 * sealings and standings. Null where nothing is left.
 * @param skipped schemes and periods to leave out, as "scheme period"
 */
export async function nextBatch(
  store: Statements,
  authority: string,
  skipped: ReadonlySet<string>,
  entry: EntryPoint | null = null,
): Promise<WorkBatch | null> {
  const { scheme, period, salt } = entry ?? FIRST;
  const rows = await store.query<{
    scheme: string;
    period: string;
    subject: string;
    step: string;
    since_position: string;
    since_day: Day;
    position: string;
    day: Day;
  }>(
    `with lists as not materialized (
       select scheme, period, subject in ('${STANDINGS}', '${SEALING}') as is_after_cards from score_work
       where authority = $1 and not scheme || ' ' || period = ${anyOf('$2')}
     ), next as (
       select scheme, period from (
         (select 1 as turn, scheme, period from lists
          where not is_after_cards and (scheme, period) >= ($3, $4) order by scheme, period limit 1)
         union all
         (select 2, scheme, period from lists where not is_after_cards order by scheme, period limit 1)
         union all
         (select 3, scheme, period from lists order by scheme, period limit 1)
       ) turns order by turn limit 1
     )
     select w.scheme, w.period, w.subject, w.step, w.since_position, ${dayNumber('w.since_day')} as since_day,
       p.position, ${dayNumber('p.day')} as day
     from score_progress p join next on true
     join score_work w on w.authority = p.authority and w.scheme = next.scheme and w.period = next.period
     where p.authority = $1
     order by case when w.subject in ('${STANDINGS}', '${SEALING}') then 'then' when $5 <> '' then md5($5 || w.subject) else '' end,
       w.subject limit ${MOST_CARDS}`,
    [authority, codesText([...skipped]), scheme, period, salt],
  );
  const [first] = rows;
  if (!first) return null;
  const cards = rows.filter(({ subject }) => subject !== STANDINGS && subject !== SEALING);
  const items = (cards.length > 0 ? cards : [first]).map((row) => ({
    subject: row.subject,
    step: Number(row.step),
    sincePosition: Number(row.since_position),
    sinceDay: row.since_day,
  }));
  return {
    authority,
    scheme: first.scheme,
    period: first.period,
    position: Number(first.position),
    day: first.day,
    items,
  };
}

/**
 * Removes finished work, and locks the authority's progress until the transaction ends. Without the lock, two processes that
 * finish the same cards in different orders would deadlock.
 * @returns subjects whose work was removed; not those requested again since, or finished by another process first
 */
export async function finish(
  tx: Transaction,
  { authority, scheme, period, items }: WorkBatch,
): Promise<ReadonlySet<string>> {
  await tx.query('select from score_progress where authority = $1 for update', [authority]);
  const rows = await tx.query<{ subject: string }>(
    `delete from score_work w using jsonb_to_recordset($4::text::jsonb) as x (subject text, step bigint)
     where w.authority = $1 and w.scheme = $2 and w.period = $3 and w.subject = x.subject and w.step = x.step
     returning w.subject`,
    [authority, scheme, period, JSON.stringify(items.map(({ subject, step }) => ({ subject, step })))],
  );
  return new Set(rows.map(({ subject }) => subject));
}
