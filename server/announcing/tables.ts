import type { OwnTable } from '../platform/model/data-model.ts';

const CARD_KEY = { authority: 'text', scheme: 'text', period: 'text', subject: 'text' } as const;

/** How far acts and days have been processed: one row an authority, locked by the process that takes a step. */
const SCORE_PROGRESS: OwnTable = {
  name: 'score_progress',
  columns: { authority: 'text', position: 'bigint', day: 'date', computed_by: 'text', step: 'bigint' },
  key: ['authority'],
};

/**
 * Cards to be computed again. A burst of writes is one row a card; `since` is when the announced card was last known to be right.
 */
const SCORE_WORK: OwnTable = {
  name: 'score_work',
  columns: { ...CARD_KEY, step: 'bigint', since_position: 'bigint', since_day: 'date' },
  key: Object.keys(CARD_KEY),
};

/** The bytes of cards as they were announced; a card that ended has none. Insert-only. */
const ANNOUNCED_CARD: OwnTable = {
  name: 'announced_card',
  columns: {
    ...CARD_KEY,
    position: 'bigint',
    as_known_at: 'bigint',
    day: 'date',
    computed_by: 'text',
    unit: 'text',
    leader: 'text null',
    digest: 'text null',
    points: 'text null',
    open: 'text null',
    max: 'text null',
    rating: 'text null',
    member: 'text null',
    body: 'text null',
  },
  key: [...Object.keys(CARD_KEY), 'position'],
};

/** Ranks of a cohort as last announced. */
const ANNOUNCED_STANDING: OwnTable = {
  name: 'announced_standing',
  columns: {
    authority: 'text',
    scheme: 'text',
    period: 'text',
    cohort: 'text',
    position: 'bigint',
    members: 'text',
  },
  key: ['authority', 'scheme', 'period', 'cohort'],
};

/** What changed, in the order of the ledger. Never changed, and removed only from the oldest on, behind the floor. */
const SCORE_EVENT: OwnTable = {
  name: 'score_event',
  columns: {
    authority: 'text',
    position: 'bigint',
    number: 'integer',
    id: 'uuid',
    kind: 'text',
    day: 'date',
    scheme: 'text',
    period: 'text',
    subject: 'text',
    units: 'text[]',
    leaders: 'text[]',
    rating_changed: 'boolean',
    body: 'text',
    recorded_at: 'timestamptz',
  },
  key: ['authority', 'position', 'number'],
  unique: { score_event_id: ['authority', 'id'] },
};

/** The last event of an authority that is no longer kept. It only rises. */
const SCORE_EVENT_FLOOR: OwnTable = {
  name: 'score_event_floor',
  columns: { authority: 'text', position: 'bigint', number: 'integer' },
  key: ['authority'],
};

/** Tables of the announcement job: progress, work, announced cards and standings, events. */
export const CHANGE_TABLES: readonly OwnTable[] = [
  SCORE_PROGRESS,
  SCORE_WORK,
  ANNOUNCED_CARD,
  ANNOUNCED_STANDING,
  SCORE_EVENT,
  SCORE_EVENT_FLOOR,
];
