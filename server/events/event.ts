import canonicalize from 'canonicalize';
import type { Day } from '../../rules/kit/day.ts';
import type { Rating } from '../../rules/kit/rating.ts';
import type { CauseShare } from './causes.ts';

/** Name and version of the format of an event’s body. */
export const EVENT_FORMAT = 'leader-scorecard/event/1';

/** Kinds of events: a card appeared, changed or ended; or ranks of a cohort moved. */
export const EVENT_KINDS = ['score.first', 'score.changed', 'score.ended', 'ranking.changed'] as const;
/** One of them. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** Who a card is about, by codes. */
export interface EventSubject {
  /** "unit:CODE" or "appointment:CODE". */
  readonly key: string;
  readonly unit: string;
  readonly leader: string | null;
}

/** Figures of an announced card. Numbers are exact, as text. */
export interface CardSummary {
  readonly digest: string;
  readonly points: string;
  readonly open: string;
  /** Null where nothing applies. */
  readonly max: string | null;
  readonly rating: Rating | null;
}

/** Rank and proposed class in a cohort; null where there is none. */
export interface RankSummary {
  readonly rank: number | null;
  readonly rating: Rating | null;
}

interface EventHeader {
  readonly format: typeof EVENT_FORMAT;
  /** The same however often the event is delivered. */
  readonly id: string;
  readonly authority: string;
  readonly scheme: string;
  readonly period: string;
  /** Day of truth, YYYY-MM-DD. */
  readonly day: string;
  /** Ledger position as of which facts were read. */
  readonly asKnownAt: number;
}

/** Body of an event about one card. */
export interface ScoreEventBody extends EventHeader {
  readonly kind: Exclude<EventKind, 'ranking.changed'>;
  readonly subject: EventSubject;
  /** OWN: the card itself. STANDING: the cap over its cohort lowered or freed its class, and nothing else changed. */
  readonly by: 'OWN' | 'STANDING';
  readonly from: CardSummary | null;
  readonly to: CardSummary | null;
  /** Points gained or lost, exactly; null where there is no card on one side. */
  readonly change: string | null;
  /** The same by cause, in the order of causes; they sum to it. */
  readonly parts: readonly CauseShare[];
}

/** Body of an event about ranks or proposed classes that moved in one cohort. */
export interface RankingEventBody extends EventHeader {
  readonly kind: 'ranking.changed';
  readonly cohort: string;
  readonly size: number;
  readonly moved: readonly (EventSubject & { readonly from: RankSummary; readonly to: RankSummary })[];
}

/** Body of an event of any kind. */
export type EventBody = ScoreEventBody | RankingEventBody;

/** Canonical JSON of a body (RFC 8785): the bytes that are stored and delivered. */
export function eventText(body: EventBody): string {
  const text = canonicalize(body);
  if (text === undefined) throw new Error('an event is always an object');
  return text;
}

/** Codes of the units and leaders that an event is about, sorted. */
export function aboutOf(body: EventBody): { readonly units: string[]; readonly leaders: string[] } {
  const subjects = body.kind === 'ranking.changed' ? body.moved : [body.subject];
  return {
    units: [...new Set(subjects.map(({ unit }) => unit))].toSorted(byCode),
    leaders: [...new Set(subjects.flatMap(({ leader }) => leader ?? []))].toSorted(byCode),
  };
}

/** Whether a class changed: of the card, or of anybody in the cohort. */
export function ratingChanged(body: EventBody): boolean {
  return body.kind === 'ranking.changed'
    ? body.moved.some(({ from, to }) => from.rating !== to.rating)
    : (body.from?.rating ?? null) !== (body.to?.rating ?? null);
}

/** An event on its way into storage: its body, and the day as a number. */
export interface EventToRecord {
  readonly body: EventBody;
  readonly day: Day;
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
