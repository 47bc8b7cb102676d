import type { ReadPoint } from '../platform/api/context.ts';
import { shownText } from '../platform/api/scalars.ts';
import { CAUSE_TITLES } from './causes.ts';
import { formatCursor } from './event-cursor.ts';
import type { CardSummary } from './event.ts';
import type { AnnouncedScore } from './event.type.ts';
import { KINDS, KIND_OF, RankMove, ScoreChangePart, ScoreEventType } from './event.type.ts';
import type { ScoreEvent } from './score-events.ts';

/** An event as an object of the API; its units and people are read as known at the read point. */
export function viewEvent(at: ReadPoint, event: ScoreEvent): ScoreEventType {
  const { body, position, recordedAt, ratingChanged } = event;
  const kind = KIND_OF[body.kind];
  const header = {
    at,
    eventId: body.id,
    place: formatCursor(event),
    position,
    asKnownAt: body.asKnownAt,
    kind,
    kindText: KINDS[kind],
    day: body.day,
    recordedAt,
    authority: body.authority,
    scheme: body.scheme,
    period: body.period,
    ratingChanged,
  };
  if (body.kind === 'ranking.changed')
    return Object.assign(new ScoreEventType(), header, {
      subject: null,
      by: null,
      from: null,
      to: null,
      change: null,
      changeExact: null,
      parts: [],
      cohort: body.cohort,
      size: body.size,
      moved: body.moved.map(({ from, to, ...subject }) =>
        Object.assign(new RankMove(), { at, subject, from, to }),
      ),
    });
  return Object.assign(new ScoreEventType(), header, {
    subject: body.subject,
    by: body.by,
    from: body.from && viewCard(body.from),
    to: body.to && viewCard(body.to),
    change: body.change === null ? null : shownText(body.change),
    changeExact: body.change,
    parts: body.parts.map(({ cause, points }) =>
      Object.assign(new ScoreChangePart(), {
        cause,
        causeTitle: CAUSE_TITLES[cause],
        points: shownText(points),
        pointsExact: points,
      }),
    ),
    cohort: null,
    size: null,
    moved: [],
  });
}

function viewCard({ digest, points, open, max, rating }: CardSummary): AnnouncedScore {
  return {
    digest,
    points: shownText(points),
    pointsExact: points,
    open: shownText(open),
    max: max === null ? null : shownText(max),
    rating,
  };
}
