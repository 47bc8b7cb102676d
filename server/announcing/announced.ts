import type { CohortMember } from '../../plugins/engine/standing.ts';
import { exactText, parseFraction } from '../../rules/kit/fraction.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import type { Statements, Transaction } from '../platform/database/database.ts';
import { codesText, dayOf } from '../facts/scope.ts';
import type { CardSummary, RankSummary } from '../events/event.ts';
import type { WorkBatch } from './work.ts';

/** A card as last announced; without figures where it has ended. */
export interface AnnouncedCard {
  /** Of the act that announced it. */
  readonly position: number;
  readonly computedBy: string;
  readonly unit: string;
  readonly leader: string | null;
  readonly card: CardSummary | null;
  /** What ranking needs of the card; null without a card. */
  readonly member: Omit<CohortMember, 'key'> | null;
}

/** A card to announce; without `card` it has ended. */
export interface CardToAnnounce extends Omit<AnnouncedCard, 'position' | 'computedBy'> {
  readonly subject: string;
  /** Canonical text of the whole body; null without a card. */
  readonly text: string | null;
}

/** Cards as last announced, by subject key. */
export async function announcedCards(
  store: Statements,
  { authority, scheme, period }: Pick<WorkBatch, 'authority' | 'scheme' | 'period'>,
  subjects: readonly string[] | 'ALL',
): Promise<ReadonlyMap<string, AnnouncedCard>> {
  const requested =
    subjects === 'ALL'
      ? `select distinct subject from announced_card where authority = $1 and scheme = $2 and period = $3 and $4::text is not null`
      : 'select unnest($4::text::text[]) as subject';
  const rows = await store.query<{
    subject: string;
    position: string;
    computed_by: string;
    unit: string;
    leader: string | null;
    digest: string | null;
    points: string;
    open: string;
    max: string | null;
    rating: Rating | null;
    member: string | null;
  }>(
    `select s.subject, c.position, c.computed_by, c.unit, c.leader, c.digest, c.points, c.open, c.max, c.rating, c.member
     from (${requested}) s cross join lateral (
       select * from announced_card a
       where a.authority = $1 and a.scheme = $2 and a.period = $3 and a.subject = s.subject
       order by a.position desc limit 1
     ) c`,
    [authority, scheme, period, codesText(subjects === 'ALL' ? [] : subjects)],
  );
  return new Map(
    rows.map((row) => {
      const { subject, position, computed_by, unit, leader, digest, points, open, max, rating, member } = row;
      const announced: AnnouncedCard = {
        position: Number(position),
        computedBy: computed_by,
        unit,
        leader,
        card: digest === null ? null : { digest, points, open, max, rating },
        member: member === null ? null : memberOfText(member),
      };
      return [subject, announced] as const;
    }),
  );
}

/** Stores cards as announced by the act at a position. */
export async function storeAnnounced(
  tx: Transaction,
  batch: WorkBatch,
  position: number,
  computedBy: string,
  cards: readonly CardToAnnounce[],
): Promise<void> {
  const rows = cards.map(({ subject, unit, leader, card, member, text }) => ({
    subject,
    unit,
    leader,
    ...card,
    member: member && textOfMember(member),
    body: text,
  }));
  await tx.query(
    `insert into announced_card (authority, scheme, period, subject, position, as_known_at, day, computed_by, unit, leader, digest, points, open, max, rating, member, body)
     select $1, $2, $3, x.subject, $4::bigint, $5::bigint, ${dayOf('$6')}, $7, x.unit, x.leader, x.digest, x.points, x.open, x.max, x.rating, x.member, x.body
     from jsonb_to_recordset($8::text::jsonb) as x (subject text, unit text, leader text, digest text, points text, open text, max text,
       rating text, member text, body text)`,
    [
      batch.authority,
      batch.scheme,
      batch.period,
      position,
      batch.position,
      batch.day,
      computedBy,
      JSON.stringify(rows),
    ],
  );
}

/** A member of a cohort as last announced, with the own class that the proposed one was made of. */
export interface AnnouncedRank extends RankSummary {
  readonly own: Rating | null;
}

/** Ranks of one cohort as last announced, by subject key. */
export interface AnnouncedStanding {
  readonly position: number;
  readonly members: Readonly<Record<string, AnnouncedRank>>;
}

/** Standings as last announced, by cohort. */
export async function announcedStandings(
  store: Statements,
  { authority, scheme, period }: WorkBatch,
): Promise<ReadonlyMap<string, AnnouncedStanding>> {
  const rows = await store.query<{ cohort: string; position: string; members: string }>(
    'select cohort, position, members from announced_standing where authority = $1 and scheme = $2 and period = $3',
    [authority, scheme, period],
  );
  return new Map(
    rows.map(({ cohort, position, members }) => [
      cohort,
      {
        position: Number(position),
        members: JSON.parse(members) as Readonly<Record<string, AnnouncedRank>>,
      },
    ]),
  );
}

/** Stores the ranks of a cohort in place of those announced before. */
export async function storeStanding(
  tx: Transaction,
  { authority, scheme, period }: WorkBatch,
  cohort: string,
  { position, members }: AnnouncedStanding,
): Promise<void> {
  await tx.query(
    `insert into announced_standing (authority, scheme, period, cohort, position, members) values ($1, $2, $3, $4, $5::bigint, $6)
     on conflict (authority, scheme, period, cohort) do update set position = excluded.position, members = excluded.members`,
    [authority, scheme, period, cohort, position, JSON.stringify(members)],
  );
}

function textOfMember({ points, rating, titles }: Omit<CohortMember, 'key'>): string {
  return JSON.stringify({ points: points && exactText(points), rating, titles });
}

function memberOfText(text: string): Omit<CohortMember, 'key'> {
  const { points, rating, titles } = JSON.parse(text) as {
    points: string | null;
    rating: Rating | null;
    titles: string[];
  };
  return { points: points === null ? null : parseFraction(points), rating, titles };
}
