import { z } from 'zod';
import { RATINGS } from '../../rules/kit/rating.ts';
import { CAUSES } from './causes.ts';
import type { EventBody } from './event.ts';
import { EVENT_FORMAT } from './event.ts';

const exact = z
  .string()
  .regex(/^-?\d+(\.\d+)?$|^-?\d+\/\d+$/)
  .describe('Exact: a decimal, or n/d where the decimals would not end.');
const rating = z.enum(RATINGS).nullable();

const subject = z.strictObject({
  key: z.string().describe('"unit:CODE" or "appointment:CODE".'),
  unit: z.string().describe('The unit, or the unit of the post.'),
  leader: z.string().nullable().describe('Who holds the post; null of a unit’s card.'),
});

const card = z.strictObject({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the card’s canonical bytes.'),
  points: exact,
  open: exact,
  max: exact.nullable().describe('Null where nothing applies.'),
  rating: rating.describe('The class; null while it is withheld.'),
});

const rank = z.strictObject({
  rank: z.number().int().positive().nullable(),
  rating: rating.describe('The proposed class, after the cap.'),
});

const header = {
  format: z.literal(EVENT_FORMAT),
  id: z.uuid().describe('The same however often the event is delivered.'),
  authority: z.string(),
  scheme: z.string(),
  period: z.string(),
  day: z.iso.date().describe('Day of truth, in Asia/Ho_Chi_Minh.'),
  asKnownAt: z.number().int().nonnegative().describe('Ledger position as of which facts were read.'),
};

const Event: z.ZodType<EventBody> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...header,
    kind: z.enum(['score.first', 'score.changed', 'score.ended']),
    subject,
    by: z.enum(['OWN', 'STANDING']).describe('What moved the card: itself, or the cap over its cohort.'),
    from: card.nullable().describe('As announced before; null of a first card.'),
    to: card.nullable().describe('As announced now; null where the card ended.'),
    change: exact.nullable().describe('Points gained or lost; null where there is no card on one side.'),
    parts: z
      .array(z.strictObject({ cause: z.enum(CAUSES), points: exact }))
      .describe('The change by cause, in this order of causes; they sum to it.'),
  }),
  z.strictObject({
    ...header,
    kind: z.literal('ranking.changed'),
    cohort: z.string().describe('The list, such as "HEAD/DEPARTMENT".'),
    size: z.number().int().nonnegative().describe('How many stand in it.'),
    moved: z.array(z.strictObject({ ...subject.shape, from: rank, to: rank })),
  }),
]);

/** The JSON Schema of events as the ledger keeps them, in canonical JSON. The API gives the same as fields of `ScoreEvent`. */
export function eventSchema(): object {
  return {
    title: 'Leader Scorecard: what changed about a score, or about the ranks of a cohort',
    description:
      'An event as the ledger keeps it, whose digest its act vouches for. GraphQL gives the same as the fields of ScoreEvent: kind as SCORE_CHANGED for score.changed, id as eventId, points also with their decimals.',
    ...z.toJSONSchema(Event),
  };
}
